namespace Backsmith.Repositories;

/// <summary>Paths as git and Linux have them: names with <c>/</c> between, compared byte for byte. The empty path is the root of a relative one.</summary>
public static class TreePath
{
    /// <summary>Whether a path is a folder or lies in it. All lies in the root; a <c>/</c> behind the folder's name makes no difference.</summary>
    public static bool IsWithin(string path, string folder) =>
        folder.TrimEnd('/') is var plain && (plain.Length == 0 || path == plain || Below(path, plain) is not null);

    /// <summary>What follows a folder in a path; the path itself for the root, null when it does not lie below the folder.</summary>
    /// <param name="path">Looked at.</param>
    /// <param name="folder">Without <c>/</c> behind it.</param>
    public static string? Below(string path, string folder) =>
        folder.Length == 0 ? path
        : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal) ? path[(folder.Length + 1)..]
        : null;

    /// <summary>The folder that a relative path lies in; the root when it names none.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";
}
