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

        var reviewed = await _records.GetAsync<ReviewedBase>(payload.Base, cancellationToken);
        var history = await History.LoadAsync(context.Task, workshop.Store, workshop.Blobs, cancellationToken);
        await using var copy = await workshop.Sandbox.OpenCopyAsync(workshop.Request.Repository, reviewed.Snapshot, cancellationToken);
        await using var workspace = new Workspace(copy, workshop.Request.Repository.Subject, canWrite: false);
        var tools = ToolBox.For(context.Task.Phase, workshop.ToolsOf(workshop.Solve.Role), finish: new SubmitPlanTool()).Where(tool => tool is not (SpawnTaskTool or DelegateTool)).ToList();
        var tool = new ToolContext(context.Task, workspace, workshop.Store, workshop.Blobs, workshop.Limits, workshop.Knowledge, await BaseSecrets.OfAsync(reviewed.Review, copy, cancellationToken), context.Progress);
        var opening = Prompt.ForPlan(workshop.Texts(workshop.Solve.Role, workshop.Solve.Task), workshop.Solve.Task, reviewed);
        return await new AgentLoop(workshop.Model, tools, history, workshop.Meter, tool, workshop.Options).RunAsync(() => new(opening), cancellationToken) switch
        {
            LoopEnd.Finished finished => await WithAsync(RecordJson.Read<WorkPlan>(finished.Result), payload, cancellationToken),
            LoopEnd.Waiting waiting => new TaskOutcome.Suspended(waiting.Keys),
            LoopEnd.Stopped stopped => new TaskOutcome.Failed($"There is no plan: {stopped.Reason}", Retry: false),
            var other => throw new InvalidOperationException($"Not an end of a loop: {other}"),
        };
    }

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
