using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.Storage.Files;
using Backsmith.Storage.Sqlite;

namespace Backsmith.Cli.Commands;

/// <summary><c>doctor</c>: what this machine offers and what to install. It needs nothing of what it looks at.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Say what this machine offers, what is missing and how to get it.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var (state, ill) = await StateAsync(cancellationToken);
            var usable = Print(await ProbeAsync(state, cancellationToken));
            if (ill is not null)
            {
                Console.Out.WriteLine($"MISSING {"state folder",-30} {ill}");
                return ExitCode.Environment;
            }

            Console.Out.WriteLine($"        state folder                   {state!.Root}");
            return usable ? ExitCode.Clean : ExitCode.Environment;
        });
        return command;
    }

    /// <summary>The state folder when it can be written, and what is wrong with it or its database.</summary>
    private static async Task<(StateFolder? State, string? Ill)> StateAsync(CancellationToken cancellationToken)
    {
        StateFolder? state = null;
        try
        {
            state = StateFolder.Locate(Environment.GetEnvironmentVariable).Prepare();
            await using var store = await SqliteExecutionStore.OpenAsync(state.Database, TimeProvider.System, cancellationToken: cancellationToken);
            return (state, null);
        }
        catch (StorageException error)
        {
            return (state, error.Message);
        }
    }

    /// <summary>Tries the sandbox, in a folder of its own when there is no state folder.</summary>
    private static async Task<SandboxSupport> ProbeAsync(StateFolder? state, CancellationToken cancellationToken)
    {
        var temporary = state is null ? Directory.CreateTempSubdirectory("backsmith-doctor-") : null;
        try
        {
            var folder = state?.Root ?? temporary!.FullName;
            using var sandbox = Workplace.OpenSandbox(folder, new FileBlobStore(state?.Blobs ?? Path.Combine(folder, "blobs")));
            return await sandbox.ProbeAsync(cancellationToken);
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static bool Print(SandboxSupport support)
    {
        foreach (var item in support.Requirements)
        {
            Console.Out.WriteLine($"{(item.Present ? "ok     " : item.Required ? "MISSING" : "missing")} {item.Name,-30} {item.Detail}{(item.Remedy is null ? "" : $"\n        to get it: {item.Remedy}")}");
        }

        return support.Usable;
    }
}
