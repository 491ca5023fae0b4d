using System.Text.Json;
using Backsmith.WorkTasks;

namespace Backsmith.Storage.Sqlite;

/// <summary>Moves tasks inside one transaction: every change of state goes through <see cref="TaskStateMachine"/> and into the event log.</summary>
internal sealed class TaskLedger(SqliteSession session)
{
    /// <summary>Leases that may expire on one task before it is taken for one that kills its runner.</summary>
    public const int MostAbandoned = 25;

    /// <summary>A running task under this attempt, or null when the lease was lost.</summary>
    public TaskRow? Held(long taskId, int attempt) =>
        Find(taskId) is { State: TaskState.Running } row && row.Attempt == attempt ? row : null;

    public TaskRow? Find(long taskId) => session.First<TaskRow>("task_find", new { id = taskId });

    /// <summary>Moves a task and logs it. A move that the state machine refuses is a bug of the caller.</summary>
    public TaskRow Move(TaskRow row, TaskTrigger trigger, string detail, Func<TaskRow, TaskRow>? change = null)
    {
        if (TaskStateMachine.Next(row.State, trigger) is not TaskTransition.Moved { To: var to })
        {
            throw new InvalidOperationException($"Task {row.Id} is {row.State}, which does not take {trigger}.");
        }

        var final = TaskStateMachine.IsFinal(to);
        var moved = row with { State = to, LeaseOwner = null, LeaseUntil = null, FinishedAt = final ? session.Now : null, Suspended = trigger == TaskTrigger.Suspend };
        moved = change is null ? moved : change(moved);
        session.Execute("task_update", new
        {
            id = moved.Id, state = moved.State.ToString(), attempt = moved.Attempt, failures = moved.Failures, abandoned = moved.Abandoned,
            runAt = moved.RunAt, leaseOwner = moved.LeaseOwner, leaseUntil = moved.LeaseUntil, cancelledBy = moved.CancelledBy,
            progress = moved.Progress, result = moved.Result, error = moved.Error, startedAt = moved.StartedAt, finishedAt = moved.FinishedAt, suspended = moved.Suspended ? 1 : 0,
        });
        session.Log(moved.ExecutionId, moved.Id, EventNames.Of(trigger), detail);
        return moved;
    }

    /// <summary>Makes available what is due, and what was left behind by runners that are gone.</summary>
    public void Promote(string executionId, Func<string, bool> isGone)
    {
        foreach (var due in session.Query<TaskRow>("task_due", new { executionId, now = session.Now }))
        {
            Move(due, TaskTrigger.Due, due.Title);
        }

        foreach (var row in session.Query<TaskRow>("task_running", new { executionId }))
        {
            if (row.LeaseUntil <= session.Now || (row.LeaseOwner is { } owner && isGone(owner)))
            {
                Abandon(row);
            }
        }
    }

    /// <summary>Discards a task, and cancels what waits for it.</summary>
    public void Discard(TaskRow row, string reason, Func<TaskRow, TaskRow>? change = null)
    {
        Move(row, TaskTrigger.Exhaust, reason, moved => (change is null ? moved : change(moved)) with { Error = reason });
        CancelWaiting(row.Id, row.Id, $"'{row.Key}' was discarded: {reason}");
    }

    /// <summary>Cancels a task that is not final, and what waits for it.</summary>
    public void Cancel(TaskRow row, string reason, long? cause)
    {
        Move(row, TaskTrigger.Cancel, reason, moved => moved with { Error = reason, CancelledBy = cause });
        CancelWaiting(row.Id, row.Id, $"'{row.Key}' was cancelled: {reason}");
    }

    /// <summary>Releases what waited for a task that has completed, and for nothing else.</summary>
    public void Unblock(TaskRow completed)
    {
        foreach (var waiting in session.Query<TaskRow>("task_waiting_for", new { id = completed.Id }))
        {
            Open(waiting);
        }
    }

