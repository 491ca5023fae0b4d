using System.Text.RegularExpressions;
using Backsmith.Inspection;
using Backsmith.Repositories;

namespace Backsmith.Inspector.Loading;

/// <summary>Finds the settings files of a repository, for rules that look at them, whether a project lists them or not.</summary>
internal static partial class SettingsFiles
{
    /// <summary>Most files handed to the rules; those nearest to the root come first.</summary>
    public const int Most = 2_000;

    /// <summary>Largest file that is read, in bytes.</summary>
    public const long Largest = 1_000_000;

    /// <summary>Gives each file to one project: the one around it, else the first that holds no tests. So each is looked at once. Files of a project that was not asked for are left out with it.</summary>
    public static ILookup<CollectedProject, string> Shared(string root, IReadOnlyList<CollectedProject> projects)
    {
        var first = projects.FirstOrDefault(project => !project.IsTest) ?? projects.FirstOrDefault();
        var nearest = projects.DistinctBy(project => project.Directory).OrderByDescending(project => project.Directory.Length).ToList();
        var others = RepositoryFiles.Below(root).Where(file => file.Extension is ".csproj" or ".fsproj" or ".vbproj").Select(file => file.DirectoryName!)
            .Except(projects.Select(project => project.Directory)).ToList();
        return Below(root).Where(path => !IsOf(others, nearest, path)).Select(path => (Project: nearest.Find(project => TreePath.IsWithin(path, project.Directory)) ?? first, Path: path))
            .Where(pair => pair.Project is not null)
            .ToLookup(pair => pair.Project!, pair => pair.Path);
    }

    private static bool IsOf(List<string> others, List<CollectedProject> nearest, string path)
    {
        var other = others.Where(folder => TreePath.IsWithin(path, folder)).Select(folder => folder.Length).DefaultIfEmpty().Max();
        return other > 0 && !nearest.Exists(project => project.Directory.Length > other && TreePath.IsWithin(path, project.Directory));
    }

    /// <summary>Settings files below a folder, ordered by path; folders of outputs, packages and links are left out.</summary>
    public static IReadOnlyList<string> Below(string root) =>
        [.. RepositoryFiles.Below(root)
            .Where(file => Name().IsMatch(file.Name) && file.Length <= Largest)
            .Select(file => file.FullName)
            .OrderBy(path => path.Count(character => character == '/')).Take(Most)
            .Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(settings|secrets|config|configuration|credentials)[^/]*\.json$|\.config$|^\.env(\..+)?$|\.env$|^(docker-)?compose[^/]*\.ya?ml$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
