using System.Runtime.InteropServices;

namespace Backsmith.Storage.Files;

/// <summary>A lock that one holder of the machine has at a time (flock(2)); the others wait in the kernel. Freed when its process dies, however it dies.</summary>
internal sealed class FileLock : IDisposable
{
    private const int ReadWrite = 0x2, Create = 0x40, CloseOnExec = 0x80000, OwnerOnly = 0x180, Exclusive = 2, Interrupted = 4;

    private readonly int _descriptor;

    private FileLock(int descriptor) => _descriptor = descriptor;

    /// <summary>Waits for the lock on a file, which is made when it is not there.</summary>
    /// <param name="path">In a folder that is there.</param>
    /// <param name="limit">How long to wait for others.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageException">The file cannot be opened, or somebody else holds it for longer.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan limit, CancellationToken cancellationToken)
    {
        var descriptor = Open(path, ReadWrite | Create | CloseOnExec, OwnerOnly);
        if (descriptor < 0)
        {
            throw new StorageException(StorageFault.NoAccess, $"{path} cannot be written. Check its owner and mode, or set BACKSMITH_HOME to a folder you may write.");
        }

        var waiting = Task.Run(() => Wait(descriptor), CancellationToken.None);
        try
        {
            if (await waiting.WaitAsync(limit, cancellationToken))
            {
                return new FileLock(descriptor);
            }

            throw new StorageException(StorageFault.Unreadable, $"{path} cannot be locked on this file system. Set BACKSMITH_HOME to a folder on a local disk.");
        }
        catch (Exception ended) when (ended is TimeoutException or OperationCanceledException or StorageException)
        {
            // Whoever waits still has the descriptor: it is closed, and the lock freed, once the kernel has answered.
            _ = waiting.ContinueWith(_ => Close(descriptor), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (ended is TimeoutException)
            {
                throw new StorageException(StorageFault.Busy, $"Another process has held {path} for {limit.TotalSeconds:0} s. Wait for it to end, or end it.", ended);
            }

            throw;
        }
    }

    /// <summary>Frees it.</summary>
    public void Dispose() => _ = Close(_descriptor);

    private static bool Wait(int descriptor)
    {
        while (Lock(descriptor, Exclusive) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                return false;
            }
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, SetLastError = true)]
    private static extern int Open(string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Lock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
