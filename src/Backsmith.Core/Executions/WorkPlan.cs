using System.ComponentModel;
using Backsmith.Proofs;
using Backsmith.WorkTasks;

namespace Backsmith.Executions;

/// <summary>What is written before any work begins. Lists may be empty; a part that does not apply says so by that.</summary>
/// <param name="Requirement">What is asked for, in the planner's words.</param>
/// <param name="AcceptanceCriteria">What must hold at the end; each can be checked.</param>
/// <param name="Constraints">What must not change, or must be kept to.</param>
/// <param name="Data">Data that is read, written or moved.</param>
/// <param name="Endpoints">Endpoints that come, change or go: method, route, statuses.</param>
/// <param name="SchemaChanges">Changes to the database's schema.</param>
/// <param name="ExternalServices">Services of others that take part.</param>
/// <param name="Security">Who may do what, and what could be misused.</param>
/// <param name="EdgeCases">Cases beside the ordinary one.</param>
/// <param name="TestPlan">Tests that will show it.</param>
/// <param name="Claim">What the patch will claim: repair, feature or preserve.</param>
/// <param name="Steps">The work; each becomes a task.</param>
public sealed record WorkPlan(
    [property: Description("What is asked for, in your own words.")] string Requirement,
    [property: Description("What must hold at the end; each can be checked.")] IReadOnlyList<string> AcceptanceCriteria,
    [property: Description("What must not change, or must be kept to.")] IReadOnlyList<string> Constraints,
    [property: Description("Data that is read, written or moved.")] IReadOnlyList<string> Data,
    [property: Description("Endpoints that come, change or go: method, route, statuses.")] IReadOnlyList<string> Endpoints,
    [property: Description("Changes to the database's schema.")] IReadOnlyList<string> SchemaChanges,
    [property: Description("Services of others that take part.")] IReadOnlyList<string> ExternalServices,
    [property: Description("Who may do what, and what could be misused.")] IReadOnlyList<string> Security,
    [property: Description("Cases beside the ordinary one.")] IReadOnlyList<string> EdgeCases,
    [property: Description("Tests that will show it.")] IReadOnlyList<string> TestPlan,
    [property: Description("How the proof judges the patch. repair: a bug or finding goes, shown by a rule that no longer reports it, or by a test that fails without the patch and passes with it. feature: something new works, shown by new tests that fail without it. preserve: behaviour stays as it is, shown by tests that reach the changed lines. Repairs and features need their tests in the same patch.")] Claim Claim,
    [property: Description("The work, in order; each step becomes a task.")] IReadOnlyList<PlannedStep> Steps);

/// <summary>A step of a plan.</summary>
/// <param name="Key">Short name, unique in the plan: lower case, digits, hyphens.</param>
/// <param name="Phase">Investigation reads, Building edits, Validation checks.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What is to be done.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Kind">Why it exists.</param>
/// <param name="BlockedBy">Keys of steps that must end first.</param>
/// <param name="Effort">How large: S, M or L.</param>
/// <param name="Done">What must hold for it to be done; each can be checked.</param>
public sealed record PlannedStep(
    [property: Description("Short unique name: lower case letters, digits, hyphens.")] string Key,
    [property: Description("Investigation only reads; Building edits files; Validation checks what was built.")] Phase Phase,
    [property: Description("One line.")] string Title,
    [property: Description("What is to be done, with files and members where they are known.")] string Description,
    [property: Description("Why it is needed.")] string Rationale,
    [property: Description("Plan for what was asked; Bug, Performance, Security, Optimisation or Refactoring otherwise.")] TaskPurpose Kind,
    [property: Description("Keys of steps that must end first.")] IReadOnlyList<string> BlockedBy,
    [property: Description("S, M or L.")] string Effort,
    [property: Description("What must hold for the step to be done; each can be checked.")] IReadOnlyList<string> Done);
