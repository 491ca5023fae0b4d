using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Secrets;
using Backsmith.Storage;
using Backsmith.Storage.Files;

namespace Backsmith.Cli.Running;

/// <summary>Writes delivery folders: whole, then moved into place.</summary>
internal static class DeliveryWriter
{
    /// <summary>Writes the folder, marks the execution as completed and returns the path; null when there is nothing that is worth a folder and none was asked for.</summary>
    /// <param name="workplace">Where state and keys are.</param>
    /// <param name="delivery">What to write.</param>
    /// <param name="output">The folder the user named, or null for the state folder.</param>
    /// <param name="cancellationToken">Stops before the move.</param>
    /// <exception cref="StorageException">The folder cannot be written; the execution is not completed, and can be gone on with.</exception>
    public static async Task<string?> WriteAsync(Workplace workplace, Delivery delivery, string? output, CancellationToken cancellationToken)
    {
        var target = output is null && delivery.Patch is null ? null : Path.GetFullPath(output ?? workplace.State.Delivery(delivery.ExecutionId));
        if (target is not null)
        {
            await TryWriteAsync(workplace, delivery, target, cancellationToken);
        }

        await workplace.Store.FinishAsync(delivery.ExecutionId, ExecutionState.Completed, delivery.ExitCode, cancellationToken);
        return target;
    }

    private static async Task TryWriteAsync(Workplace workplace, Delivery delivery, string target, CancellationToken cancellationToken)
    {
        try
        {
            await LayOutAsync(workplace, delivery, target, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFault.NoAccess, $"The delivery cannot be written to {target}: {error.Message} To write it elsewhere: backsmith tasks resume {delivery.ExecutionId} --output DIR", error);
        }
    }

    private static async Task LayOutAsync(Workplace workplace, Delivery delivery, string target, CancellationToken cancellationToken)
    {
        var fresh = Fresh(target, delivery.ExecutionId);
        Directory.CreateDirectory(Path.Combine(fresh, "logs"));
        using var key = new SigningKeyFile(workplace.State.SigningKey).Load();
        var tasks = await workplace.Store.TasksAsync(delivery.ExecutionId, cancellationToken);
        foreach (var file in DeliveryFolder.Files(delivery, tasks, key, ProductVersion.Text))
        {
            await File.WriteAllBytesAsync(Path.Combine(fresh, file.Name), file.Content, cancellationToken);
        }

        var redaction = new Redaction(delivery.Secrets);
        foreach (var digest in (delivery.Proof?.Commands ?? []).Select(run => run.LogDigest).Distinct())
        {
            if (await workplace.Blobs.GetAsync(digest, cancellationToken) is { } log)
            {
                await File.WriteAllBytesAsync(Path.Combine(fresh, "logs", $"{digest}.log"), redaction.Of(log), cancellationToken);
            }
        }

        Replace(fresh, target);
    }

    /// <summary>A folder beside the target, named by execution and process: going on with an execution that was killed here takes the dead one's away.</summary>
    private static string Fresh(string target, string executionId)
    {
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        foreach (var left in parent.EnumerateDirectories($"{Path.GetFileName(target)}.{executionId}.*.partial"))
        {
            if (!Directory.Exists($"/proc/{left.Name.Split('.')[^2]}"))
            {
                left.Delete(recursive: true);
            }
        }

        return $"{target}.{executionId}.{Environment.ProcessId}.partial";
    }

    /// <summary>Into a folder that is there the files are moved one by one.</summary>
    private static void Replace(string fresh, string target)
    {
        try
        {
            Directory.Move(fresh, target);
            return;
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Of the user, of an earlier run, or of another process that goes on with the same execution.
        }

        foreach (var file in Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(target, Path.GetRelativePath(fresh, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(file, place, overwrite: true);
        }

        Directory.Delete(fresh, recursive: true);
    }
}
