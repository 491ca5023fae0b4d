using System.ComponentModel;
using Backsmith.Memory;

namespace Backsmith.Agents.Tools;

/// <summary>Proposes something for the memory.</summary>
public sealed class RememberTool : AgentTool<RememberTool.Arguments>
{
    /// <summary>What.</summary>
    /// <param name="Text">One fact.</param>
    public sealed record Arguments([property: Description("One fact that will help in any later work: a pattern, a quirk of a third party, a setting, what failed and why.")] string Text);

    /// <summary>The name of the tool.</summary>
    internal const string Called = "remember";

    /// <inheritdoc/>
    public override string Name => Called;

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var (entry, refusal) = MemoryText.Of(new NewMemory(arguments.Text));
        return new(entry is null ? ToolAnswer.Wrong(refusal!) : ToolAnswer.Ok("Proposed. The user decides at the end whether it is kept."));
    }
}
