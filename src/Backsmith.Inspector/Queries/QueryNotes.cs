using Backsmith.Inspection;
using Backsmith.Inspector.Loading;

namespace Backsmith.Inspector.Queries;

/// <summary>Says what weakens the answers about a code base.</summary>
internal sealed class QueryNotes(LoadedCodeBase code)
{
    /// <summary>One sentence each. What stands in one file, or what names alone tell, needs no packages.</summary>
    public IEnumerable<string> For(CodeQuery query) => (code.Collected.Limitations ?? []).Concat(Fallbacks()).Concat(query is CodeQuery.Outline or CodeQuery.Symbols { Referenced: false } ? [] : Missing()).Distinct();

    private IEnumerable<string> Fallbacks() => code.Projects.Values.Where(project => project.Fallback is not null)
        .Select(project => $"MSBuild gave no command line for {project.Project}: {project.Fallback} Its references are unknown.");

    private IEnumerable<string> Missing() => code.Projects.Values.Where(project => project.MissingPackages.Count > 0)
        .Select(project => $"{project.Project} lacks {string.Join(", ", project.MissingPackages.Select(package => package.Version is null ? package.Id : $"{package.Id} {package.Version}").Distinct())}: what these packages declare is unknown, and names of theirs are not bound.");
}
