using Backsmith.Deliveries;
using Backsmith.Storage.Files;

namespace Backsmith.Cli.Running;

/// <summary>Writes delivery folders: whole, then moved into place.</summary>
internal static class DeliveryWriter
{
    /// <summary>Writes the folder and returns its path; null when there is nothing that is worth one and none was asked for.</summary>
    /// <param name="workplace">Where state and keys are.</param>
    /// <param name="delivery">What to write.</param>
    /// <param name="output">The folder the user named, or null for the state folder.</param>
    /// <param name="cancellationToken">Stops before the move.</param>
    public static async Task<string?> WriteAsync(Workplace workplace, Delivery delivery, string? output, CancellationToken cancellationToken)
    {
        if (output is null && delivery.Patch is null)
        {
            return null;
        }

        var target = Path.GetFullPath(output ?? workplace.State.Delivery(delivery.ExecutionId));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = $"{target}.{Path.GetRandomFileName()}";
        Directory.CreateDirectory(Path.Combine(fresh, "logs"));
        using var key = new SigningKeyFile(workplace.State.SigningKey).Load();
        var tasks = await workplace.Store.TasksAsync(delivery.ExecutionId, cancellationToken);
        foreach (var file in DeliveryFolder.Files(delivery, tasks, key, ProductVersion.Text))
        {
            await File.WriteAllBytesAsync(Path.Combine(fresh, file.Name), file.Content, cancellationToken);
        }

        foreach (var digest in (delivery.Proof?.Commands ?? []).Select(run => run.LogDigest).Distinct())
        {
            if (await workplace.Blobs.GetAsync(digest, cancellationToken) is { } log)
            {
                await File.WriteAllBytesAsync(Path.Combine(fresh, "logs", $"{digest}.log"), log, cancellationToken);
            }
        }

        Replace(fresh, target);
        return target;
    }

    /// <summary>A folder of ours is replaced; into a folder of the user's the files are moved one by one.</summary>
    private static void Replace(string fresh, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(fresh, target);
            return;
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
