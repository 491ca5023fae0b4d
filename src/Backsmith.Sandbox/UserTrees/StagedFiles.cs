using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.UserTrees;

/// <summary>New files that lie beside those they replace until all of them can be moved into place.</summary>
internal sealed class StagedFiles(string root)
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private readonly List<(string Path, string? Fresh, byte[]? Before, UnixFileMode Mode)> _files = [];
    private readonly Stack<string> _folders = new();
    private int _moved;

    /// <summary>Lays the new content of a file beside it; null content stands for a file that goes.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Add(FileVersion version)
    {
        var path = Path.Combine(root, version.Path);
        var stands = File.Exists(path);
        MakeFolder(Path.GetDirectoryName(path)!);
        var fresh = version.Content is null ? null : $"{path}.{Path.GetRandomFileName()}";
        var mode = stands ? File.GetUnixFileMode(path) : default;
        _files.Add((path, fresh, stands ? File.ReadAllBytes(path) : null, mode));
        if (fresh is not null)
        {
            WriteDurably(fresh, version.Content!);
            File.SetUnixFileMode(fresh, WithExecute(stands ? mode : File.GetUnixFileMode(fresh), version.Mode == "100755"));
            Ownership.Follow(fresh, stands ? path : Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Moves every file into place.</summary>
    /// <exception cref="IOException">One cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be moved.</exception>
    public void Move()
    {
        foreach (var (path, fresh, _, _) in _files)
        {
            if (fresh is null)
            {
                File.Delete(path);
            }
            else
            {
                File.Move(fresh, path, overwrite: true);
            }

            _moved++;
        }
    }

    /// <summary>Puts back what was moved, removes what was laid out, and says in words how the tree stands.</summary>
    public string TakeBack()
    {
        var lost = new List<string>();
        for (var index = 0; index < _files.Count; index++)
        {
            var (path, fresh, before, mode) = _files[index];
            try
            {
                PutBack(path, fresh, index < _moved, before, mode);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                lost.Add($"'{Path.GetRelativePath(root, path)}'");
            }
        }

        foreach (var folder in _folders.Where(folder => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }

        return lost.Count == 0 ? "Nothing was changed" : $"{string.Join(", ", lost)} could not be put back; do the same again, or take it back with --undo";
    }

    private static void PutBack(string path, string? fresh, bool moved, byte[]? before, UnixFileMode mode)
    {
        if (fresh is not null)
        {
            File.Delete(fresh);
        }

        if (moved && before is null)
        {
            File.Delete(path);
        }
        else if (moved)
        {
            var old = $"{path}.{Path.GetRandomFileName()}";
            WriteDurably(old, before!);
            File.SetUnixFileMode(old, mode);
            Ownership.Follow(old, Path.GetDirectoryName(path)!);
            File.Move(old, path, overwrite: true);
        }
    }

    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        MakeFolder(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        _folders.Push(folder);
        Ownership.Follow(folder, Path.GetDirectoryName(folder)!);
    }

    private static void WriteDurably(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>As git does: who may read may execute, or nobody.</summary>
    private static UnixFileMode WithExecute(UnixFileMode mode, bool executable) =>
        executable ? mode | (UnixFileMode)(((int)mode & 0b100_100_100) >> 2) : mode & ~Execute;
}