    /// <summary>Puts a running task aside until others have ended.</summary>
    public SpawnOutcome Suspend(TaskRow row, IReadOnlyList<string> awaited)
    {
        var known = session.Query<KeyRow>("task_keys", new { executionId = row.ExecutionId, keys = JsonSerializer.Serialize(awaited) });
        if (awaited.FirstOrDefault(key => known.All(other => other.Key != key)) is { } unknown)
        {
            return SpawnOutcome.Refused($"Task '{row.Key}' would wait for '{unknown}', which is not in the execution.");
        }

        if (known.FirstOrDefault(other => other.Phase > row.Phase) is { } later)
        {
            return SpawnOutcome.Refused($"Task '{row.Key}' ({row.Phase}) would wait for '{later.Key}' of the later phase {later.Phase}.");
        }

        if (session.First<int>("task_waits_for", new { from = JsonSerializer.Serialize(known.Select(other => other.Id)), id = row.Id }) > 0)
        {
            return SpawnOutcome.Refused($"Task '{row.Key}' would wait for {string.Join(", ", awaited.Select(key => $"'{key}'"))}, which waits for it: a cycle.");
        }

        foreach (var other in known)
        {
            session.Execute("task_block_insert", new { taskId = row.Id, blockerId = other.Id });
        }

        Open(Move(row, TaskTrigger.Suspend, string.Join(", ", awaited)));
        return new SpawnOutcome(true, null, [], []);
    }

    /// <summary>Brings a final task back, with those it needs and those that fell with it.</summary>
    public void Requeue(TaskRow root)
    {
        var back = new Dictionary<long, TaskRow>();
        var open = new Queue<TaskRow>([root]);
        foreach (var fallen in session.Query<TaskRow>("task_cancelled_by", new { executionId = root.ExecutionId, cause = 0 }))
        {
            open.Enqueue(fallen);
        }

        while (open.TryDequeue(out var row))
        {
            if (!back.TryAdd(row.Id, row))
            {
                continue;
            }

            IEnumerable<TaskRow> related =
            [
                .. session.Query<TaskRow>("task_dead_blockers", new { id = row.Id }),
                .. session.Query<TaskRow>("task_cancelled_by", new { executionId = row.ExecutionId, cause = row.Id }),
            ];
            foreach (var next in related)
            {
                open.Enqueue(next);
            }
        }

        foreach (var row in back.Values.OrderBy(r => r.Id))
        {
            Move(row, TaskTrigger.Requeue, row.Title, moved => moved with
            {
                Failures = 0, Abandoned = 0, RunAt = null, Error = null, Progress = null, CancelledBy = null,
            });
        }

        foreach (var id in back.Keys)
        {
            Open(Find(id)!);
        }
    }

    /// <summary>Spawns the first tasks of an execution if the rules allow all of them.</summary>
    public SpawnOutcome Begin(string executionId, IReadOnlyList<NewTask> plan, SpawnLimits limits) => Spawn(executionId, null, 0, plan, limits);

    /// <summary>Spawns what follows when a task has ended: of its generation.</summary>
    public SpawnOutcome Follow(TaskRow ended, IReadOnlyList<NewTask> next, SpawnLimits limits) => Spawn(ended.ExecutionId, ended, ended.Depth, next, limits);

    /// <summary>Spawns what a task at work discovers: one generation deeper.</summary>
    public SpawnOutcome Discover(TaskRow parent, IReadOnlyList<NewTask> discovered, SpawnLimits limits) => Spawn(parent.ExecutionId, parent, parent.Depth + 1, discovered, limits);

    private SpawnOutcome Spawn(string executionId, TaskRow? parent, int depth, IReadOnlyList<NewTask> requested, SpawnLimits limits)
    {
        if (requested.Count == 0)
        {
            return new SpawnOutcome(true, null, [], []);
        }

        var keys = JsonSerializer.Serialize(requested.SelectMany(t => t.BlockedBy.Append(t.Key)).Distinct(StringComparer.Ordinal));
        var known = session.Query<KeyRow>("task_keys", new { executionId, keys })
            .ToDictionary(row => row.Key, row => (row.Id, row.State, row.Phase), StringComparer.Ordinal);
        var count = session.First<int>("task_count", new { executionId });
        var phases = known.ToDictionary(pair => pair.Key, pair => pair.Value.Phase, StringComparer.Ordinal);
        return SpawnRules.Decide(phases, count, requested, depth, limits) switch
        {
            SpawnDecision.Refused refused => SpawnOutcome.Refused(refused.Reason),
            SpawnDecision.Accepted accepted => Insert(executionId, parent?.Id, depth, accepted, known),
            var other => throw new InvalidOperationException($"Not a spawn decision: {other}"),
        };
    }

