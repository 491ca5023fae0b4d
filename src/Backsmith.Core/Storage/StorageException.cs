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
    /// <summary>What is wrong.</summary>
    public StorageFault Fault { get; } = fault;
}
