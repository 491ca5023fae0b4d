using System.Reflection;
using System.Text.RegularExpressions;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Loading;

/// <summary>Source generators of the .NET installation, for projects whose code names what they generate for. Those of packages are never loaded.</summary>
/// <param name="code">What the projects hand to the compiler.</param>
internal sealed partial class SdkGenerators(LoadedCodeBase code)
{
    private readonly Loader _loader = new();
    private readonly Dictionary<ProjectId, List<(string Path, Regex Words)>> _waiting = code.Projects.ToDictionary(
        project => project.Key,
        project => Paths(project.Value.Arguments).Where(path => IsInstalled(code, path))
            .Select(path => (path, Words: Words.GetValueOrDefault(Path.GetFileName(path))!)).Where(generator => generator.Words is not null).ToList());

    /// <summary>What has to stand in a file before a generator writes something that other code names. Generators that only intercept calls are left out.</summary>
    private static IReadOnlyDictionary<string, Regex> Words { get; } = new Dictionary<string, Regex>
    {
        ["System.Text.RegularExpressions.Generator.dll"] = Expressions(),
        ["System.Text.Json.SourceGeneration.dll"] = Json(),
        ["Microsoft.Extensions.Logging.Generators.dll"] = Logging(),
        ["Microsoft.Extensions.Options.SourceGeneration.dll"] = Options(),
        ["Microsoft.Interop.LibraryImportGenerator.dll"] = Import(),
        ["Microsoft.AspNetCore.App.SourceGenerators.dll"] = Program(),
    };

    /// <summary>Adds the generators that a file makes necessary.</summary>
    public Solution Extend(Solution solution, ProjectId project, SourceText text)
    {
        if (!_waiting.TryGetValue(project, out var waiting) || waiting.Count == 0)
        {
            return solution;
        }

        var source = text.ToString();
        foreach (var generator in waiting.Where(generator => generator.Words.IsMatch(source)).ToList())
        {
            waiting.Remove(generator);
            solution = solution.AddAnalyzerReference(project, new AnalyzerFileReference(generator.Path, _loader));
        }

        return solution;
    }

    /// <summary>Adds the generators that the files of all projects make necessary.</summary>
    public Solution Extend(Solution solution) => solution.Projects.SelectMany(project => project.Documents)
        .Aggregate(solution, (extended, document) => Extend(extended, document.Project.Id, document.GetTextSynchronously(CancellationToken.None)));

    /// <summary>The assemblies that a command line hands to the compiler as extensions.</summary>
    public static IEnumerable<string> Paths(IEnumerable<string> arguments) => arguments
        .Select(argument => Extension().Match(argument)).Where(match => match.Success).SelectMany(match => match.Groups[1].Value.Split(';', ',')).Select(path => path.Trim('"'));

    /// <summary>Whether a file belongs to the .NET installation.</summary>
    public static bool IsInstalled(LoadedCodeBase code, string path) =>
        Path.GetDirectoryName(Path.GetDirectoryName(code.Collected.SdkFolder)) is { Length: > 1 } installation
        && (path.StartsWith(installation + "/packs/", StringComparison.Ordinal) || path.StartsWith(code.Collected.SdkFolder + "/", StringComparison.Ordinal)) && File.Exists(path);

    [GeneratedRegex(@"^[/-](?:analyzer|a):(.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"\bGeneratedRegex\b", RegexOptions.CultureInvariant)]
    private static partial Regex Expressions();

    [GeneratedRegex(@"\bJsonSerializable\b", RegexOptions.CultureInvariant)]
    private static partial Regex Json();

    [GeneratedRegex(@"\bLoggerMessage(Attribute)?\s*[(\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Logging();

    [GeneratedRegex(@"\bOptionsValidator\b", RegexOptions.CultureInvariant)]
    private static partial Regex Options();

    [GeneratedRegex(@"\bLibraryImport\b", RegexOptions.CultureInvariant)]
    private static partial Regex Import();

    // It makes the class of top-level statements public, which tests of the application name.
    [GeneratedRegex(@"\bWebApplication\.Create", RegexOptions.CultureInvariant)]
    private static partial Regex Program();

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // What lies beside an assembly is found there.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
