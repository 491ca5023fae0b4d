using System.Collections.Concurrent;
using Backsmith.Executions;
using Backsmith.Storage.Sqlite;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.WorkTasks;

/// <summary>The runner on a real queue.</summary>
public sealed class TaskRunnerTests : IAsyncLifetime
{
    private const string Id = "20260102-030405-0001";
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedEvents _events = new();
    private SqliteExecutionStore _store = null!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Runs_what_it_is_given_and_what_that_spawns()
    {
        await CreateAsync(Task_("a"), Task_("b", blockedBy: "a"));

        var stop = await RunAsync(task => Done(task.Key == "a" ? [Task_("c", blockedBy: "b")] : []));

        stop.ShouldBe(RunnerStop.Drained);
        (await TasksAsync()).Select(task => (task.Key, task.State, task.Result)).ShouldBe(
            [("a", TaskState.Completed, "{}"), ("b", TaskState.Completed, "{}"), ("c", TaskState.Completed, "{}")]);
        _events.Of<TaskEvent.Completed>().ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Tries_again_what_fails_by_exception()
    {
        await CreateAsync(Task_("a"));

        var stop = await RunAsync(task => task.Attempt < 3 ? throw new InvalidDataException("not yet") : Done());

        stop.ShouldBe(RunnerStop.Drained);
        _events.Of<TaskEvent.Retrying>().Count.ShouldBe(2);
        var a = (await TasksAsync()).ShouldHaveSingleItem();
        (a.State, a.Attempt, a.Failures, a.Error).ShouldBe((TaskState.Completed, 3, 2, null));
    }

    [Fact]
    public async Task Gives_up_after_the_last_attempt_and_says_why()
    {
        await CreateAsync(Task_("a") with { MaxAttempts = 2 }, Task_("b", blockedBy: "a"));

        await RunAsync(_ => throw new InvalidDataException("never"));

        var tasks = await TasksAsync();
        (tasks[0].State, tasks[0].Failures, tasks[0].Error).ShouldBe((TaskState.Discarded, 2, "InvalidDataException: never"));
        (tasks[1].State, tasks[1].Attempt).ShouldBe((TaskState.Cancelled, 0));
    }

    [Fact]
    public async Task Does_not_try_again_what_cannot_get_better()
    {
        await CreateAsync(Task_("a"), new NewTask("b", "unheard-of", Phase.Investigation, TaskPurpose.Plan, "b", "what", "why", "{}", []));

        var stop = await RunAsync(_ => new TaskOutcome.Failed("no project here", Retry: false));

        stop.ShouldBe(RunnerStop.Drained);
        (await TasksAsync()).Select(task => (task.State, task.Failures, task.Error)).ShouldBe(
            [(TaskState.Discarded, 1, "no project here"), (TaskState.Discarded, 1, "Nothing here runs tasks of kind 'unheard-of'.")]);
    }

    [Fact]
    public async Task Fails_a_task_whose_successors_are_refused()
    {
        await CreateAsync(Task_("a"));

        await RunAsync(_ => Done([Task_("b", blockedBy: "nowhere")]));

        var a = (await TasksAsync()).ShouldHaveSingleItem();
        (a.State, a.Result).ShouldBe((TaskState.Discarded, null));
        a.Error.ShouldNotBeNull().ShouldContain("'nowhere'");
    }

    [Fact]
    public async Task Gives_back_what_it_was_working_on_when_it_is_stopped()
    {
        await CreateAsync(Task_("a"), Task_("b", blockedBy: "a"));
        using var stop = new CancellationTokenSource();

        var ended = await RunAsync(
            async (_, token) =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return Done();
            },
            stop.Token);

        ended.ShouldBe(RunnerStop.Interrupted);
        var a = (await TasksAsync())[0];
        (a.State, a.Attempt, a.Failures).ShouldBe((TaskState.Available, 1, 0));
        (await RunAsync(_ => Done())).ShouldBe(RunnerStop.Drained);
        (await TasksAsync()).ShouldAllBe(task => task.State == TaskState.Completed);
    }

    [Fact]
    public async Task Keeps_a_result_that_comes_while_it_is_stopped()
    {
        await CreateAsync(Task_("a"));
        using var stop = new CancellationTokenSource();

        await RunAsync(
            async (_, _) =>
            {
                await stop.CancelAsync();
                return Done();
            },
            stop.Token);

        (await TasksAsync()).ShouldHaveSingleItem().State.ShouldBe(TaskState.Completed);
    }

