using Backsmith.Repositories;

namespace Backsmith.Sandbox.DotNet;

/// <summary>What of a copy is built for a subject.</summary>
/// <param name="Entry">Absolute path of the solution or project, or of a traversal project of ours.</param>
/// <param name="Projects">The projects that a traversal project holds, relative; empty for a solution or project of the repository.</param>
/// <param name="Refusal">Why there is nothing to build; null otherwise.</param>
internal sealed record ProjectSelection(string Entry, IReadOnlyList<string> Projects, string? Refusal)
{
    /// <summary>Chooses: the named file; else the one solution at or under the subject; else all projects there; else the nearest above.</summary>
    /// <param name="files">Solutions and projects of the copy, relative, forward slashes.</param>
    /// <param name="subject">Relative folder or file; empty for the root.</param>
    public static ProjectSelection Of(IReadOnlyList<string> files, string subject, string root)
    {
        if (files.Contains(subject, StringComparer.Ordinal))
        {
            return new ProjectSelection($"{root}/{subject}", [], null);
        }

        var folder = subject.Contains('.', StringComparison.Ordinal) && IsProjectFile(subject) ? Parent(subject) ?? "" : subject;
        for (var at = folder; at is not null; at = Parent(at))
        {
            // A filter is taken when it is named, never found: it leaves projects out.
            var below = files.Where(file => !IsFilter(file)).Where(file => TreePath.Below(file, at) is not null).ToList();
            // Above the subject only files that lie directly in the folder count: siblings are somebody else's.
            var here = at == folder ? below : below.Where(file => !TreePath.Below(file, at)!.Contains('/', StringComparison.Ordinal)).ToList();
            if (here.Count > 0)
            {
                return Choose(here, root);
            }
        }

        return new ProjectSelection("", [], "There is no solution (.sln, .slnx) and no project (.csproj) here, below or above.");
    }

    /// <summary>The text of the traversal project, when one is needed.</summary>
    public string Traversal(string root) =>
        $"""
        <Project DefaultTargets="Build">
          <ItemGroup>
        {string.Join('\n', Projects.Select(project => $"    <Project Include=\"{System.Security.SecurityElement.Escape($"{root}/{project}")}\" />"))}
          </ItemGroup>
          <Target Name="Restore"><MSBuild Projects="@(Project)" Targets="Restore" Properties="MSBuildRestoreSessionId=$([System.Guid]::NewGuid())" ContinueOnError="ErrorAndContinue" /></Target>
          <Target Name="Build"><MSBuild Projects="@(Project)" Targets="Build" BuildInParallel="true" ContinueOnError="ErrorAndContinue" /></Target>
          <Target Name="BacksmithCollect"><MSBuild Projects="@(Project)" Targets="BacksmithCollect" BuildInParallel="true" ContinueOnError="ErrorAndContinue" /></Target>
        </Project>
        """;

    private static ProjectSelection Choose(List<string> here, string root)
    {
        var solutions = here.Where(IsSolution).ToList();
        var depth = solutions.Count == 0 ? 0 : solutions.Min(Depth);
        var top = solutions.Where(solution => Depth(solution) == depth).ToList();
        var projects = here.Where(file => !IsSolution(file)).Order(StringComparer.Ordinal).ToList();
        return top.Count == 1 ? new ProjectSelection($"{root}/{top[0]}", [], null)
            : projects.Count == 1 ? new ProjectSelection($"{root}/{projects[0]}", [], null)
            : projects.Count > 1 ? new ProjectSelection($"{DotNetFolders.ExchangeTarget}/all.proj", projects, null)
            : new ProjectSelection($"{root}/{top[0]}", [], null);
    }

    private static int Depth(string path) => path.Count(character => character == '/');

    private static bool IsFilter(string path) => path.EndsWith(".slnf", StringComparison.OrdinalIgnoreCase);

    private static bool IsProjectFile(string path) => IsSolution(path) || IsFilter(path) || path.EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    private static bool IsSolution(string path) =>
        path.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase);

    private static string? Parent(string folder) =>
        folder.Length == 0 ? null : TreePath.Folder(folder);
}
