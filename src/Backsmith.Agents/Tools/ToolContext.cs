using Backsmith.Agents.Work;
using Backsmith.Secrets;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Tools;

/// <summary>What a tool works with.</summary>
/// <param name="Task">The task, claimed.</param>
/// <param name="Workspace">The copy.</param>
/// <param name="Store">The queue.</param>
/// <param name="Blobs">Where long output lies.</param>
/// <param name="Limits">Bounds on spawning.</param>
/// <param name="Knowledge">Skills, roles and memory.</param>
/// <param name="Secrets">Values that no model may see, longest first.</param>
/// <param name="Progress">Says in one line what is done.</param>
public sealed record ToolContext(
    WorkTask Task,
    Workspace Workspace,
    IExecutionStore Store,
    IBlobStore Blobs,
    SpawnLimits Limits,
    Knowledge Knowledge,
    IReadOnlyList<string> Secrets,
    IProgress<string> Progress)
{
    /// <summary>Leaves secrets out of what a model is shown.</summary>
    public Redaction Redaction { get; } = new(Secrets);
}

/// <summary>What workers can look up.</summary>
/// <param name="Roles">Name and description of each role.</param>
/// <param name="Skill">Text of a skill, or null when there is none of that name.</param>
/// <param name="SkillNames">Names of the skills there are.</param>
/// <param name="Recall">Text of a topic of the memory, or null.</param>
public sealed record Knowledge(
    IReadOnlyDictionary<string, string> Roles,
    Func<string, string?> Skill,
    IReadOnlyList<string> SkillNames,
    Func<string, CancellationToken, ValueTask<string?>> Recall);
