using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Snapshots;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Running;

/// <summary>Starts an execution, or goes on with one, until it is delivered.</summary>
/// <param name="workplace">Where.</param>
/// <param name="watcher">Is told what is done; null says it on standard error.</param>
internal sealed class ExecutionRun(Workplace workplace, IProgress<TaskEvent>? watcher = null)
{
    /// <summary>Is told the id of an execution before it is worked on.</summary>
    public Action<string> Began { get; init; } = _ => { };

    /// <summary>Starts a new execution.</summary>
    public async Task<RunOutcome> StartAsync(string kind, ExecutionRequest request, CancellationToken cancellationToken)
    {
        var execution = new Execution(
            ExecutionId.Create(workplace.Time), kind, request.Repository.Root, RecordJson.Write(request), ExecutionState.Active, null, workplace.Time.GetUtcNow(), null);
        var created = await workplace.Store.CreateAsync(execution, Plan.First(), new SpawnLimits(), cancellationToken);
        if (!created.Accepted)
        {
            return new RunOutcome(execution, null, created.Refusal, ExitCode.Environment);
        }

        Began(execution.Id);
        return await GoOnAsync(execution, cancellationToken);
    }

    /// <summary>Goes on where an execution stands.</summary>
    public async Task<RunOutcome> GoOnAsync(Execution execution, CancellationToken cancellationToken)
    {
        var request = RecordJson.Read<ExecutionRequest>(execution.Request);
        await using var warm = new WarmCodeBase(workplace.Sandbox, request.Repository);
        using var lines = watcher is null ? ProgressLines.ForConsole(workplace.Time) : null;
        var progress = new RunProgress(watcher ?? lines!);
        using var shop = await SolveShop.OpenAsync(workplace, execution, request, progress.Report, cancellationToken);
        ITaskHandler[] handlers =
        [
            new SnapshotTask(request, workplace.Sandbox, workplace.Records),
            new WarmTask(new ReviewTask(request, warm, workplace.Blobs, workplace.Records), warm),
            new WarmTask(new FixTask(warm, workplace.Records), warm),
            new MeasureTask(request, workplace.Sandbox, workplace.Blobs, workplace.Records),
            new WarmTask(new ProveTask(request, workplace.Sandbox, warm, workplace.Store, workplace.Blobs, workplace.Records), warm),
            new DeliverTask(execution, request, workplace.Sandbox, workplace.Store, workplace.Records, workplace.Time, ProductVersion.Text),
            .. shop?.Handlers ?? [],
        ];
        var options = new TaskRunnerOptions { Owner = LeaseOwner.Current() };
        var stop = await new TaskRunner(workplace.Store, handlers, workplace.Time, Random.Shared, options, progress).RunAsync(execution.Id, cancellationToken);
        if (stop == RunnerStop.Interrupted)
        {
            return new RunOutcome(execution, null, $"Interrupted. 'backsmith tasks resume {execution.Id}' goes on where it stopped.", ExitCode.Interrupted);
        }

        var tasks = await workplace.Store.TasksAsync(execution.Id, cancellationToken);
        return OpenQuestions(execution, tasks, stop) ?? await PlanAsync(execution, request, tasks, cancellationToken) ?? await OutcomeAsync(execution, tasks, cancellationToken);
    }

    /// <summary>Nothing can go on but by an answer.</summary>
    private static RunOutcome? OpenQuestions(Execution execution, IReadOnlyList<WorkTask> tasks, RunnerStop stop)
    {
        var questions = tasks.Where(task => task is { AwaitsAnswer: true, State: TaskState.Pending }).Select(task => $"Question {task.Id}: {task.Description} (Why: {task.Rationale}) Answer it with: backsmith tasks answer {task.Id} \"…\"").ToList();
        return stop == RunnerStop.Stuck && questions.Count > 0
            ? new RunOutcome(execution, null, $"{string.Join(" ", questions)}, then: backsmith tasks resume {execution.Id}", ExitCode.Stopped)
            : null;
    }

    /// <summary>A plan was all that was asked for.</summary>
    private async Task<RunOutcome?> PlanAsync(Execution execution, ExecutionRequest request, IReadOnlyList<WorkTask> tasks, CancellationToken cancellationToken)
    {
        if (request.Solve?.PlanOnly != true || tasks.FirstOrDefault(task => task is { Kind: "plan", State: TaskState.Completed })?.Result is not { } planned)
        {
            return null;
        }

        await workplace.Store.FinishAsync(execution.Id, ExecutionState.Completed, ExitCode.Clean, cancellationToken);
        return new RunOutcome(execution, null, null, ExitCode.Clean) { Plan = await workplace.Records.GetAsync<WorkPlan>(RecordJson.Read<PlanResult>(planned).Plan, cancellationToken) };
    }

    /// <summary>What came of it. An execution with a delivery is finished only when that has been written: see <see cref="DeliveryWriter"/>.</summary>
    private async Task<RunOutcome> OutcomeAsync(Execution execution, IReadOnlyList<WorkTask> tasks, CancellationToken cancellationToken)
    {
        var last = tasks.LastOrDefault(task => task is { Kind: "deliver", State: TaskState.Completed });
        if (last is null)
        {
            var dead = tasks.LastOrDefault(task => task.State == TaskState.Discarded);
            // What could have been mended by trying again and was not is no fault of the repository.
            var exitCode = dead is { Kind: "plan" or "work" } ? ExitCode.Stopped : dead?.Failures >= dead?.MaxAttempts ? ExitCode.Environment : ExitCode.NothingToDo;
            await workplace.Store.FinishAsync(execution.Id, ExecutionState.Failed, exitCode, cancellationToken);
            return new RunOutcome(execution, null, dead?.Error ?? "A task was cancelled.", exitCode);
        }

        var delivery = await workplace.Records.GetAsync<Delivery>(RecordJson.Read<DeliverResult>(last.Result!).Delivery, cancellationToken);
        return new RunOutcome(execution, delivery, null, delivery.ExitCode);
    }
}

/// <summary>How a run ended.</summary>
/// <param name="Execution">Which.</param>
/// <param name="Delivery">What it delivers, or null.</param>
/// <param name="Refusal">Why it delivers nothing; null otherwise.</param>
/// <param name="ExitCode">Exit code of the command.</param>
internal sealed record RunOutcome(Execution Execution, Delivery? Delivery, string? Refusal, int ExitCode)
{
    /// <summary>The plan, when nothing else was asked for; null otherwise.</summary>
    public WorkPlan? Plan { get; init; }
}
