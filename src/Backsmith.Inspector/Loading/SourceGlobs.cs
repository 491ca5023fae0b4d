using System.Text.RegularExpressions;
using Backsmith.Inspection;
using Backsmith.Repositories;

namespace Backsmith.Inspector.Loading;

/// <summary>Which projects compile a C# file that came after they were collected.</summary>
/// <param name="code">The projects.</param>
/// <param name="inputs">Absolute paths of project files and build logic of the repository.</param>
internal sealed partial class SourceGlobs(LoadedCodeBase code, IEnumerable<string> inputs)
{
    private readonly Lazy<bool> _sharedLogicHasGlobs = new(() => inputs.Any(path => Logic().IsMatch(path) && HasGlobs(path)));

    /// <summary>The projects whose globs hold the file; null when only MSBuild can tell.</summary>
    public IReadOnlyList<CollectedProject>? Of(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var around = code.Projects.Values.Where(project => TreePath.IsWithin(path, project.Directory)).ToList();
        var holding = around.Where(project => project.Arguments.Count == 0 || IsSdkStyle(ProjectFile(project))).ToList();
        if (LinkedFrom(folder, around) || holding.Exists(project => project.Arguments.Count > 0 && (_sharedLogicHasGlobs.Value || HasGlobs(ProjectFile(project)))))
        {
            return null;
        }

        // Microsoft.NET.Sdk leaves out folders whose names begin with a dot (DefaultExcludesInProjectFolder).
        return [.. holding.Where(project => !path[project.Directory.Length..].Contains("/.", StringComparison.Ordinal))];
    }

    private string ProjectFile(CollectedProject project) => $"{code.Collected.Root}/{project.Project}";

    /// <summary>Whether a project takes in files of this folder although it lies outside of its own.</summary>
    private bool LinkedFrom(string folder, List<CollectedProject> around) => code.Solution.Projects
        .Where(project => !around.Contains(code.Projects[project.Id]))
        .Any(project => project.Documents.Any(document => document.FilePath is { } path && !path.Contains("/obj/", StringComparison.Ordinal) && Path.GetDirectoryName(path) == folder));

    private static bool IsSdkStyle(string project) => Text(project) is { } text && Sdk().IsMatch(text);

    private static bool HasGlobs(string path) => Text(path) is not { } text || Globs().IsMatch(text);

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<Project\s[^>]*\bSdk\s*=|<(Import|Sdk)\s[^>]*\b(Sdk|Name)\s*=", RegexOptions.CultureInvariant)]
    private static partial Regex Sdk();

    [GeneratedRegex(@"<Compile\s[^>]*\b(Remove|Exclude)\s*=|<Compile\s[^>]*\bInclude\s*=\s*""[^""]*\*|EnableDefault(Compile)?Items|DefaultItemExcludes|DefaultExcludesInProjectFolder", RegexOptions.CultureInvariant)]
    private static partial Regex Globs();

    [GeneratedRegex(@"\.(props|targets)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Logic();
}
