using Backsmith.Repositories;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Snapshots;

/// <summary>Finds the repository around a path by looking at folders; runs nothing.</summary>
internal static class RepositoryLocator
{
    private static readonly string[] SolutionEndings = [".sln", ".slnx", ".slnf"];

    public static LocateOutcome Locate(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            return new LocateOutcome(null, $"'{path}' does not exist. Name a folder, a solution or a project.");
        }

        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        if (File.Exists(full) && !IsSubjectFile(full))
        {
            return new LocateOutcome(null, $"'{path}' is neither a folder, a solution (.sln, .slnx, .slnf) nor a project (.csproj).");
        }

        var top = TopLevel(folder);
        if (GitFolder(folder, top) is { } git)
        {
            return new LocateOutcome(null, $"'{path}' lies in the git folder {git}, which holds no working tree. Name a working tree; of a bare repository, make one with git clone.");
        }

        var root = top ?? folder;
        return new LocateOutcome(new Repository(root, Relative(root, full), top is not null), null);
    }

    /// <summary>The git directory (gitrepository-layout(5)) that the folder is or lies in, below the working tree; null when there is none.</summary>
    private static string? GitFolder(string folder, string? top)
    {
        for (var at = new DirectoryInfo(folder); at is not null && at.FullName != top; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "HEAD")) && Directory.Exists(Path.Combine(at.FullName, "objects")) && Directory.Exists(Path.Combine(at.FullName, "refs")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    private static bool IsSubjectFile(string path) =>
        SolutionEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        || path.EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    private static string? TopLevel(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var git = Path.Combine(at.FullName, ".git");
            if (File.Exists(git) || File.Exists(Path.Combine(git, "HEAD")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    private static string Relative(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return relative == "." ? "" : relative.Replace('\\', '/');
    }
}
