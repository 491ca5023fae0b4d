using System.ComponentModel;

namespace Backsmith.Executions;

/// <summary>What a worker says at the end of a task: the parts of the answer that only it can write. What was built and proven is said by the proof.</summary>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Analysis">What was found, with file and line.</param>
/// <param name="Decision">What was decided and why.</param>
/// <param name="Alternatives">What else was weighed, and why not.</param>
/// <param name="Performance">What follows for speed and load.</param>
/// <param name="Security">What follows for security.</param>
/// <param name="Scaling">What follows when there is more of everything.</param>
/// <param name="Risks">What could go wrong.</param>
/// <param name="NextSteps">What should follow.</param>
/// <param name="Blockers">What keeps it from being done; empty when it is done.</param>
public sealed record WorkReport(
    [property: Description("The outcome in one sentence.")] string Summary,
    [property: Description("What you found: exact file, member and line for each point.")] string Analysis,
    [property: Description("What you decided and why.")] string Decision,
    [property: Description("What else you weighed, and why not.")] IReadOnlyList<string> Alternatives,
    [property: Description("What follows for speed and load; empty when nothing.")] string Performance,
    [property: Description("What follows for security; empty when nothing.")] string Security,
    [property: Description("What follows when there is more of everything; empty when nothing.")] string Scaling,
    [property: Description("What could go wrong.")] IReadOnlyList<string> Risks,
    [property: Description("What should follow.")] IReadOnlyList<string> NextSteps,
    [property: Description("What keeps the task from being done; empty when it is done.")] IReadOnlyList<string> Blockers);
