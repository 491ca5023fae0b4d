using System.Diagnostics;
using Backsmith.Sandbox.Processes;

namespace Backsmith.Sandbox.Runs;

/// <summary>A lock that one process of the machine holds at a time; the others wait in the kernel. Freed when its holder dies, however it dies.</summary>
internal sealed class ExclusiveLock : IAsyncDisposable
{
    private readonly Process _holder;

    private ExclusiveLock(Process holder) => _holder = holder;

    /// <summary>Waits for the lock on a file, which is made when it is not there.</summary>
    /// <exception cref="IOException">The file cannot be locked.</exception>
    public static async Task<ExclusiveLock> TakeAsync(string file, ProcessStarter starter, CancellationToken cancellationToken)
    {
        var holder = await starter.StartAsync("flock", ["--exclusive", file, "sh", "-c", "echo locked; exec cat > /dev/null"]);
        try
        {
            if (await holder.StandardOutput.ReadLineAsync(cancellationToken) == "locked")
            {
                return new ExclusiveLock(holder);
            }

            throw new IOException($"'{file}' cannot be locked: {(await holder.StandardError.ReadToEndAsync(cancellationToken)).Trim()}");
        }
        catch
        {
            holder.Kill(entireProcessTree: true);
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Frees the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
    }
}
