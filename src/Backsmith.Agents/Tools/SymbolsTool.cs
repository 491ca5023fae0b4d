using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Finds declarations.</summary>
public sealed class SymbolsTool : AgentTool<SymbolsTool.Arguments>
{
    /// <summary>What to find.</summary>
    /// <param name="Pattern">Name or pattern.</param>
    /// <param name="Packages">Whether to look into packages too.</param>
    public sealed record Arguments(
        [property: Description("A name (Order), its beginning (Ord*), its humps (OrdSer), or behind what contains it (OrderService.Place*).")] string Pattern,
        [property: Description("Look through referenced packages and the framework too: to see what an API is really called and takes.")] bool Packages = false);

    /// <inheritdoc/>
    public override string Name => "symbols";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        CodeQuestion.AskAsync(context, new CodeQuery.Symbols(arguments.Pattern, Referenced: arguments.Packages), cancellationToken);
}
