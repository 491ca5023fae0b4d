using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Backsmith.Inspection;

namespace Backsmith.Inspector.Loading;

/// <summary>Stands in for projects whose logic MSBuild cannot evaluate here, such as one that needs an SDK package which could not be had: their C# files, with the framework's own types.</summary>
/// <remarks>Test projects have none: without their packages nothing would tell the rules that they are tests.</remarks>
internal static partial class StandIns
{
    /// <summary>Symbols that a build for the newest framework defines.</summary>
    private const string Symbols = "NET;NETCOREAPP;NET5_0_OR_GREATER;NET6_0_OR_GREATER;NET7_0_OR_GREATER;NET8_0_OR_GREATER;NET9_0_OR_GREATER;NET10_0_OR_GREATER";

    /// <summary>What was collected, and an entry for each project that was asked for and is not among it.</summary>
    public static CollectedCodeBase Add(CollectedCodeBase collected)
    {
        var loaded = collected.Projects.Select(project => $"{collected.Root}/{project.Project}").ToHashSet(StringComparer.Ordinal);
        var missing = Asked(collected).Where(path => !loaded.Contains(path)).Select(path => (Path: path, Project: Read(path))).Where(entry => entry.Project is not null && !IsTest(entry.Path, entry.Project)).ToList();
        if (missing.Count == 0)
        {
            return collected;
        }

        var outputs = collected.Projects.Where(project => project.TargetPath.Length > 0).Select(project => ($"{collected.Root}/{project.Project}", project.TargetPath))
            .Concat(missing.Select(entry => (entry.Path, Output(entry.Path)))).DistinctBy(output => output.Item1).ToDictionary(output => output.Item1, output => output.Item2, StringComparer.Ordinal);
        var added = missing.Select(entry => Entry(collected, entry.Path, entry.Project!, outputs)).Where(project => project.SourceFiles.Count > 0).ToList();
        return collected with { Projects = [.. collected.Projects, .. added] };
    }

    /// <summary>One sentence for all of them.</summary>
    public static IEnumerable<string> Limitations(CollectedCodeBase collected)
    {
        var names = collected.Projects.Where(project => project.Fallback is not null).Select(project => project.Project).ToList();
        return names.Count == 0 ? []
            : [$"MSBuild could not load {string.Join(", ", names.Take(10))}{(names.Count > 10 ? $" and {names.Count - 10} more" : "")}: the C# files there were read without packages and settings, so rules see less in them."];
    }

    private static IEnumerable<string> Asked(CollectedCodeBase collected)
    {
        if (collected.Entry is not { } entry)
        {
            return collected.Chosen.Where(IsProject).Select(path => $"{collected.Root}/{path}").Where(File.Exists);
        }

        if (IsProject(entry))
        {
            return [entry];
        }

        // A solution that nobody can read names no project: then those beside it and below are meant.
        var named = File.Exists(entry) ? new SolutionEntry(entry).Projects.Where(File.Exists).ToList() : [];
        return named.Count > 0 || collected.Projects.Count > 0 ? named
            : RepositoryFiles.Below(Path.GetDirectoryName(entry)!).Select(file => file.FullName).Where(IsProject).Order(StringComparer.Ordinal);
    }

    private static CollectedProject Entry(CollectedCodeBase collected, string path, XElement project, Dictionary<string, string> outputs)
    {
        var folder = Path.GetDirectoryName(path)!;
        var files = RepositoryFiles.Below(folder).Select(file => file.FullName).ToList();
        var inner = files.Where(IsProject).Select(other => Path.GetDirectoryName(other)! + "/").Where(other => other != folder + "/").ToList();
        List<string> sources = [.. files.Where(file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && !inner.Exists(other => file.StartsWith(other, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
        var references = project.Descendants().Where(element => element.Name.LocalName == "ProjectReference").Select(element => (string?)element.Attribute("Include")).OfType<string>()
            .Select(include => outputs.GetValueOrDefault(Path.GetFullPath(include.Replace('\\', '/'), folder))).OfType<string>();
        return new CollectedProject(
            Path.GetRelativePath(collected.Root, path), folder, "", false,
            ["/noconfig", "/nostdlib+", "/target:library", "/langversion:preview", $"/define:{Symbols}", .. Framework(collected.ReferencePack).Concat(references).Select(reference => "/reference:" + reference)],
            Output(path), null, null, [], [.. Usings(collected.Root, folder, project)], sources, "It could not be evaluated.");
    }

    /// <summary>The assemblies of the framework for web applications and of the one below it.</summary>
    private static IEnumerable<string> Framework(string? webPack)
    {
        var packs = Path.GetDirectoryName(Path.GetDirectoryName(webPack ?? ""));
        string[] folders = packs is null ? [] : [webPack!, .. Directory.Exists(Path.Combine(packs, "Microsoft.NETCore.App.Ref")) ? Directory.GetDirectories(Path.Combine(packs, "Microsoft.NETCore.App.Ref")).Order(StringComparer.Ordinal).TakeLast(1) : []];
        return folders.Select(folder => Path.Combine(folder, "ref")).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Usings(string root, string folder, XElement project)
    {
        var above = new List<string>();
        for (var at = folder; at is not null && at.Length >= root.Length; at = Path.GetDirectoryName(at))
        {
            above.Add(Path.Combine(at, "Directory.Build.props"));
        }

        return above.Select(Read).Prepend(project).OfType<XElement>().Any(HasImplicitUsings)
            ? [Path.Combine(AppContext.BaseDirectory, "Loading", ((string?)project.Attribute("Sdk"))?.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.OrdinalIgnoreCase) == true ? "usings.web.txt" : "usings.txt")]
            : [];
    }

    private static bool HasImplicitUsings(XElement project) =>
        project.Descendants().Any(element => element.Name.LocalName == "ImplicitUsings" && element.Value.Trim().ToUpperInvariant() is "ENABLE" or "TRUE");

    private static bool IsTest(string path, XElement project) =>
        TestName().IsMatch(Path.GetFileNameWithoutExtension(path))
        || project.Descendants().Any(element => element.Name.LocalName is "PackageReference" or "Reference" && TestPackage().IsMatch((string?)element.Attribute("Include") ?? ""))
        || project.Descendants().Any(element => element.Name.LocalName == "IsTestProject" && element.Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));

    private static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    private static string Output(string project) => Path.Combine(Path.GetDirectoryName(project)!, "bin", Path.GetFileNameWithoutExtension(project) + ".dll");

    /// <summary>Null for what is no project file, which only its author can mend.</summary>
    private static XElement? Read(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 4_000_000 });
            return XDocument.Load(reader).Root is { Name.LocalName: "Project" } root ? root : null;
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(^|[.\-_ ]|[a-z])(Tests?|Specs?|Benchmarks?)$", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^(Microsoft\.NET\.Test\.Sdk|xunit|NUnit|MSTest|TUnit|Microsoft\.VisualStudio\.(QualityTools|TestPlatform))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TestPackage();
}
