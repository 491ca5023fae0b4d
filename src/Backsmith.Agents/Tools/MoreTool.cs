using System.ComponentModel;
using System.Text;

namespace Backsmith.Agents.Tools;

/// <summary>Shows more of an output that was clipped.</summary>
public sealed class MoreTool : AgentTool<MoreTool.Arguments>
{
    private const int Most = 12_000;

    /// <summary>What.</summary>
    /// <param name="Id">As the clipped output names it.</param>
    /// <param name="From">First character.</param>
    public sealed record Arguments(
        [property: Description("The id that the clipped output names.")] string Id,
        [property: Description("First character to show, from 0.")] int From);

    /// <inheritdoc/>
    public override string Name => "more";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (arguments.Id.Length != 64 || !arguments.Id.All(char.IsAsciiHexDigitLower) || await context.Blobs.GetAsync(arguments.Id, cancellationToken) is not { } bytes)
        {
            return ToolAnswer.Wrong($"There is no output '{arguments.Id}'.");
        }

        var text = Encoding.UTF8.GetString(bytes);
        var from = Math.Clamp(arguments.From, 0, text.Length);
        var piece = text[from..Math.Min(text.Length, from + Most)];
        return ToolAnswer.Ok($"{piece}\n[characters {from} to {from + piece.Length} of {text.Length}{(from + piece.Length < text.Length ? $"; next: from {from + piece.Length}" : "")}]");
    }
}
