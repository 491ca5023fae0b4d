using Backsmith.Executions;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Conformance;

/// <summary>What every execution store must do with tasks that are put aside, with questions, and with recorded steps.</summary>
public abstract class SuspensionConformance : IAsyncLifetime
{
    private const string Id = "20260102-030405-0002";
    private static readonly SpawnLimits Limits = new();
    private static CancellationToken None => CancellationToken.None;

    protected SettableTime Time { get; } = new();

    private IExecutionStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await OpenAsync();
        var plan = new[] { New("a"), New("later", Phase.Validation) };
        (await Store.CreateAsync(new Execution(Id, "solve", "/repository", "{}", ExecutionState.Active, null, Time.GetUtcNow(), null), plan, Limits, None)).Accepted.ShouldBeTrue();
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected abstract ValueTask<IExecutionStore> OpenAsync();

    private static NewTask New(string key, Phase phase = Phase.Investigation, params string[] blockedBy) =>
        new(key, "work", phase, TaskPurpose.Plan, key, "what", "why", "{}", blockedBy);

    private static NewTask Question(string key) => New(key) with { AwaitsAnswer = true };

    private async Task<WorkTask> ClaimAsync() => (await Store.ClaimAsync(Id, "one", TimeSpan.FromSeconds(30), None)).ShouldNotBeNull();

    private async Task<WorkTask> FindAsync(string key) => (await Store.TasksAsync(Id, None)).Single(t => t.Key == key);

    private Task<SpawnOutcome> SpawnAsync(WorkTask task, params NewTask[] next) => Store.SpawnAsync(task.Id, task.Attempt, next, Limits, None).AsTask();

    private Task<SpawnOutcome> SuspendAsync(WorkTask task, params string[] awaited) => Store.SuspendAsync(task.Id, task.Attempt, awaited, None).AsTask();

    private async Task EndAsync(WorkTask task) => (await Store.CompleteAsync(task.Id, task.Attempt, "{}", [], Limits, None)).Accepted.ShouldBeTrue();

    [Fact]
    public async Task A_running_task_spawns_without_ending()
    {
        var a = await ClaimAsync();
        (await SpawnAsync(a, New("b"), New("b"))).Joined.ShouldBe(["b"]);
        (await FindAsync("a")).State.ShouldBe(TaskState.Running);
        var b = await FindAsync("b");
        (b.State, b.ParentId, b.Depth).ShouldBe((TaskState.Available, a.Id, 1));
    }

    [Fact]
    public async Task A_task_that_is_put_aside_goes_on_when_what_it_waits_for_has_ended()
    {
        var a = await ClaimAsync();
        await SpawnAsync(a, New("b"));
        (await SuspendAsync(a, "b")).Accepted.ShouldBeTrue();
        (await FindAsync("a")).State.ShouldBe(TaskState.Pending);
        (await ClaimAsync()).Key.ShouldBe("later");
        var b = await ClaimAsync();
        b.Key.ShouldBe("b");
        await EndAsync(b);
        var again = await ClaimAsync();
        (again.Key, again.Attempt, again.Failures).ShouldBe(("a", 2, 0));
    }

    [Fact]
    public async Task It_goes_on_as_well_when_what_it_waits_for_was_discarded()
    {
        var a = await ClaimAsync();
        await SpawnAsync(a, New("b"));
        await SuspendAsync(a, "b");
        await ClaimAsync();
        var b = await ClaimAsync();
        await Store.FailAsync(b.Id, b.Attempt, "cannot", null, None);
        (await FindAsync("a")).State.ShouldBe(TaskState.Available);
    }

    [Fact]
    public async Task It_is_available_at_once_when_nothing_is_left_to_wait_for()
    {
        var a = await ClaimAsync();
        await SpawnAsync(a, New("b"));
        await ClaimAsync();
        await EndAsync(await ClaimAsync());
        (await SuspendAsync(a, "b")).Accepted.ShouldBeTrue();
        (await FindAsync("a")).State.ShouldBe(TaskState.Available);
    }

