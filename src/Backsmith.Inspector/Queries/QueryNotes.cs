using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Backsmith.Inspection;
using Backsmith.Inspector.Loading;

namespace Backsmith.Inspector.Queries;

/// <summary>Says what weakens the answers about a code base.</summary>
internal sealed class QueryNotes
{
    private readonly ConditionalWeakTable<CollectedCodeBase, IReadOnlyList<string>> _generators = new();

    /// <summary>One sentence each. What stands in one file, or what names alone tell, needs no packages.</summary>
    public IReadOnlyList<string> For(CodeQuery query, LoadedCodeBase code)
    {
        var all = (code.Collected.Limitations ?? []).Concat(Fallbacks(code));
        var bound = query is CodeQuery.Outline or CodeQuery.Symbols { Referenced: false } ? [] : Missing(code);
        var generated = query is CodeQuery.Outline or CodeQuery.Symbols ? [] : _generators.GetValue(code.Collected, _ => [.. Generated(code)]);
        return [.. all.Concat(bound).Concat(generated).Distinct()];
    }

    private static IEnumerable<string> Fallbacks(LoadedCodeBase code) => code.Projects.Values.Where(project => project.Fallback is not null)
        .Select(project => $"MSBuild gave no command line for {project.Project}: {project.Fallback} Its references are unknown.");

    private static IEnumerable<string> Missing(LoadedCodeBase code) => code.Projects.Values.Where(project => project.MissingPackages.Count > 0)
        .Select(project => $"{project.Project} lacks {string.Join(", ", project.MissingPackages.Select(package => package.Version is null ? package.Id : $"{package.Id} {package.Version}").Distinct())}: what these packages declare is unknown, and names of theirs are not bound.");

    /// <summary>What only the repository's own build generates.</summary>
    private static IEnumerable<string> Generated(LoadedCodeBase code)
    {
        var packages = code.Projects.Values.SelectMany(project => SdkGenerators.Paths(project.Arguments)).Distinct().Where(path => !SdkGenerators.IsInstalled(code, path) && Generates(path)).Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal).ToList();
        if (packages.Count > 0)
        {
            yield return $"What {string.Join(", ", packages)} generate{(packages.Count == 1 ? "s" : "")} is unknown, since generators of packages run only in a build: names that the compiler misses may be declared there.";
        }

        var pages = code.Projects.Values.Where(project => project.Arguments.Any(argument => argument.EndsWith(".razor", StringComparison.OrdinalIgnoreCase))).Select(project => project.Project).Distinct().Order(StringComparer.Ordinal).ToList();
        if (pages.Count > 0)
        {
            yield return $"The components in .razor files of {string.Join(", ", pages)} are compiled only in a build: names that the compiler misses may be declared there, and what they use is not seen.";
        }
    }

    private static bool Generates(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var reader = file.HasMetadata ? file.GetMetadataReader() : null;
            return reader is not null && reader.TypeReferences.Any(type => reader.StringComparer.Equals(reader.GetTypeReference(type).Name, "GeneratorAttribute"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false;
        }
    }
}
