using Backsmith.Agents.Loop;
using Backsmith.Agents.Tools;
using Backsmith.Executions;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Work;

/// <summary>Everything that workers of an execution share.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Model">The model.</param>
/// <param name="Sandbox">Where copies come from.</param>
/// <param name="Store">The queue.</param>
/// <param name="Blobs">Where records lie.</param>
/// <param name="Meter">Bounds on the execution.</param>
/// <param name="Knowledge">Skills, roles and memory to look up.</param>
/// <param name="Texts">What a worker in a role reads first, given the task's text.</param>
/// <param name="ToolsOf">Names of the tools that a role may use; empty for all.</param>
/// <param name="Options">Bounds on one conversation.</param>
public sealed record Workshop(
    ExecutionRequest Request,
    IChatClient Model,
    ISandbox Sandbox,
    IExecutionStore Store,
    IBlobStore Blobs,
    BudgetMeter Meter,
    Knowledge Knowledge,
    Func<string, string, WorkerText> Texts,
    Func<string, IReadOnlyList<string>> ToolsOf,
    LoopOptions Options)
{
    /// <summary>What was asked of <c>solve</c>.</summary>
    public SolveRequest Solve => Request.Solve ?? throw new InvalidOperationException("The request is not one of solve.");

    /// <summary>Bounds on spawning.</summary>
    public SpawnLimits Limits => new(Solve.Budget.Tasks, Solve.Budget.Depth);
}
