using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.UserTrees;

/// <summary>How writing a patch ended.</summary>
/// <param name="Written">Files changed.</param>
/// <param name="Refusal">Why nothing was written; null otherwise.</param>
public sealed record WriteOutcome(int Written, string? Refusal);

/// <summary>Writes a patch into the user's tree without git: every file must stand as it did when the patch was proven, and all of them change or none.</summary>
/// <remarks>New content is laid beside each file first, so that a full disk or a closed folder shows before anything changed; then all are moved into place. A write that was killed between two moves can be done again, or taken back.</remarks>
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

        if (files.All(file => IsDone(root, file.Wanted)))
        {
            return new WriteOutcome(0, "The tree is already as this would leave it. Nothing was changed.");
        }

        var staged = new StagedFiles(root);
        try
        {
            foreach (var (_, wanted) in files.Where(file => !IsDone(root, file.Wanted)))
            {
                staged.Add(wanted);
            }

            staged.Move();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new WriteOutcome(0, $"{staged.TakeBack()}: {error.Message}");
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

        if (Directory.Exists(file.FullName))
        {
            return $"'{wanted.Path}' is a folder now.";
        }

        return Stands(root, expected with { Path = wanted.Path }) || Stands(root, wanted)
            ? null
            : $"'{wanted.Path}' is not as it was when the patch was proven. Review again and apply that.";
    }

    private static bool IsDone(string root, FileVersion wanted) =>
        Stands(root, wanted)
        && (wanted.Content is null || File.GetUnixFileMode(Path.Combine(root, wanted.Path)).HasFlag(UnixFileMode.UserExecute) == (wanted.Mode == "100755"));

    /// <summary>Whether a file has the bytes of a version; its mode does not matter.</summary>
    private static bool Stands(string root, FileVersion version)
    {
        var file = new FileInfo(Path.Combine(root, version.Path));
        return version.Content is null ? !file.Exists : file.Exists && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(version.Content);
    }
}
