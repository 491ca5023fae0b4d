using Backsmith.Repositories;

namespace Backsmith.Sandbox.Snapshots;

/// <summary>The git folders that a working tree needs beside itself: of a linked worktree, or of a submodule checked out alone.</summary>
internal static class GitFolders
{
    /// <summary>Folders outside the tree that its <c>.git</c> file leads to (gitrepository-layout(5)); each looks like a git directory, or is left out.</summary>
    public static IReadOnlyList<string> Outside(string root)
    {
        var marker = Path.Combine(root, ".git");
        if (!File.Exists(marker) || FirstLine(marker) is not { } line || !line.StartsWith("gitdir:", StringComparison.Ordinal))
        {
            return [];
        }

        var folder = Path.GetFullPath(line["gitdir:".Length..].Trim(), root);
        var common = FirstLine(Path.Combine(folder, "commondir")) is { } relative ? Path.GetFullPath(relative.Trim(), folder) : folder;
        return TreePath.IsWithin(folder, common) ? Checked(common) : [.. Checked(common), .. Checked(folder)];
    }

    private static IReadOnlyList<string> Checked(string folder) =>
        File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")) ? [folder] : [];

    private static string? FirstLine(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > 8192)
        {
            return null;
        }

        using var reader = new StreamReader(path);
        return reader.ReadLine();
    }
}
