using System.ComponentModel;
using Backsmith.Deliveries;
using Backsmith.Skills;

namespace Backsmith.Server.Tools;

/// <summary>Shows a skill.</summary>
internal sealed class SkillsShowTool : ServerTool<SkillsShowTool.Arguments, SkillsShowTool.Shown>
{
    internal sealed record Arguments(
        [property: Description("Name of a skill, as skills_list names it.")] string Name,
        [property: Description("A further file of it, such as references/aspnet-core.md.")] string? File = null);

    internal sealed record Shown(string Name, SkillOrigin Origin, string Text, [property: Description("Further files.")] IReadOnlyList<string> Files);

    /// <inheritdoc/>
    public override string Name => "skills_show";

    /// <inheritdoc/>
    public override string Title => "Read a skill";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Reads;

    /// <inheritdoc/>
    protected override Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var library = call.Engine.Skills();
        if (library.Find(arguments.Name) is not { } skill)
        {
            return Task.FromResult(ToolReply.Wrong($"There is no skill '{arguments.Name}'. There are: {string.Join(", ", library.Skills.Select(one => one.Name))}."));
        }

        var text = arguments.File is { } file ? skill.References.Contains(file) ? skill.Folder.Text(file) : null : skill.Body;
        return Task.FromResult(text is null
            ? ToolReply.Wrong($"'{skill.Name}' has no file '{arguments.File}' to read. It has {(skill.References.Count == 0 ? "none" : string.Join(", ", skill.References))}.")
            : ToolReply.Done(PlainText.Lines(text), new Shown(skill.Name, skill.Origin, PlainText.Lines(text), skill.References)));
    }
}
