using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Renames a file.</summary>
public sealed class RenameTool : AgentTool<RenameTool.Arguments>
{
    /// <summary>What to rename.</summary>
    /// <param name="From">File relative to the root.</param>
    /// <param name="To">Its new path.</param>
    public sealed record Arguments(
        [property: Description("File relative to the repository's root.")] string From,
        [property: Description("Its new path.")] string To);

    /// <inheritdoc/>
    public override string Name => "rename";

    /// <inheritdoc/>
    public override bool Writes => true;

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if ((RelativePath.Problem(arguments.From) ?? RelativePath.Problem(arguments.To)) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        var versions = await context.Workspace.Copy.ReadAsync([arguments.From, arguments.To], cancellationToken);
        if (versions[0].Content is not { } content || versions[1].Content is not null)
        {
            return ToolAnswer.Wrong(versions[0].Content is null ? $"There is no file '{arguments.From}'." : $"'{arguments.To}' is there already.");
        }

        await context.Workspace.WriteAsync([new FileEdit(arguments.To, content), new FileEdit(arguments.From, null)], cancellationToken);
        return ToolAnswer.Ok("Renamed. What refers to it by its path is not changed.");
    }
}
