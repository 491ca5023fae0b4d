using Backsmith.Executions;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Conformance;

/// <summary>What every execution store must do; each database derives from it.</summary>
public abstract class ExecutionStoreConformance : IAsyncLifetime
{
    protected const string Id = "20260102-030405-0001";
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly SpawnLimits Limits = new();
    private static CancellationToken None => CancellationToken.None;

    protected SettableTime Time { get; } = new();

    protected IExecutionStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Another connection to the same database.</summary>
    protected abstract ValueTask<IExecutionStore> OpenAsync();

    protected static NewTask Task_(string key, Phase phase = Phase.Investigation, int attempts = 5, params string[] blockedBy) =>
        new(key, "work", phase, TaskPurpose.Plan, key, "what", "why", "{}", blockedBy, attempts);

    protected async Task<SpawnOutcome> CreateAsync(params NewTask[] plan) =>
        await Store.CreateAsync(new Execution(Id, "review", "/repository", "{}", ExecutionState.Active, null, Time.GetUtcNow(), null), plan, Limits, None);

    protected async Task<WorkTask> ClaimAsync() => (await Store.ClaimAsync(Id, "one", Lease, None)).ShouldNotBeNull();

    protected async Task<WorkTask> FindAsync(string key) => (await Store.TasksAsync(Id, None)).Single(t => t.Key == key);

    private async Task<SpawnOutcome> CompleteAsync(WorkTask task, params NewTask[] next) =>
        await Store.CompleteAsync(task.Id, task.Attempt, "{\"done\":true}", next, Limits, None);

    [Fact]
    public async Task Runs_tasks_in_order_and_unblocks_what_waits()
    {
        (await CreateAsync(Task_("a"), Task_("b", blockedBy: "a"))).Accepted.ShouldBeTrue();
        var a = await ClaimAsync();
        a.Key.ShouldBe("a");
        (a.State, a.Attempt, a.LeaseUntil).ShouldBe((TaskState.Running, 1, Time.GetUtcNow() + Lease));
        (await Store.ClaimAsync(Id, "two", Lease, None)).ShouldBeNull();
        (await CompleteAsync(a)).Accepted.ShouldBeTrue();
        (await ClaimAsync()).Key.ShouldBe("b");
        (await FindAsync("a")).Result.ShouldBe("{\"done\":true}");
        (await FindAsync("b")).BlockedBy.ShouldBe([a.Id]);
    }

