using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Lists what a file declares.</summary>
public sealed class OutlineTool : AgentTool<OutlineTool.Arguments>
{
    /// <summary>Which file.</summary>
    /// <param name="Path">C# file relative to the root.</param>
    public sealed record Arguments([property: Description("C# file relative to the repository's root.")] string Path);

    /// <inheritdoc/>
    public override string Name => "outline";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        CodeQuestion.AskAsync(context, new CodeQuery.Outline(arguments.Path), cancellationToken);
}
