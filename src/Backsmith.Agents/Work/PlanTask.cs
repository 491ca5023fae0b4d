using Backsmith.Agents.Loop;
using Backsmith.Agents.Tools;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Work;

/// <summary>Has the plan written, or takes the user's, and queues its steps.</summary>
public sealed class PlanTask(Workshop workshop) : ITaskHandler
{
    private readonly RecordStore _records = new(workshop.Blobs);

    /// <inheritdoc/>
    public string Kind => "plan";

    /// <inheritdoc/>
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var payload = RecordJson.Read<PlanPayload>(context.Task.Payload);
        if (workshop.Solve.Plan is { } given)
        {
            return await WithAsync(await _records.GetAsync<WorkPlan>(given, cancellationToken), payload, cancellationToken);
        }

        await using var session = await WorkSession.OpenAsync(workshop, context, payload.Base, canWrite: false, cancellationToken);
        return await session.RunAsync(workshop.Solve.Role, new SubmitPlanTool(), () => new(Prompt.ForPlan(workshop.Texts(workshop.Solve.Role, workshop.Solve.Task), workshop.Solve.Task, session.Base)), cancellationToken) switch
        {
            LoopEnd.Finished finished => await WithAsync(RecordJson.Read<WorkPlan>(finished.Result), payload, cancellationToken),
            LoopEnd.Waiting waiting => new TaskOutcome.Suspended(waiting.Keys),
            LoopEnd.Stopped stopped => new TaskOutcome.Failed($"There is no plan: {stopped.Reason}{(stopped.MayPass ? Again(context.Task) : "")}", Retry: false),
            var other => throw new InvalidOperationException($"Not an end of a loop: {other}"),
        };
    }

    private static string Again(WorkTask task) => $" When that is settled, 'backsmith tasks requeue {task.Id}' and then 'backsmith tasks resume {task.ExecutionId}' go on with it.";

    private async ValueTask<TaskOutcome> WithAsync(WorkPlan plan, PlanPayload payload, CancellationToken cancellationToken)
    {
        if (PlanProblem.Of(plan) is { } problem)
        {
            return new TaskOutcome.Failed($"The plan cannot be worked on: {problem}", Retry: false);
        }

        var record = await _records.PutAsync(plan, cancellationToken);
        var work = new WorkPayload(payload.Base, record, workshop.Solve.Role, [], null);
        var steps = plan.Steps.Select(step => PlanProblem.Task(step, RecordJson.Write(work with { Done = step.Done })));
        var assemble = Plan.Assemble(0, RecordJson.Write(new AssemblePayload(payload.Base, record, 0)));
        return new TaskOutcome.Completed(RecordJson.Write(new PlanResult(record)), workshop.Solve.PlanOnly ? [] : [.. steps, assemble]);
    }
}
