using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Repositories;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Node;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>What stacks a copy holds for a subject.</summary>
/// <param name="HasDotNet">Whether there is a solution or project.</param>
/// <param name="Parts">What other stacks can build and test.</param>
internal sealed record FoundStacks(bool HasDotNet, IReadOnlyList<Part> Parts);

/// <summary>Recognises stacks from the files of a copy, without running anything of it.</summary>
internal sealed partial class PartFinder(CopySession session, string root)
{
    private const int MostParts = 12;

    /// <summary>Looks at the copy as it stands.</summary>
    public async Task<FoundStacks> FindAsync(string subject, CancellationToken cancellationToken)
    {
        var listing = await session.RunAsync(ShellScript.Command("list", "find-parts.sh", CopyAccess.ReadOnly, root, root), cancellationToken);
        var files = Encoding.UTF8.GetString(listing.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToList();
        var projects = files.Where(file => ProjectFile().IsMatch(file)).ToList();
        var hasDotNet = ProjectSelection.Of(projects, subject, root).Refusal is null;
        var manifests = await ManifestsAsync([.. files.Where(file => Name(file) == "package.json")], cancellationToken);
        var folder = ProjectFile().IsMatch(subject) ? null : subject;
        var parts = folder is null ? [] : Within(folder, [.. NodeParts(files, manifests), .. PythonParts(files)]);
        return new FoundStacks(hasDotNet, parts);
    }

    private async Task<Dictionary<string, PackageJson>> ManifestsAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var (read, _) = await CopyFiles.ReadAsync(session, root, paths, cancellationToken);
        return read
            .Where(file => file is { Content: not null, Mode: not "120000" })
            .ToDictionary(file => file.Path, file => PackageJson.Read(file.Content!));
    }

    /// <summary>Those at or under the subject; else the nearest above.</summary>
    private static List<Part> Within(string subject, List<Part> parts)
    {
        var below = parts.Where(part => TreePath.IsWithin(part.Folder, subject)).Take(MostParts).ToList();
        return below.Count > 0 ? below
            : [.. parts.Where(part => TreePath.IsWithin(subject, part.Folder)).OrderByDescending(part => part.Folder.Length).DistinctBy(part => part.Stack)];
    }

    /// <summary>A folder with a manifest that says how to build or test; one below another only when it locks its own packages and is no workspace of it.</summary>
    private static IEnumerable<Part> NodeParts(List<string> files, Dictionary<string, PackageJson> manifests)
    {
        var chosen = new List<string>();
        foreach (var path in manifests.Keys.OrderBy(path => path.Count(character => character == '/')).ThenBy(path => path, StringComparer.Ordinal))
        {
            var folder = TreePath.Folder(path);
            var manifest = manifests[path];
            var above = chosen.FindLast(other => TreePath.IsWithin(folder, other));
            var locked = new[] { "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml" }.Any(name => files.Contains(Join(folder, name)));
            var works = manifest.Script("test") is not null || manifest.Script("build") is not null || files.Contains(Join(folder, "tsconfig.json"));
            if (works && !Sample().IsMatch(folder) && (above is null || (locked && !manifests[Join(above, "package.json")].HasWorkspaces)))
            {
                chosen.Add(folder);
            }
        }

        return Parts(Stack.Node, chosen, files, NodeFile());
    }

    /// <summary>A folder with a manifest or tests; one below another only when it has requirements and tests of its own.</summary>
    private static IEnumerable<Part> PythonParts(List<string> files)
    {
        var python = files.Where(file => file.EndsWith(".py", StringComparison.Ordinal)).ToList();
        var candidates = files.Where(file => PythonManifest().IsMatch(file)).Select(TreePath.Folder)
            .Concat(python.Where(file => PythonTests().IsMatch(file)).Select(file => TreePath.Folder(PythonTests().Replace(file, "/").TrimEnd('/') + "/x")))
            .Distinct().OrderBy(folder => folder.Count(character => character == '/')).ThenBy(folder => folder.Length).ThenBy(folder => folder, StringComparer.Ordinal);
        var chosen = new List<string>();
        foreach (var folder in candidates.Where(folder => !Sample().IsMatch(folder) && !TestName().IsMatch(folder) && python.Exists(file => TreePath.IsWithin(file, folder))))
        {
            var own = new[] { "requirements.txt", "pyproject.toml", "setup.py" }.Any(name => files.Contains(Join(folder, name)))
                && python.Exists(file => TreePath.IsWithin(file, folder) && PythonTests().IsMatch(file[folder.Length..]));
            if (own || !chosen.Exists(other => TreePath.IsWithin(folder, other)))
            {
                chosen.Add(folder);
            }
        }

        return Parts(Stack.Python, chosen, files, PythonFile());
    }

    private static IEnumerable<Part> Parts(Stack stack, List<string> folders, List<string> files, Regex counted) =>
        folders.Select(folder =>
        {
            var below = folders.Where(other => other != folder && TreePath.IsWithin(other, folder)).ToList();
            return new Part(stack, folder, [.. files.Where(file => TreePath.IsWithin(file, folder) && counted.IsMatch(file) && !below.Exists(other => TreePath.IsWithin(file, other)))], below);
        });

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"\.(sln|slnx|slnf|\w+proj)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProjectFile();

    // What lies there is input of tests or for readers, not what is worked on.
    [GeneratedRegex(@"(^|/)(fixtures?|__fixtures__|testdata|test-data|examples?|samples?|templates?|demos?|docs?)(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(^|/)(tests?|testing)(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();

    [GeneratedRegex(@"(^|/)(pyproject\.toml|setup\.py|setup\.cfg|requirements\.txt|pytest\.ini|tox\.ini)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonManifest();

    [GeneratedRegex(@"(^|/)tests?/.*$|(^|/)(test_[^/]*|[^/]*_test)\.py$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonTests();

    [GeneratedRegex(@"\.py$|(^|/)(pyproject\.toml|setup\.cfg|[^/]*requirements[^/]*\.txt|pytest\.ini|tox\.ini)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonFile();

    [GeneratedRegex(@"\.([cm]?[jt]s|[jt]sx)$|(^|/)(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|tsconfig\.json)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeFile();
}
