using Backsmith.Analyzers.Programs;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>The applications of a code base: each project that no other one builds on, with everything it refers to as source. Those that hold tests come last.</summary>
internal sealed class CallPrograms
{
    private readonly Dictionary<SyntaxTree, List<SourceProgram>> _byTree = [];

    private CallPrograms(IReadOnlyList<SourceProgram> all)
    {
        foreach (var program in all)
        {
            foreach (var tree in program.Trees)
            {
                (_byTree.TryGetValue(tree, out var known) ? known : _byTree[tree] = []).Add(program);
            }
        }
    }

    /// <summary>The applications of a code base; of several frameworks of a project the first.</summary>
    public static async Task<CallPrograms> OfAsync(LoadedCodeBase code, CancellationToken cancellationToken)
    {
        var graph = code.Solution.GetProjectDependencyGraph();
        var tops = code.Solution.Projects
            .Where(project => !graph.GetProjectsThatDirectlyDependOnThisProject(project.Id).Any(other => !code.Projects[other].IsTest) || code.Projects[project.Id].IsTest)
            .DistinctBy(project => project.FilePath)
            .OrderBy(project => code.Projects[project.Id].IsTest).ThenBy(project => project.FilePath, StringComparer.Ordinal);
        var programs = new List<SourceProgram>();
        foreach (var project in tops)
        {
            programs.Add(SourceProgram.Of((await project.GetCompilationAsync(cancellationToken))!));
        }

        return new CallPrograms(programs);
    }

    /// <summary>Every file of the applications that people write, each once.</summary>
    public IEnumerable<SyntaxTree> Trees => _byTree.Keys.Where(tree => !tree.FilePath.Contains("/obj/", StringComparison.Ordinal)).DistinctBy(tree => tree.FilePath);

    /// <summary>The applications that a file is part of; those of tests only where it is part of no other.</summary>
    public IReadOnlyList<SourceProgram> Of(SyntaxTree tree, Func<SourceProgram, bool> isTest) =>
        !_byTree.TryGetValue(tree, out var programs) ? []
        : programs.Where(program => !isTest(program)).ToList() is { Count: > 0 } running ? running : programs;

    /// <summary>The first application that a file is part of; null when none compiles it.</summary>
    public SourceProgram? First(SyntaxTree tree) => _byTree.TryGetValue(tree, out var programs) ? programs[0] : null;

    /// <summary>The model of a file; null when no application compiles it.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) => First(tree)?.ModelOf(tree);
}
