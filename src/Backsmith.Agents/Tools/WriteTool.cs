using System.ComponentModel;
using System.Text;
using Backsmith.Inspection;
using Backsmith.Secrets;

namespace Backsmith.Agents.Tools;

/// <summary>Writes a whole file.</summary>
public sealed class WriteTool : AgentTool<WriteTool.Arguments>
{
    /// <summary>What to write.</summary>
    /// <param name="Path">File relative to the root.</param>
    /// <param name="Content">Its whole text.</param>
    public sealed record Arguments(
        [property: Description("File relative to the repository's root.")] string Path,
        [property: Description("The whole text.")] string Content);

    /// <inheritdoc/>
    public override string Name => "write";

    /// <inheritdoc/>
    public override bool Writes => true;

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (RelativePath.Problem(arguments.Path) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        var there = await context.Workspace.ReadAsync(arguments.Path, cancellationToken);
        if (arguments.Content.Contains(Redaction.Mark, StringComparison.Ordinal) && there?.Raw.Contains(Redaction.Mark, StringComparison.Ordinal) != true)
        {
            return ToolAnswer.Wrong($"'{Redaction.Mark}' stands for a secret that you are not shown, and would be written as these letters. Use edit for the lines that have none.");
        }

        var bytes = there is null ? Encoding.UTF8.GetBytes(arguments.Content) : there.Write(there.InForm(arguments.Content));
        await context.Workspace.WriteAsync([new FileEdit(arguments.Path, bytes)], cancellationToken);
        return ToolAnswer.Ok(there is null ? $"{arguments.Path} is written; the file is new." : $"{arguments.Path} is written over.");
    }
}
