using Backsmith.Inspection;
using Backsmith.Repositories;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Inspecting;
using Backsmith.Sandbox.Node;
using Backsmith.Sandbox.Python;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>The toolchains of a copy: .NET for what it builds, and beside it, or where there is none, those of other stacks.</summary>
/// <remarks>Where there is C#, a part of another stack counts only when a path of it was included or changed: what a change cannot touch is neither installed nor built for it.</remarks>
/// <param name="dotnet">For solutions and projects.</param>
/// <param name="bench">For other stacks.</param>
/// <param name="changed">Paths that differ from the snapshot, asked for when commands wrote to the copy.</param>
internal sealed class CopyToolchains(DotNetToolchain dotnet, PartBench bench, Func<CancellationToken, Task<IReadOnlyList<string>>> changed)
{
    private readonly PartFinder _finder = new(bench.Session, bench.Root);
    private readonly HashSet<string> _included = new(StringComparer.Ordinal);
    private (string Subject, FoundStacks Found)? _found;
    private bool _ranCommands;

    /// <summary>Counts parts that hold one of the paths.</summary>
    public void Include(IEnumerable<string> paths) => _included.UnionWith(paths);

    /// <summary>Says that paths of the copy were changed; none for a command that may have changed any.</summary>
    public void Change(IReadOnlyList<string>? paths)
    {
        dotnet.Change();
        _found = null;
        _ranCommands |= paths is null;
        Include(paths ?? []);
    }

    public async Task<StackSurvey> SurveyAsync(string subject, CancellationToken cancellationToken)
    {
        var found = await FindAsync(subject, cancellationToken);
        return new StackSurvey(found.HasDotNet, [.. found.Parts.Select(part => new CodePart(part.Stack == Stack.Node ? "Node.js" : "Python", part.Folder, part.Files.Count, part.TestFiles())
        {
            Missing = part.Stack == Stack.Node ? NodeToolchain.NotInstalled : PythonToolchain.NotInstalled,
        })]);
    }

    public async Task<RestoreOutcome> RestoreAsync(string subject, NetworkAccess network, CancellationToken cancellationToken)
    {
        var outcomes = new List<RestoreOutcome>();
        foreach (var (toolchain, at) in await ChosenAsync(subject, cancellationToken))
        {
            outcomes.Add(await toolchain.RestoreAsync(at, network, cancellationToken));
        }

        return Merged(outcomes);
    }

    /// <summary>Installs what parts beside C# depend on that hold one of the paths.</summary>
    public async Task<RestoreOutcome> InstallBesideAsync(string subject, IReadOnlyList<string> paths, NetworkAccess network, CancellationToken cancellationToken)
    {
        var found = await FindAsync(subject, cancellationToken);
        var outcomes = new List<RestoreOutcome>();
        foreach (var part in found.HasDotNet ? found.Parts.Where(part => paths.Any(path => Holds(part, path))) : [])
        {
            outcomes.Add(await For(part, found.Parts).RestoreAsync(part.Folder, network, cancellationToken));
        }

        return Merged(outcomes);
    }

    public async Task<BuildOutcome> BuildAsync(string subject, CancellationToken cancellationToken)
    {
        var outcomes = new List<BuildOutcome>();
        foreach (var (toolchain, at) in await ChosenAsync(subject, cancellationToken))
        {
            outcomes.Add(await toolchain.BuildAsync(at, cancellationToken));
        }

        dotnet.Change();
        return outcomes is [var single] ? single : new BuildOutcome(
            outcomes.TrueForAll(outcome => outcome.Succeeded), [.. outcomes.SelectMany(outcome => outcome.Errors)], [.. outcomes.SelectMany(outcome => outcome.Warnings)],
            [.. outcomes.SelectMany(outcome => outcome.Commands)], Joined(outcomes.Select(outcome => outcome.Problem)))
        {
            Notes = [.. outcomes.SelectMany(outcome => outcome.Notes)],
            TestProjects = [.. outcomes.SelectMany(outcome => outcome.TestProjects)],
            TestFiles = [.. outcomes.SelectMany(outcome => outcome.TestFiles)],
            Parts = [.. outcomes.SelectMany(outcome => outcome.Parts)],
        };
    }

