using System.Globalization;
using System.Text;
using Backsmith.Executions;

namespace Backsmith.Agents.Work;

/// <summary>A plan as people and workers read it.</summary>
public static class PlanText
{
    /// <summary>A plan as Markdown.</summary>
    public static string Write(WorkPlan plan)
    {
        var text = new StringBuilder().Append(plan.Requirement).Append('\n');
        Section(text, "Acceptance criteria", plan.AcceptanceCriteria);
        Section(text, "Constraints", plan.Constraints);
        Section(text, "Data", plan.Data);
        Section(text, "Endpoints", plan.Endpoints);
        Section(text, "Schema changes", plan.SchemaChanges);
        Section(text, "External services", plan.ExternalServices);
        Section(text, "Security", plan.Security);
        Section(text, "Edge cases", plan.EdgeCases);
        Section(text, "Tests", plan.TestPlan);
        Section(text, "Steps", plan.Steps.Select(step =>
            $"{step.Key} ({step.Phase}, {step.Effort}): {step.Title}{(step.BlockedBy is { Count: > 0 } keys ? $"; after {string.Join(", ", keys)}" : "")}"));
        return text.ToString().TrimEnd();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string>? lines)
    {
        if (lines?.ToList() is { Count: > 0 } some)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n{Bullets(some)}\n");
        }
    }

    internal static string Bullets(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"- {line}"));
}
