using System.Runtime.InteropServices;

namespace Backsmith.Storage.Files;

/// <summary>Files that only their owner may read, and that are whole or not there.</summary>
internal static class PrivateFile
{
    private const int NoSpace = 28, QuotaExceeded = 122, ReadOnlyFileSystem = 30;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an empty file with mode 0600 if there is none.</summary>
    public static void Touch(string path) => Guard(path, () =>
    {
        using var handle = new FileStream(path, Options(FileMode.OpenOrCreate));
        return true;
    });

    /// <summary>Writes to a temporary file beside the target, flushes it to the disk and renames it: after a crash there is the old file, the new one, or none.</summary>
    /// <param name="replace">Whether a file that is there gives way; else false is answered and it stays.</param>
    /// <exception cref="StorageException">No space, or no access.</exception>
    public static bool Write(string path, ReadOnlySpan<byte> content, bool replace)
    {
        var bytes = content.ToArray();
        return Guard(path, () =>
        {
            var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
            try
            {
                using (var stream = new FileStream(temporary, Options(FileMode.CreateNew)))
                {
                    stream.Write(bytes);
                    stream.Flush(flushToDisk: true);
                }

                var moved = Move(temporary, path, replace);
                FlushFolder(Path.GetDirectoryName(path)!);
                return moved;
            }
            finally
            {
                File.Delete(temporary);
            }
        });
    }

    /// <summary>Makes a folder and those above it with mode 0700; one that is there keeps its mode.</summary>
    public static void Folder(string path) => Guard(path, () =>
    {
        // The mode that CreateDirectory takes is that of the last folder alone.
        if (Path.GetDirectoryName(path) is { Length: > 0 } above && !Directory.Exists(above))
        {
            Folder(above);
        }

        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        return true;
    });

    /// <exception cref="StorageException">What the operating system said, for people.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException error) when ((error.HResult & 0xFFFF) is NoSpace or QuotaExceeded)
        {
            throw new StorageException(StorageFault.DiskFull, $"No space is left for {path}. Free some, or set BACKSMITH_HOME to a folder on another disk.", error);
        }
        catch (Exception error) when (error is UnauthorizedAccessException || (error is IOException && (error.HResult & 0xFFFF) == ReadOnlyFileSystem))
        {
            throw new StorageException(StorageFault.NoAccess, $"{path} cannot be written. Check its owner and mode, or set BACKSMITH_HOME to a folder you may write.", error);
        }
        catch (IOException error)
        {
            throw new StorageException(StorageFault.Unreadable, $"{path} cannot be used: {error.Message} Another folder can be named with BACKSMITH_HOME.", error);
        }
    }

    private static FileStreamOptions Options(FileMode mode) => new()
    {
        Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, UnixCreateMode = OwnerOnly,
    };

    private static bool Move(string from, string to, bool replace)
    {
        try
        {
            File.Move(from, to, replace);
            return true;
        }
        catch (IOException) when (!replace && File.Exists(to))
        {
            return false;
        }
    }

    /// <summary>Makes a rename durable (man 2 fsync). A file system that cannot do it keeps its own promise.</summary>
    private static void FlushFolder(string path)
    {
        var descriptor = Open(path, 0);
        if (descriptor >= 0)
        {
            _ = Flush(descriptor);
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
