using System.ComponentModel;
using Backsmith.Skills;

namespace Backsmith.Server.Tools;

/// <summary>Lists skills.</summary>
internal sealed class SkillsListTool : ServerTool<SkillsListTool.Arguments, SkillsListTool.Listing>
{
    internal sealed record Arguments([property: Description("Only the skills that fit this task, best first.")] string? Task = null);

    internal sealed record Listing(IReadOnlyList<Entry> Skills);

    internal sealed record Entry(string Name, string Description, SkillOrigin Origin, [property: Description("Further files for skills_show.")] IReadOnlyList<string> Files);

    /// <inheritdoc/>
    public override string Name => "skills_list";

    /// <inheritdoc/>
    public override string Title => "List skills";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Reads;

    /// <inheritdoc/>
    protected override Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var library = call.Engine.Skills();
        var skills = arguments.Task is { } task ? call.Engine.Choose(library, task).Select(match => match.Skill) : library.Skills;
        Entry[] entries = [.. skills.Select(skill => new Entry(skill.Name, skill.Description, skill.Origin, skill.References))];
        var text = entries.Length == 0 ? "No skill fits this task." : string.Join('\n', entries.Select(entry => $"{entry.Name}: {entry.Description}"));
        return Task.FromResult(ToolReply.Done(text, new Listing(entries)));
    }
}
