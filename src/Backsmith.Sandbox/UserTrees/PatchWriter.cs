using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.UserTrees;

/// <summary>How writing a patch ended.</summary>
/// <param name="Written">Files changed.</param>
/// <param name="Refusal">Why nothing was written; null otherwise.</param>
public sealed record WriteOutcome(int Written, string? Refusal);

/// <summary>Writes a patch into the user's tree without git: every file must stand as it did when the patch was proven, and all of them change or none.</summary>
public static class PatchWriter
{
    /// <summary>Writes the second of each pair where the first stands.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="files">What must stand, and what shall stand.</param>
    public static WriteOutcome Write(string root, IReadOnlyList<(FileVersion Expected, FileVersion Wanted)> files)
    {
        foreach (var (expected, wanted) in files)
        {
            if (Refuse(root, expected, wanted) is { } refusal)
            {
                return new WriteOutcome(0, refusal);
            }
        }

        var undo = new Stack<(string Path, FileVersion Version)>();
        try
        {
            foreach (var (expected, wanted) in files)
            {
                var path = Path.Combine(root, wanted.Path);
                undo.Push((path, expected));
                Put(path, wanted);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            foreach (var (path, version) in undo)
            {
                Put(path, version);
            }

            return new WriteOutcome(0, $"Nothing was changed: {error.Message}");
        }

        return new WriteOutcome(files.Count, null);
    }

    private static string? Refuse(string root, FileVersion expected, FileVersion wanted)
    {
        var parts = wanted.Path.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Equals(".git", StringComparison.OrdinalIgnoreCase)) || wanted.Mode == "120000" || expected.Mode == "120000")
        {
            return $"'{wanted.Path}' is not a path that a patch may write.";
        }

        for (var depth = 1; depth < parts.Length; depth++)
        {
            if (new DirectoryInfo(Path.Combine(root, Path.Combine(parts[..depth]))).LinkTarget is not null)
            {
                return $"'{wanted.Path}' lies behind a symbolic link.";
            }
        }

        var file = new FileInfo(Path.Combine(root, wanted.Path));
        if (file.LinkTarget is not null)
        {
            return $"'{wanted.Path}' is a symbolic link now.";
        }

        var matches = expected.Content is null ? !file.Exists : file.Exists && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(expected.Content);
        return matches ? null : $"'{wanted.Path}' is not as it was when the patch was proven. Review again and apply that.";
    }

    /// <summary>Writes beside the file and moves into place, so that nobody sees half of it.</summary>
    private static void Put(string path, FileVersion version)
    {
        if (version.Content is null)
        {
            File.Delete(path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Path.GetRandomFileName()}";
        File.WriteAllBytes(fresh, version.Content);
        File.SetUnixFileMode(fresh, Mode(path, version.Mode == "100755"));
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The mode that stands, with the execute bits as git wants them.</summary>
    private static UnixFileMode Mode(string path, bool executable)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        const UnixFileMode Fresh = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        var mode = File.Exists(path) ? File.GetUnixFileMode(path) : Fresh;
        return executable ? mode | Execute : mode & ~Execute;
    }
}