    private SpawnOutcome Insert(
        string executionId, long? parentId, int depth, SpawnDecision.Accepted accepted, Dictionary<string, (long Id, TaskState State, Phase Phase)> known)
    {
        var spawned = new List<long>();
        foreach (var task in accepted.Fresh)
        {
            var (id, state) = Insert(executionId, parentId, depth, task, [.. task.BlockedBy.Select(key => (known[key].Id, key, known[key].State))]);
            known[task.Key] = (id, state, task.Phase);
            spawned.Add(id);
        }

        return new SpawnOutcome(true, null, spawned, accepted.Joined);
    }

    private (long Id, TaskState State) Insert(
        string executionId, long? parentId, int depth, NewTask task, IReadOnlyList<(long Id, string Key, TaskState State)> blockers)
    {
        var dead = blockers.FirstOrDefault(b => b.State is TaskState.Cancelled or TaskState.Discarded);
        var runAt = task.RunAt?.ToUnixTimeMilliseconds();
        var state = dead.Key is not null
            ? TaskState.Cancelled
            : TaskStateMachine.Initial(task.AwaitsAnswer || blockers.Any(b => b.State != TaskState.Completed), later: runAt > session.Now);
        var why = dead.Key is null ? null : $"'{dead.Key}', which it waits for, was {(dead.State == TaskState.Discarded ? "discarded" : "cancelled")}.";
        var id = session.First<long>("task_insert", new
        {
            executionId, key = task.Key, kind = task.Kind, phase = task.Phase.ToString(), purpose = task.Purpose.ToString(), title = task.Title,
            description = task.Description, rationale = task.Rationale, parentId, depth, state = state.ToString(), maxAttempts = task.MaxAttempts,
            awaitsAnswer = task.AwaitsAnswer ? 1 : 0, runAt, cancelledBy = dead.Key is null ? null : (long?)dead.Id, payload = task.Payload, error = why, createdAt = session.Now,
            finishedAt = dead.Key is null ? null : (long?)session.Now,
        });
        foreach (var blocker in blockers)
        {
            session.Execute("task_block_insert", new { taskId = id, blockerId = blocker.Id });
        }

        session.Log(executionId, id, EventNames.TaskSpawned, task.Title);
        if (why is not null)
        {
            session.Log(executionId, id, EventNames.Of(TaskTrigger.Cancel), why);
        }

        return (id, state);
    }

    private void Abandon(TaskRow row)
    {
        if (row.Abandoned + 1 >= MostAbandoned)
        {
            Discard(row, $"Its runner died {MostAbandoned} times while working on it.", moved => moved with { Abandoned = row.Abandoned + 1 });
        }
        else
        {
            Move(row, TaskTrigger.LeaseExpired, row.Title, moved => moved with { Abandoned = row.Abandoned + 1 });
        }
    }

    private void Open(TaskRow pending)
    {
        if (!pending.AwaitsAnswer && session.First<int>(pending.Suspended ? "task_unended_blockers" : "task_unfinished_blockers", new { id = pending.Id }) == 0)
        {
            Move(pending, TaskTrigger.Unblock, pending.Title);
        }
    }

    private void CancelWaiting(long blockerId, long cause, string reason)
    {
        var open = new Queue<long>([blockerId]);
        while (open.TryDequeue(out var id))
        {
            foreach (var waiting in session.Query<TaskRow>("task_waiting_for", new { id }))
            {
                if (waiting.Suspended)
                {
                    Open(waiting);
                    continue;
                }

                Move(waiting, TaskTrigger.Cancel, reason, moved => moved with { Error = reason, CancelledBy = cause });
                open.Enqueue(waiting.Id);
            }
        }
    }
}