    [Theory]
    [InlineData(28, StorageFault.DiskFull)]
    [InlineData(122, StorageFault.DiskFull)]
    [InlineData(30, StorageFault.NoAccess)]
    public async Task Ends_at_once_when_the_machine_cannot_store(int error, StorageFault fault)
    {
        await CreateAsync(Task_("a"));

        var broken = await Should.ThrowAsync<StorageException>(() => RunAsync(_ => throw new IOException("'/state/x' cannot be written", error)));

        broken.Fault.ShouldBe(fault);
        broken.Message.ShouldStartWith("'/state/x' cannot be written. ");
        broken.Message.ShouldContain("BACKSMITH_HOME");
        var a = (await TasksAsync()).ShouldHaveSingleItem();
        (a.State, a.Failures).ShouldBe((TaskState.Available, 0));
    }

    [Fact]
    public async Task Tells_a_handler_that_its_task_was_cancelled()
    {
        await CreateAsync(Task_("a"));

        var stop = await RunAsync(async (task, token) =>
        {
            await _store.CancelAsync(task.Id, "not wanted", CancellationToken.None);
            await Task.Delay(Timeout.Infinite, token);
            return Done();
        });

        stop.ShouldBe(RunnerStop.Drained);
        _events.Of<TaskEvent.LeaseLost>().ShouldBe(["a"]);
        (await TasksAsync()).ShouldHaveSingleItem().State.ShouldBe(TaskState.Cancelled);
    }

    [Fact]
    public async Task Two_runners_of_one_queue_double_nothing_and_lose_nothing()
    {
        await CreateAsync([.. Enumerable.Range(0, 20).Select(index => Task_($"t{index}"))]);
        await using var other = await OpenAsync();
        var handled = new ConcurrentQueue<string>();

        TaskOutcome Handle(WorkTask task)
        {
            handled.Enqueue(task.Key);
            return Done(task.ParentId is null ? [Task_($"{task.Key}-next"), Task_("shared")] : []);
        }

        var stops = await Task.WhenAll(
            RunAsync((task, _) => ValueTask.FromResult(Handle(task)), store: _store, owner: "one", parallelism: 3),
            RunAsync((task, _) => ValueTask.FromResult(Handle(task)), store: other, owner: "two", parallelism: 3));

        stops.ShouldBe([RunnerStop.Drained, RunnerStop.Drained]);
        string[] expected = [.. Enumerable.Range(0, 20).SelectMany(index => new[] { $"t{index}", $"t{index}-next" }), "shared"];
        handled.Order().ShouldBe(expected.Order());
        (await TasksAsync()).ShouldAllBe(task => task.State == TaskState.Completed && task.Attempt == 1);
        (await _store.EventsAsync(Id, 0, CancellationToken.None)).Count(logged => logged.Name == "task.completed").ShouldBe(41);
    }

    private static TaskOutcome Done(IReadOnlyList<NewTask>? next = null) => new TaskOutcome.Completed("{}", next ?? []);

    private static NewTask Task_(string key, params string[] blockedBy) =>
        new(key, "work", Phase.Investigation, TaskPurpose.Plan, key, "what", "why", "{}", blockedBy);

    private ValueTask<SqliteExecutionStore> OpenAsync() => SqliteExecutionStore.OpenAsync(_folder["backsmith.db"], TimeProvider.System);

    private async Task CreateAsync(params NewTask[] plan)
    {
        var execution = new Execution(Id, "review", "/repository", "{}", ExecutionState.Active, null, TimeProvider.System.GetUtcNow(), null);
        (await _store.CreateAsync(execution, plan, new SpawnLimits(), CancellationToken.None)).Refusal.ShouldBeNull();
    }

    private ValueTask<IReadOnlyList<WorkTask>> TasksAsync() => _store.TasksAsync(Id, CancellationToken.None);

    private Task<RunnerStop> RunAsync(Func<WorkTask, TaskOutcome> handle) => RunAsync((task, _) => ValueTask.FromResult(handle(task)));

    private Task<RunnerStop> RunAsync(
        Func<WorkTask, CancellationToken, ValueTask<TaskOutcome>> handle, CancellationToken cancellationToken = default, SqliteExecutionStore? store = null, string owner = "one", int parallelism = 1)
    {
        var options = new TaskRunnerOptions
        {
            Owner = owner, Parallelism = parallelism, Lease = TimeSpan.FromSeconds(1), IdleWait = TimeSpan.FromMilliseconds(20),
            Backoff = new RetryBackoff(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)),
        };
        return new TaskRunner(store ?? _store, [new Handler(handle)], TimeProvider.System, new Random(1), options, _events).RunAsync(Id, cancellationToken);
    }

    private sealed class Handler(Func<WorkTask, CancellationToken, ValueTask<TaskOutcome>> handle) : ITaskHandler
    {
        public string Kind => "work";

        public ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken) => handle(context.Task, cancellationToken);
    }

    private sealed class RecordedEvents : IProgress<TaskEvent>
    {
        private readonly ConcurrentQueue<TaskEvent> _all = new();

        public void Report(TaskEvent value) => _all.Enqueue(value);

        public IReadOnlyList<string> Of<T>()
            where T : TaskEvent => [.. _all.OfType<T>().Select(told => told.Task.Key)];
    }
}
