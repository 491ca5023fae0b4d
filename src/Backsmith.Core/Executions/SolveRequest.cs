namespace Backsmith.Executions;

/// <summary>What <c>solve</c> was asked for.</summary>
/// <param name="Task">The user's words.</param>
/// <param name="Models">Models as <c>PROVIDER/NAME</c>, the first that answers is used; at least one.</param>
/// <param name="Role">Name of the role that works on it.</param>
/// <param name="Skills">Skills that the user asked for by name; others are picked by what the task says.</param>
/// <param name="Budget">Bounds on the whole execution.</param>
/// <param name="PlanOnly">Whether it ends when the plan is written.</param>
/// <param name="Plan">Digest of a plan that the user gave, in the blob store; null to have one written.</param>
/// <param name="Replay">Absolute path of a recording to take answers from instead of a model; null for none.</param>
public sealed record SolveRequest(
    string Task,
    IReadOnlyList<string> Models,
    string Role,
    IReadOnlyList<string> Skills,
    Budget Budget,
    bool PlanOnly,
    string? Plan,
    string? Replay)
{
    /// <summary>Digest of the skills that the repository brings along, as a record in the blob store; null for none, or when the user does not trust them.</summary>
    public string? RepositorySkills { get; init; }
}
