using Backsmith.Repositories;

namespace Backsmith.Inspector.Loading;

/// <summary>Paths that a patch cannot change: submodules, links, files of other stores.</summary>
internal static class ReadOnlyPaths
{
    /// <summary>Whether a path is one of them or lies below one.</summary>
    public static bool Cover(IReadOnlyList<string> paths, string path) =>
        paths.Any(closed => TreePath.IsWithin(path, closed));
}
