using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Tools;

/// <summary>Ends planning with the plan.</summary>
public sealed class SubmitPlanTool : AgentTool<WorkPlan>
{
    /// <inheritdoc/>
    public override string Name => "submit_plan";

    /// <inheritdoc/>
    public override bool Ends => true;

    internal override ValueTask<ToolAnswer> RunAsync(WorkPlan arguments, ToolContext context, CancellationToken cancellationToken) =>
        new(PlanProblem.Of(arguments) is { } problem ? ToolAnswer.Wrong(problem) : new ToolAnswer.Done(RecordJson.Write(arguments)));
}

/// <summary>What keeps a plan from being worked on.</summary>
public static class PlanProblem
{
    /// <summary>The first problem; null when there is none.</summary>
    public static string? Of(WorkPlan plan)
    {
        if (string.IsNullOrWhiteSpace(plan.Requirement) || plan.AcceptanceCriteria is not { Count: > 0 })
        {
            return "A plan says what is required and has one acceptance criterion at least.";
        }

        if (plan.Steps is not { Count: > 0 })
        {
            return "A plan has one step at least.";
        }

        foreach (var step in plan.Steps)
        {
            if (string.IsNullOrWhiteSpace(step.Key) || !step.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                return $"The key '{step.Key}' is not made of lower case letters, digits and hyphens.";
            }

            if (string.IsNullOrWhiteSpace(step.Title) || step.Done is not { Count: > 0 })
            {
                return $"Step '{step.Key}' needs a title, and says in 'done' what must hold.";
            }
        }

        var refused = SpawnRules.Decide(new Dictionary<string, Phase>(), 0, [.. plan.Steps.Select(step => Task(step, "{}"))], 0, new SpawnLimits());
        return plan.Steps.GroupBy(step => step.Key).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"Two steps have the key '{twice.Key}'."
            : refused is SpawnDecision.Refused no ? no.Reason
            : null;
    }

    /// <summary>The task of a step.</summary>
    internal static NewTask Task(PlannedStep step, string payload) =>
        new(step.Key, "work", step.Phase, step.Kind, step.Title, step.Description, step.Rationale, payload, step.BlockedBy ?? [], MaxAttempts: 3);
}
