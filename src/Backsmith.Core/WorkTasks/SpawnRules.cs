namespace Backsmith.WorkTasks;

/// <summary>Answer of <see cref="SpawnRules.Decide"/>.</summary>
public abstract record SpawnDecision
{
    private SpawnDecision()
    {
    }

    /// <summary>The whole request may take effect.</summary>
    /// <param name="Fresh">Tasks to create, ordered so that each stands after those of this list that block it.</param>
    /// <param name="Joined">Keys that join a task that is there or stands earlier in the request.</param>
    public sealed record Accepted(IReadOnlyList<NewTask> Fresh, IReadOnlyList<string> Joined) : SpawnDecision;

    /// <summary>Nothing may take effect.</summary>
    /// <param name="Reason">One sentence that names the task and what is wrong with it.</param>
    public sealed record Refused(string Reason) : SpawnDecision;
}

/// <summary>Which tasks may be spawned. Pure; told in <c>docs/tasks.md</c>.</summary>
public static class SpawnRules
{
    /// <summary>Judges a request as a whole.</summary>
    /// <param name="existing">Phase by key of tasks of the execution: at least those whose key occurs in the request, as a key or as a blocking key.</param>
    /// <param name="existingCount">Tasks that the execution has, 0 or more.</param>
    /// <param name="requested">What is to be spawned.</param>
    /// <param name="depth">Generation of the new tasks: 0 for a plan, the same for what follows when a task has ended, one more for what a task at work discovers.</param>
    /// <param name="limits">Bounds; out of range they are refused too.</param>
    /// <remarks>A task that is there does not come to wait for a new one by this, so a cycle can only run through new tasks: checking those is a full check.
    /// A task that suspends itself does; the store looks through the whole graph then.</remarks>
    public static SpawnDecision Decide(
        IReadOnlyDictionary<string, Phase> existing,
        int existingCount,
        IReadOnlyList<NewTask> requested,
        int depth,
        SpawnLimits limits)
    {
        var fresh = new Dictionary<string, NewTask>(StringComparer.Ordinal);
        var joined = new List<string>();
        foreach (var task in requested)
        {
            if (existing.ContainsKey(task.Key) || !fresh.TryAdd(task.Key, task))
            {
                joined.Add(task.Key);
            }
        }

        var refusal = Malformed(requested)
            ?? OverLimits(limits, existingCount, fresh.Count, depth)
            ?? Misblocked(existing, fresh);
        if (refusal is not null)
        {
            return new SpawnDecision.Refused(refusal);
        }

        var order = new DependencyOrder(fresh);
        return order.Cycle is { } cycle
            ? new SpawnDecision.Refused($"Tasks wait for each other in a cycle: {string.Join(" -> ", cycle)}.")
            : new SpawnDecision.Accepted(order.Sorted, joined);
    }

    private static string? Malformed(IReadOnlyList<NewTask> requested)
    {
        foreach (var task in requested)
        {
            if (string.IsNullOrWhiteSpace(task.Key))
            {
                return $"A task of kind '{task.Kind}' has no key.";
            }

            if (string.IsNullOrWhiteSpace(task.Kind) || string.IsNullOrWhiteSpace(task.Title))
            {
                return $"Task '{task.Key}' has no {(string.IsNullOrWhiteSpace(task.Kind) ? "kind" : "title")}.";
            }

            if (task.MaxAttempts is < 1 or > 5)
            {
                return $"Task '{task.Key}' asks for {task.MaxAttempts} attempts; 1 to 5 are allowed.";
            }

            if (task.AwaitsAnswer && (task.RunAt is not null || task.BlockedBy.Count > 0))
            {
                return $"Question '{task.Key}' has a time or blocking tasks; it can only wait for its answer.";
            }

            if (task.RunAt is not null && task.BlockedBy.Count > 0)
            {
                return $"Task '{task.Key}' has both a time and blocking tasks; only one of them is allowed.";
            }
        }

        return null;
    }

    private static string? OverLimits(SpawnLimits limits, int existingCount, int freshCount, int depth) => limits switch
    {
        { MaxTasks: < 1 or > 10_000 } => $"The limit of {limits.MaxTasks} tasks is out of range; 1 to 10000 are allowed.",
        { MaxDepth: < 1 or > 50 } => $"The limit of {limits.MaxDepth} generations is out of range; 1 to 50 are allowed.",
        _ when freshCount > 0 && depth > limits.MaxDepth =>
            $"The new tasks would stand {depth} generations deep; {limits.MaxDepth} are allowed.",
        _ when existingCount + freshCount > limits.MaxTasks =>
            $"The execution has {existingCount} tasks and would get {freshCount} more; {limits.MaxTasks} are allowed.",
        _ => null,
    };

    private static string? Misblocked(IReadOnlyDictionary<string, Phase> existing, Dictionary<string, NewTask> fresh)
    {
        foreach (var task in fresh.Values)
        {
            foreach (var key in task.BlockedBy)
            {
                Phase? phase = fresh.TryGetValue(key, out var blocker) ? blocker.Phase
                    : existing.TryGetValue(key, out var there) ? there
                    : null;
                if (phase is null)
                {
                    return $"Task '{task.Key}' is blocked by '{key}', which is neither in the execution nor in the request.";
                }

                if (phase > task.Phase)
                {
                    return $"Task '{task.Key}' ({task.Phase}) is blocked by '{key}' of the later phase {phase}.";
                }
            }
        }

        return null;
    }
}
