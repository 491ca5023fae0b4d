using System.ComponentModel;

namespace Backsmith.Agents.Tools;

/// <summary>Reads a topic of the memory.</summary>
public sealed class RecallTool : AgentTool<RecallTool.Arguments>
{
    /// <summary>Which.</summary>
    /// <param name="Topic">Topic, as the memory's index names it.</param>
    public sealed record Arguments([property: Description("Topic, as the memory's index names it.")] string Topic);

    /// <inheritdoc/>
    public override string Name => "recall";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        await context.Knowledge.Recall(arguments.Topic, cancellationToken) is { } text ? ToolAnswer.Ok(text) : ToolAnswer.Wrong($"The memory has no topic '{arguments.Topic}'.");
}
