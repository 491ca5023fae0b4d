using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Loading;

/// <summary>Opens circles of project references: a project whose compilation waits for itself would never be compiled.</summary>
/// <param name="solution">What was loaded.</param>
/// <param name="name">How a project is named to people.</param>
internal sealed class ReferenceCircles(Solution solution, Func<ProjectId, string> name)
{
    private readonly HashSet<ProjectId> _done = [];
    private readonly List<ProjectId> _way = [];
    private readonly List<string> _left = [];

    /// <summary>The solution without the references that close a circle, and a sentence for each of them.</summary>
    public (Solution Solution, IReadOnlyList<string> Limitations) Open()
    {
        foreach (var id in solution.ProjectIds)
        {
            Follow(id);
        }

        return (solution, _left);
    }

    private void Follow(ProjectId id)
    {
        if (!_done.Add(id))
        {
            return;
        }

        _way.Add(id);
        foreach (var reference in solution.GetProject(id)!.ProjectReferences.ToList())
        {
            if (_way.IndexOf(reference.ProjectId) is var start and >= 0)
            {
                _left.Add($"Projects refer to each other in a circle, which no build can resolve: {string.Join(" -> ", _way.Skip(start).Append(reference.ProjectId).Select(name))}. The last of these references was left out.");
                solution = solution.RemoveProjectReference(id, reference);
            }
            else
            {
                Follow(reference.ProjectId);
            }
        }

        _way.Remove(id);
    }
}
