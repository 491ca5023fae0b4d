using System.ComponentModel;

namespace Backsmith.Agents.Tools;

/// <summary>Loads the text of a skill.</summary>
public sealed class LoadSkillTool : AgentTool<LoadSkillTool.Arguments>
{
    /// <summary>Which.</summary>
    /// <param name="Name">Name of the skill, or of a reference in it as <c>skill/references/topic.md</c>.</param>
    public sealed record Arguments([property: Description("Name of the skill, or a file of it as skill/references/topic.md.")] string Name);

    /// <inheritdoc/>
    public override string Name => "load_skill";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        new(context.Knowledge.Skill(arguments.Name) is { } text
            ? ToolAnswer.Ok(text)
            : ToolAnswer.Wrong($"There is no skill '{arguments.Name}'. There are: {string.Join(", ", context.Knowledge.SkillNames)}."));
}
