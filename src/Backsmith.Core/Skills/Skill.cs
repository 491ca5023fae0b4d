namespace Backsmith.Skills;

/// <summary>Where a skill comes from. Of two with one name the later of these wins.</summary>
public enum SkillOrigin
{
    /// <summary>Ships with Backsmith.</summary>
    Product,

    /// <summary>Of the user's home folder.</summary>
    Home,

    /// <summary>Of the repository that is worked on; read only when the user trusts it.</summary>
    Repository,
}

/// <summary>A skill as the Agent Skills specification (agentskills.io) describes it.</summary>
/// <param name="Name">1 to 64 characters of a-z, 0-9 and hyphen.</param>
/// <param name="Description">What it does and when to use it; 1 to 1024 characters.</param>
/// <param name="License">Name or file of the licence; null when not said.</param>
/// <param name="Metadata">Whatever else its author wrote down; default none.</param>
/// <param name="Body">The instructions, in Markdown; loaded by a model only when the skill is picked.</param>
/// <param name="References">Paths of further Markdown files of its folder, ordered; loaded only when asked for.</param>
/// <param name="Folder">Where it lies.</param>
public sealed record Skill(
    string Name,
    string Description,
    string? License,
    IReadOnlyDictionary<string, string> Metadata,
    string Body,
    IReadOnlyList<string> References,
    SkillFolder Folder)
{
    /// <summary>Where it comes from.</summary>
    public SkillOrigin Origin => Folder.Origin;
}

/// <summary>What is wrong with a skill, and what to write instead.</summary>
/// <param name="File">Relative to the skill's folder.</param>
/// <param name="Line">From 1; 0 when it is about the whole file.</param>
/// <param name="Message">For people.</param>
public sealed record SkillProblem(string File, int Line, string Message);