    [Fact]
    public async Task Refuses_an_execution_that_exists_and_keeps_the_first()
    {
        await CreateAsync(Task_("a"));
        (await CreateAsync(Task_("z"))).Refusal.ShouldBe($"Execution {Id} exists already.");
        (await Store.TasksAsync(Id, None)).Select(t => t.Key).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Creates_nothing_when_the_plan_is_refused()
    {
        (await CreateAsync(Task_("a", blockedBy: "b"), Task_("b", blockedBy: "a"))).Refusal.ShouldNotBeNull().ShouldContain("a -> b -> a");
        (await Store.FindAsync(Id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Completes_and_spawns_all_or_nothing()
    {
        await CreateAsync(Task_("a"));
        var a = await ClaimAsync();
        var refused = await CompleteAsync(a, Task_("b"), Task_("c", blockedBy: "nowhere"));
        (refused.Accepted, refused.Spawned.Count).ShouldBe((false, 0));
        (await FindAsync("a")).State.ShouldBe(TaskState.Running);
        var accepted = await CompleteAsync(a, Task_("b", Phase.Building), Task_("a"));
        accepted.Joined.ShouldBe(["a"]);
        var b = await FindAsync("b");
        (b.ParentId, b.Depth, b.State).ShouldBe((a.Id, 0, TaskState.Available));
    }

    [Fact]
    public async Task Steps_that_follow_each_other_are_of_one_generation_however_many_there_are()
    {
        await CreateAsync(Task_("0"));
        for (var step = 1; step <= 2 * new SpawnLimits().MaxDepth; step++)
        {
            (await CompleteAsync(await ClaimAsync(), Task_($"{step}"))).Accepted.ShouldBeTrue();
        }

        (await FindAsync("20")).Depth.ShouldBe(0);
    }

    [Fact]
    public async Task Refuses_every_write_of_an_attempt_that_lost_its_lease()
    {
        await CreateAsync(Task_("a"));
        var first = await ClaimAsync();
        Time.Advance(Lease);
        var second = await ClaimAsync();
        second.Attempt.ShouldBe(2);
        (await CompleteAsync(first, Task_("b"))).Refusal.ShouldNotBeNull().ShouldContain("lost its lease");
        (await Store.HeartbeatAsync(first.Id, first.Attempt, Lease, "x", None)).ShouldBeFalse();
        (await Store.FailAsync(first.Id, first.Attempt, "x", null, None)).ShouldBeFalse();
        (await Store.ReleaseAsync(first.Id, first.Attempt, None)).ShouldBeFalse();
        (await Store.TasksAsync(Id, None)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
        (await CompleteAsync(second)).Accepted.ShouldBeTrue();
        (await CompleteAsync(second)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_a_lease_that_is_renewed()
    {
        await CreateAsync(Task_("a"));
        var a = await ClaimAsync();
        Time.Advance(Lease / 2);
        (await Store.HeartbeatAsync(a.Id, a.Attempt, Lease, "half", None)).ShouldBeTrue();
        Time.Advance(Lease / 2);
        (await Store.ClaimAsync(Id, "two", Lease, None)).ShouldBeNull();
        (await FindAsync("a")).Progress.ShouldBe("half");
    }

    [Fact]
    public async Task Retries_at_its_time_and_discards_when_attempts_are_used_up()
    {
        await CreateAsync(Task_("a", attempts: 2), Task_("b", blockedBy: "a"), Task_("c", blockedBy: "b"));
        var a = await ClaimAsync();
        var later = Time.GetUtcNow() + TimeSpan.FromSeconds(5);
        (await Store.FailAsync(a.Id, a.Attempt, "broken", later, None)).ShouldBeTrue();
        (await FindAsync("a")).State.ShouldBe(TaskState.Retryable);
        (await Store.NextDueAsync(Id, None)).ShouldBe(later);
        (await Store.ClaimAsync(Id, "one", Lease, None)).ShouldBeNull();
        Time.Advance(TimeSpan.FromSeconds(5));
        a = await ClaimAsync();
        (await Store.FailAsync(a.Id, a.Attempt, "broken again", later, None)).ShouldBeTrue();
        (await FindAsync("a")).State.ShouldBe(TaskState.Discarded);
        var c = await FindAsync("c");
        c.State.ShouldBe(TaskState.Cancelled);
        c.Error.ShouldNotBeNull().ShouldContain("'a' was discarded: broken again");
        (await Store.NextDueAsync(Id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Requeues_a_dead_letter_with_what_fell_with_it_and_reopens_the_execution()
    {
        await CreateAsync(Task_("a"), Task_("b", blockedBy: "a"), Task_("other"));
        var a = await ClaimAsync();
        await Store.FailAsync(a.Id, a.Attempt, "broken", null, None);
        (await Store.FinishAsync(Id, ExecutionState.Failed, 3, None)).ShouldBeTrue();
        (await Store.FinishAsync(Id, ExecutionState.Failed, 3, None)).ShouldBeFalse();
        (await FindAsync("other")).State.ShouldBe(TaskState.Cancelled);
        (await Store.RequeueAsync(a.Id, None)).ShouldBeTrue();
        (await Store.FindAsync(Id, None)).ShouldNotBeNull().State.ShouldBe(ExecutionState.Active);
        (await Store.TasksAsync(Id, None)).Select(t => t.State).ShouldBe([TaskState.Available, TaskState.Pending, TaskState.Available]);
        var again = await ClaimAsync();
        (again.Attempt, again.Failures).ShouldBe((2, 0));
        (await Store.RequeueAsync(a.Id, None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Releases_without_using_up_an_attempt()
    {
        await CreateAsync(Task_("a", attempts: 1));
        for (var i = 1; i <= 7; i++)
        {
            var a = await ClaimAsync();
            (a.Attempt, a.Failures).ShouldBe((i, 0));
            (await Store.ReleaseAsync(a.Id, a.Attempt, None)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Cancels_a_running_task_and_what_waits_for_it()
    {
        await CreateAsync(Task_("a"), Task_("b", blockedBy: "a"));
        var a = await ClaimAsync();
        (await Store.CancelAsync(a.Id, "not wanted", None)).ShouldBeTrue();
        (await Store.HeartbeatAsync(a.Id, a.Attempt, Lease, null, None)).ShouldBeFalse();
        (await FindAsync("b")).State.ShouldBe(TaskState.Cancelled);
        (await Store.CancelAsync(a.Id, "again", None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Discards_a_task_that_takes_its_runner_down_time_and_again()
    {
        await CreateAsync(Task_("a"));
        for (var i = 0; i < 25; i++)
        {
            await ClaimAsync();
            Time.Advance(Lease);
        }

        (await Store.ClaimAsync(Id, "one", Lease, None)).ShouldBeNull();
        (await FindAsync("a")).State.ShouldBe(TaskState.Discarded);
    }

    [Fact]
    public async Task Finds_by_a_prefix_that_is_unique_and_takes_wildcards_literally()
    {
        await CreateAsync(Task_("a"));
        (await Store.FindAsync("20260102", None)).ShouldNotBeNull().Id.ShouldBe(Id);
        (await Store.FindAsync("%", None)).ShouldBeNull();
        await Store.CreateAsync(new Execution(Id + "0", "verify", "/r", "{}", ExecutionState.Active, null, Time.GetUtcNow(), null), [], Limits, None);
        (await Store.FindAsync("20260102", None)).ShouldBeNull();
        (await Store.FindAsync(Id, None)).ShouldNotBeNull().Kind.ShouldBe("review");
    }

    [Fact]
    public async Task Logs_every_move_once_and_in_order()
    {
        await CreateAsync(Task_("a"));
        await CompleteAsync(await ClaimAsync(), Task_("b"));
        await Store.FinishAsync(Id, ExecutionState.Completed, 0, None);
        var events = await Store.EventsAsync(Id, 0, None);
        events.Select(e => e.Name).ShouldBe(
        [
            "execution.created", "task.spawned", "task.claimed", "task.spawned", "task.completed", "task.cancelled", "execution.completed",
        ]);
        (await Store.EventsAsync(Id, events[^2].Sequence, None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Never_gives_one_task_to_two_runners()
    {
        await CreateAsync([.. Enumerable.Range(0, 100).Select(i => Task_($"t{i}"))]);
        var stores = new[] { Store, await OpenAsync(), await OpenAsync() };
        var claimed = await Task.WhenAll(stores.Select(store => Task.Run(async () =>
        {
            var mine = new List<long>();
            while (await store.ClaimAsync(Id, "x", Lease, None) is { } task)
            {
                mine.Add(task.Id);
            }

            return mine;
        })));
        claimed.SelectMany(ids => ids).Order().ShouldBe((await Store.TasksAsync(Id, None)).Select(t => t.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_interleavings_end_with_every_task_completed_once(int seed)
    {
        var random = new Random(seed);
        await CreateAsync([.. Enumerable.Range(0, 12).Select(i => Task_($"t{i}", blockedBy: [.. Enumerable.Range(0, i).Where(_ => random.Next(4) == 0).Select(j => $"t{j}")]))]);
        var held = new List<WorkTask>();
        var completed = 0;
        for (var step = 0; step < 5000 && completed < 12; step++)
        {
            var any = held.Count > 0 ? held[random.Next(held.Count)] : null;
            switch (random.Next(6))
            {
                case 0 or 1 when await Store.ClaimAsync(Id, "x", Lease, None) is { } task:
                    held.Add(task);
                    break;
                case 2 when any is not null:
                    completed += (await CompleteAsync(any)).Accepted ? 1 : 0;
                    held.Remove(any);
                    break;
                case 3 when any is not null:
                    await Store.ReleaseAsync(any.Id, any.Attempt, None);
                    held.Remove(any);
                    break;
                case 4 when any is not null:
                    await Store.HeartbeatAsync(any.Id, any.Attempt, Lease, "x", None);
                    break;
                default:
                    Time.Advance(Lease / 10);
                    break;
            }
        }

        (await Store.TasksAsync(Id, None)).Where(task => task.State != TaskState.Completed).Select(task => $"{task.Key}: {task.State} {task.Error}").ShouldBeEmpty();
        completed.ShouldBe(12);
        (await Store.EventsAsync(Id, 0, None)).Count(e => e.Name == "task.completed").ShouldBe(12);
    }
}
