namespace Backsmith.WorkTasks;

/// <summary>Orders new tasks so that a blocker stands before what it blocks, or finds a cycle. Depth-first without recursion: a request may be long.</summary>
internal sealed class DependencyOrder
{
    private readonly IReadOnlyDictionary<string, NewTask> _tasks;
    private readonly List<NewTask> _sorted = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    public DependencyOrder(IReadOnlyDictionary<string, NewTask> tasks)
    {
        _tasks = tasks;
        foreach (var key in tasks.Keys)
        {
            Cycle ??= Visit(key);
        }
    }

    /// <summary>Tasks in the order in which they can be created; incomplete when there is a cycle.</summary>
    public IReadOnlyList<NewTask> Sorted => _sorted;

    /// <summary>Keys along a cycle, the first repeated at the end; null when there is none.</summary>
    public IReadOnlyList<string>? Cycle { get; }

    private List<string>? Visit(string start)
    {
        var path = new List<string>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Key, int Edge)>([(start, 0)]);
        while (open.TryPop(out var frame))
        {
            var (key, edge) = frame;
            if (edge == 0)
            {
                if (_done.Contains(key) || !_tasks.ContainsKey(key))
                {
                    continue;
                }

                if (!onPath.Add(key))
                {
                    return [.. path.SkipWhile(k => k != key), key];
                }

                path.Add(key);
            }

            var blockers = _tasks[key].BlockedBy;
            if (edge < blockers.Count)
            {
                open.Push((key, edge + 1));
                open.Push((blockers[edge], 0));
            }
            else
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(key);
                _done.Add(key);
                _sorted.Add(_tasks[key]);
            }
        }

        return null;
    }
}
