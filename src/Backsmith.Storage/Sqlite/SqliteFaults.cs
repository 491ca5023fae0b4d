using Microsoft.Data.Sqlite;

namespace Backsmith.Storage.Sqlite;

/// <summary>Turns what SQLite reports about the machine into a <see cref="StorageException"/>. Codes: sqlite.org/rescode.html.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
    private const int Permission = 3, Authorization = 23, OutOfSpaceOnWrite = 778, OutOfSpaceForIndex = 4874;

    /// <summary>Null when the exception is a bug of ours, such as a broken constraint.</summary>
    public static StorageException? Translate(SqliteException error, string path) => (error.SqliteErrorCode, error.SqliteExtendedErrorCode) switch
    {
        (Full, _) or (_, OutOfSpaceOnWrite or OutOfSpaceForIndex) => new StorageException(
            StorageFault.DiskFull, $"No space is left for {path}. Free some, or set BACKSMITH_HOME to a folder on another disk.", error),
        (Busy or Locked, _) => new StorageException(
            StorageFault.Busy, $"Another process holds {path} and did not let go in time. Try again, or look for a stopped backsmith process.", error),
        (ReadOnly or CannotOpen or Permission or Authorization, _) => new StorageException(
            StorageFault.NoAccess, $"{path} cannot be opened for writing. Check its owner and mode, or set BACKSMITH_HOME to a folder you may write.", error),
        (Corrupt or NotADatabase, _) => new StorageException(
            StorageFault.Damaged, $"{path} is damaged or not a database. Restore it from a backup, or move it away to begin anew.", error),
        (InputOutput, _) => new StorageException(
            StorageFault.Unreadable, $"{path} cannot be read or written: {error.Message}", error),
        _ => null,
    };
}
