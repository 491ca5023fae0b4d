using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Deletes a file.</summary>
public sealed class DeleteTool : AgentTool<DeleteTool.Arguments>
{
    /// <summary>What to delete.</summary>
    /// <param name="Path">File relative to the root.</param>
    public sealed record Arguments([property: Description("File relative to the repository's root.")] string Path);

    /// <inheritdoc/>
    public override string Name => "delete";

    /// <inheritdoc/>
    public override bool Writes => true;

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (RelativePath.Problem(arguments.Path) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        if (!await context.Workspace.ExistsAsync(arguments.Path, cancellationToken))
        {
            return ToolAnswer.Wrong($"There is no file '{arguments.Path}'.");
        }

        await context.Workspace.WriteAsync([new FileEdit(arguments.Path, null)], cancellationToken);
        return ToolAnswer.Ok("Deleted.");
    }
}
