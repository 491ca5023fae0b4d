using System.ComponentModel;

namespace Backsmith.Agents.Tools;

/// <summary>Proposes something for the memory.</summary>
public sealed class RememberTool : AgentTool<RememberTool.Arguments>
{
    /// <summary>What.</summary>
    /// <param name="Text">One fact.</param>
    public sealed record Arguments([property: Description("One fact that will help in any later work: a pattern, a quirk of a third party, a setting, what failed and why.")] string Text);

    /// <inheritdoc/>
    public override string Name => "remember";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        context.Knowledge.Propose(arguments.Text);
        return new(ToolAnswer.Ok("Proposed. The user decides at the end whether it is kept."));
    }
}
