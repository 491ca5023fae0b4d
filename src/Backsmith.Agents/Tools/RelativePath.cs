namespace Backsmith.Agents.Tools;

/// <summary>Paths that a model names.</summary>
internal static class RelativePath
{
    /// <summary>What is wrong with a path; null when nothing is.</summary>
    public static string? Problem(string path, bool mayBeRoot = false)
    {
        if (path.Length == 0 || path == ".")
        {
            return mayBeRoot ? null : "The path is empty.";
        }

        var parts = path.Split('/');
        return path[0] == '/' || parts.Contains("..") || path.Contains('\0', StringComparison.Ordinal) ? $"'{path}' does not lie in the repository: paths are relative to its root, without '..'."
            : parts[0] == ".git" ? "'.git' is not part of what can be changed."
            : !mayBeRoot && path.EndsWith('/') ? $"'{path}' is a folder."
            : null;
    }
}