    public async Task<TestOutcome> TestAsync(string subject, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var outcomes = new List<TestOutcome>();
        foreach (var (toolchain, at) in await ChosenAsync(subject, cancellationToken))
        {
            outcomes.Add(await toolchain.TestAsync(at, only, limit, cancellationToken));
        }

        return outcomes is [var single] ? single : new TestOutcome(
            [.. outcomes.SelectMany(outcome => outcome.Discovered)], [.. outcomes.SelectMany(outcome => outcome.Results)],
            [.. outcomes.SelectMany(outcome => outcome.Problems)], [.. outcomes.SelectMany(outcome => outcome.Commands)])
        {
            Notes = [.. outcomes.SelectMany(outcome => outcome.Notes)],
            Source = outcomes.Max(outcome => outcome.Source),
        };
    }

    public async Task<CoverageOutcome> CoverAsync(string subject, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        var outcomes = new List<CoverageOutcome>();
        foreach (var (toolchain, at) in await ChosenAsync(subject, cancellationToken))
        {
            outcomes.Add(await toolchain.CoverAsync(at, except, cancellationToken));
        }

        return outcomes is [var single] ? single : new CoverageOutcome(
            [.. outcomes.SelectMany(outcome => outcome.Files)], Joined(outcomes.Select(outcome => outcome.Problem)), [.. outcomes.SelectMany(outcome => outcome.Commands)]);
    }

    public async Task<string> VersionAsync(string subject, CancellationToken cancellationToken)
    {
        var versions = new List<string>();
        foreach (var (toolchain, at) in await ChosenAsync(subject, cancellationToken))
        {
            versions.Add(await toolchain.VersionAsync(at, cancellationToken));
        }

        return string.Join(", ", versions.Where(version => version.Length > 0).Distinct());
    }

    public async Task<ICodeBase> InspectAsync(string subject, CancellationToken cancellationToken)
    {
        var found = await FindAsync(subject, cancellationToken);
        return found is { HasDotNet: false, Parts.Count: > 0 } ? new UnreviewedCodeBase() : await dotnet.InspectAsync(subject, cancellationToken);
    }

    private async Task<IReadOnlyList<(IToolchain Toolchain, string At)>> ChosenAsync(string subject, CancellationToken cancellationToken)
    {
        var found = await FindAsync(subject, cancellationToken);
        if (found.Parts.Count == 0)
        {
            return [(dotnet, subject)];
        }

        if (found.HasDotNet && _ranCommands)
        {
            Include(await changed(cancellationToken));
        }

        var parts = found.HasDotNet ? found.Parts.Where(part => _included.Any(path => Holds(part, path))) : found.Parts;
        return [.. found.HasDotNet ? new[] { ((IToolchain)dotnet, subject) } : [], .. parts.Select(part => (For(part, found.Parts), part.Folder))];
    }

    private async Task<FoundStacks> FindAsync(string subject, CancellationToken cancellationToken)
    {
        if (_found is not { } known || known.Subject != subject || _ranCommands)
        {
            _found = known = (subject, await _finder.FindAsync(subject, cancellationToken));
        }

        return known.Found;
    }

    private IToolchain For(Part part, IReadOnlyList<Part> parts) => part.Stack == Stack.Node ? new NodeToolchain(bench, parts) : new PythonToolchain(bench, parts);

    /// <summary>Whether a path is of a part's stack and in no part below it; the empty path stands for everything.</summary>
    private static bool Holds(Part part, string path) =>
        path.Length == 0 || (TreePath.IsWithin(path, part.Folder) && part.Owns(path) && !part.Below.Any(below => TreePath.IsWithin(path, below)));

    private static RestoreOutcome Merged(List<RestoreOutcome> outcomes) => outcomes is [var single] ? single : new RestoreOutcome(
        outcomes.TrueForAll(outcome => outcome.Complete), [.. outcomes.SelectMany(outcome => outcome.Missing)],
        [.. outcomes.SelectMany(outcome => outcome.Commands)], Joined(outcomes.Select(outcome => outcome.Problem)));

    private static string? Joined(IEnumerable<string?> problems) => problems.OfType<string>().ToList() is { Count: > 0 } said ? string.Join(" ", said) : null;
}
