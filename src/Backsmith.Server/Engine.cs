using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Memory;
using Backsmith.Skills;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Server;

/// <summary>The product as clients of the server reach it. The composition root puts it together; this project only translates.</summary>
public sealed class Engine
{
    /// <summary>Version of the product.</summary>
    public required string Version { get; init; }

    /// <summary>Whether a model is configured, so that <c>solve</c> can be offered.</summary>
    public required bool Solves { get; init; }

    /// <summary>Measures how long calls wait.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The queue.</summary>
    public required IExecutionStore Store { get; init; }

    /// <summary>What tasks stored.</summary>
    public required RecordStore Records { get; init; }

    /// <summary>Carries out an order until it is delivered. Cancelled, it gives the tasks back so that the execution can be gone on with, and throws <see cref="OperationCanceledException"/>.</summary>
    public required Func<Order, Action<string>, IProgress<TaskEvent>, CancellationToken, Task<RunReport>> RunAsync { get; init; }

    /// <summary>The files of a delivery, as its folder holds them.</summary>
    public required Func<Delivery, CancellationToken, Task<IReadOnlyList<DeliveryFile>>> FilesAsync { get; init; }

    /// <summary>Skills of the product and of the home folder.</summary>
    public required Func<SkillLibrary> Skills { get; init; }

    /// <summary>The skills that a task would get.</summary>
    public required Func<SkillLibrary, string, IReadOnlyList<Skills.Choice.SkillMatch>> Choose { get; init; }

    /// <summary>Memory of the user and, behind it, of the repository of a path; of the user alone for null.</summary>
    public required Func<string?, MemoryAtHand> Memory { get; init; }

    /// <summary>Whether clients may see and run what works on a repository; its root, absolute.</summary>
    public required Func<string, bool> Reaches { get; init; }
}

/// <summary>Something to be run.</summary>
public abstract record Order
{
    private Order()
    {
    }

    /// <summary>Find what is wrong, repair what can be.</summary>
    /// <param name="Path">Folder, solution or project.</param>
    /// <param name="Scope">How it is judged.</param>
    /// <param name="Fix">Whether fixes are made and proven.</param>
    public sealed record Review(string Path, Scope Scope, bool Fix) : Order;

    /// <summary>Prove or refute a diff.</summary>
    /// <param name="Path">Folder, solution or project.</param>
    /// <param name="Scope">How it is judged.</param>
    /// <param name="Patch">A unified diff.</param>
    /// <param name="Claim">What it says it does.</param>
    public sealed record Verify(string Path, Scope Scope, string Patch, Proofs.Claim Claim) : Order;

    /// <summary>Work on a task with the configured model.</summary>
    /// <param name="Path">Folder, solution or project.</param>
    /// <param name="Scope">How it is judged.</param>
    /// <param name="Task">In the user's words.</param>
    /// <param name="Role">Name of a role, or null for the usual one.</param>
    /// <param name="Skills">Names of skills; empty for what the task's words call for.</param>
    /// <param name="Dollars">What it may cost, or null.</param>
    /// <param name="PlanOnly">Whether it ends with the plan.</param>
    public sealed record Solve(string Path, Scope Scope, string Task, string? Role, IReadOnlyList<string> Skills, decimal? Dollars, bool PlanOnly) : Order;

    /// <summary>Go on with an execution.</summary>
    /// <param name="ExecutionId">Its whole id.</param>
    public sealed record Resume(string ExecutionId) : Order;
}

/// <summary>How a run is judged.</summary>
/// <param name="Base">A revision instead of the working tree, or null.</param>
/// <param name="Severity">Findings at or above it count.</param>
/// <param name="Offline">Whether even the restore of the base may not use the network.</param>
public sealed record Scope(string? Base, Findings.Severity Severity, bool Offline);

/// <summary>How a run ended.</summary>
/// <param name="ExecutionId">Which; null when it never began.</param>
/// <param name="Delivery">What it delivers, or null.</param>
/// <param name="Plan">The plan, when that was all that was asked for.</param>
/// <param name="Refusal">Why there is neither; null otherwise.</param>
public sealed record RunReport(string? ExecutionId, Delivery? Delivery, WorkPlan? Plan, string? Refusal)
{
    /// <summary>Whether it has not ended: the call that waits for it has waited long enough. Default false.</summary>
    public bool Running { get; init; }
}

/// <summary>Memory, or why there is none.</summary>
/// <param name="Stores">That of the user first.</param>
/// <param name="Refusal">Why there is none; null otherwise.</param>
public sealed record MemoryAtHand(IReadOnlyList<IMemoryStore> Stores, string? Refusal);
