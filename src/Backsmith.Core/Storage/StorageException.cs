namespace Backsmith.Storage;

/// <summary>What keeps Backsmith from storing its state.</summary>
public enum StorageFault
{
    /// <summary>No space is left; nothing of the failed write is stored.</summary>
    DiskFull,

    /// <summary>The state folder cannot be written, or not be entered.</summary>
    NoAccess,

    /// <summary>Another process held the database for longer than the waiting time.</summary>
    Busy,

    /// <summary>A file is not what it should be.</summary>
    Damaged,

    /// <summary>The database was made by a newer version, or its migrations are not ours.</summary>
    Schema,

    /// <summary>A library of the system is not installed.</summary>
    LibraryMissing,

    /// <summary>The operating system reported something else.</summary>
    Unreadable,
}

/// <summary>The machine cannot store state: not a bug, and not something that trying again at once mends. The message names the place and the way out.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="message">For people.</param>
/// <param name="innerException">What the library or the system said.</param>
public sealed class StorageException(StorageFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    private const int NoSpace = 28, QuotaExceeded = 122, ReadOnlyFileSystem = 30;

    /// <summary>What is wrong.</summary>
    public StorageFault Fault { get; } = fault;

    /// <summary>What the operating system said about a file of the state folder (errno(3)), as a fault that says the way out; null for anything else.</summary>
    /// <param name="error">Of a file operation; its message names the file.</param>
    public static StorageException? Of(Exception error) => error switch
    {
        StorageException told => told,
        IOException when (error.HResult & 0xFFFF) is NoSpace or QuotaExceeded =>
            new StorageException(StorageFault.DiskFull, $"{error.Message.TrimEnd('.')}. Free some, or set BACKSMITH_HOME to a folder on another disk.", error),
        UnauthorizedAccessException or IOException when error is UnauthorizedAccessException || (error.HResult & 0xFFFF) == ReadOnlyFileSystem =>
            new StorageException(StorageFault.NoAccess, $"{error.Message.TrimEnd('.')}. Check owner and mode, or set BACKSMITH_HOME to a folder you may write.", error),
        _ => null,
    };
}
