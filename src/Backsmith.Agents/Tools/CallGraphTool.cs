using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Shows callers or callees.</summary>
public sealed class CallGraphTool : AgentTool<CallGraphTool.Arguments>
{
    /// <summary>Of what.</summary>
    /// <param name="Name">The member.</param>
    /// <param name="Direction">Which way.</param>
    /// <param name="Depth">How deep.</param>
    public sealed record Arguments(
        [property: Description("Full name of a method, constructor or property, or as much of its end as tells it from others.")] string Name,
        [property: Description("callers: who can run it. callees: what it can run.")] CallDirection Direction,
        [property: Description("How many calls deep, 1 to 4.")] int Depth = 2);

    /// <inheritdoc/>
    public override string Name => "call_graph";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        CodeQuestion.AskAsync(context, new CodeQuery.CallGraph(new SymbolName(arguments.Name), arguments.Direction, Math.Clamp(arguments.Depth, 1, 4)), cancellationToken);
}
