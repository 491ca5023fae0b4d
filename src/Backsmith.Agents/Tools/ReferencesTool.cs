using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Finds uses of a symbol.</summary>
public sealed class ReferencesTool : AgentTool<ReferencesTool.Arguments>
{
    /// <summary>Of what.</summary>
    /// <param name="Name">The symbol.</param>
    /// <param name="Path">File where it stands.</param>
    /// <param name="Line">Line there.</param>
    public sealed record Arguments(
        [property: Description("Full name, or as much of its end as tells it from others: OrderService.PlaceAsync. With path and line, the name alone.")] string Name,
        [property: Description("A C# file in which it stands, relative to the root.")] string? Path = null,
        [property: Description("The line there.")] int? Line = null);

    /// <inheritdoc/>
    public override string Name => "references";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        CodeQuestion.AskAsync(context, new CodeQuery.References(new SymbolName(arguments.Name, arguments.Path, arguments.Line)), cancellationToken);
}