    [Fact]
    public async Task A_circle_through_several_tasks_is_refused_and_changes_nothing()
    {
        var a = await ClaimAsync();
        await SpawnAsync(a, New("b"), New("c", Phase.Investigation, "a"), New("d", Phase.Investigation, "c"));
        (await SuspendAsync(a, "b", "d")).Refusal.ShouldBe("Task 'a' would wait for 'b', 'd', which waits for it: a cycle.");
        var held = await FindAsync("a");
        (held.State, held.BlockedBy.Count).ShouldBe((TaskState.Running, 0));
        (await SuspendAsync(a, "a")).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Waiting_for_a_later_phase_or_for_nobody_is_refused()
    {
        var a = await ClaimAsync();
        (await SuspendAsync(a, "later")).Refusal.ShouldBe("Task 'a' (Investigation) would wait for 'later' of the later phase Validation.");
        (await SuspendAsync(a, "nobody")).Refusal.ShouldBe("Task 'a' would wait for 'nobody', which is not in the execution.");
        (await Store.SuspendAsync(a.Id, a.Attempt + 1, ["later"], None)).Refusal.ShouldNotBeNull().ShouldContain("lost its lease");
    }

    [Fact]
    public async Task A_question_waits_for_its_answer_and_holds_up_only_those_who_asked()
    {
        var a = await ClaimAsync();
        await SpawnAsync(a, Question("q"), New("other"));
        await SuspendAsync(a, "q");
        (await FindAsync("q")).AwaitsAnswer.ShouldBeTrue();
        (await ClaimAsync()).Key.ShouldBe("later");
        (await ClaimAsync()).Key.ShouldBe("other");
        (await Store.ClaimAsync(Id, "one", TimeSpan.FromSeconds(30), None)).ShouldBeNull();
        var question = await FindAsync("q");
        (await Store.AnswerAsync(question.Id, "\"per customer\"", None)).ShouldBeTrue();
        (await Store.AnswerAsync(question.Id, "\"again\"", None)).ShouldBeFalse();
        (await FindAsync("q")).Result.ShouldBe("\"per customer\"");
        (await ClaimAsync()).Key.ShouldBe("a");
    }

    [Fact]
    public async Task Only_a_question_can_be_answered()
    {
        (await Store.AnswerAsync((await FindAsync("a")).Id, "\"yes\"", None)).ShouldBeFalse();
        (await SpawnAsync(await ClaimAsync(), Question("q") with { BlockedBy = ["a"] })).Refusal.ShouldBe("Question 'q' has a time or blocking tasks; it can only wait for its answer.");
    }

    [Fact]
    public async Task A_question_that_comes_back_from_the_dead_waits_again()
    {
        var a = await ClaimAsync();
        await SpawnAsync(a, Question("q"));
        var question = await FindAsync("q");
        await Store.CancelAsync(question.Id, "not needed", None);
        (await Store.RequeueAsync(question.Id, None)).ShouldBeTrue();
        (await FindAsync("q")).State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task Steps_are_kept_once_and_summed()
    {
        var a = await ClaimAsync();
        (await Store.RecordStepAsync(a.Id, a.Attempt, new TaskStep(1, "d1", new StepCost(1, 100, 20, 1500)), None)).ShouldBeTrue();
        (await Store.RecordStepAsync(a.Id, a.Attempt, new TaskStep(1, "dx", new StepCost(1, 100, 20, 1500)), None)).ShouldBeFalse();
        (await Store.RecordStepAsync(a.Id, a.Attempt, new TaskStep(2, "d2", new StepCost(2, 50, 5, null)), None)).ShouldBeTrue();
        (await Store.RecordStepAsync(a.Id, a.Attempt + 1, new TaskStep(3, "d3", StepCost.None), None)).ShouldBeFalse();
        (await Store.StepsAsync(a.Id, None)).ShouldBe([new TaskStep(1, "d1", new StepCost(1, 100, 20, 1500)), new TaskStep(2, "d2", new StepCost(2, 50, 5, null))]);
        (await Store.SpendingAsync(Id, None)).ShouldBe(new Spending(3, 150, 25, 1500, 2));
    }
}
