using Backsmith.Repositories;

namespace Backsmith.Cli.Running;

/// <summary>Which folders clients of a server may have worked on.</summary>
/// <param name="roots">Folders; all that lies in one of them may be reached. Empty for no bound.</param>
internal sealed class Reach(IReadOnlyList<string> roots)
{
    private readonly IReadOnlyList<string> _roots = [.. roots.Select(Real)];

    /// <summary>The folders, for people.</summary>
    public string Words => string.Join(", ", _roots);

    /// <summary>Whether a path, its links followed, lies within.</summary>
    public bool Contains(string path) => _roots.Count == 0 || (Real(path) is var real && _roots.Any(root => TreePath.IsWithin(real, root)));

    /// <summary>The path with every link on it followed, as realpath(3) does; what does not exist stays as it is.</summary>
    private static string Real(string path)
    {
        var real = "/";
        foreach (var part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            real = new FileInfo(next) is { LinkTarget: not null } link && Target(link) is { } target ? target : next;
        }

        return real;
    }

    private static string? Target(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : null;
        }
        catch (IOException)
        {
            // A circle of links leads nowhere.
            return null;
        }
    }
}
