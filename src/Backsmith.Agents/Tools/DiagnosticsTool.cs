using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Asks the compiler.</summary>
public sealed class DiagnosticsTool : AgentTool<DiagnosticsTool.Arguments>
{
    /// <summary>Of what.</summary>
    /// <param name="Paths">Files or folders.</param>
    /// <param name="Rules">Whether rules run too.</param>
    public sealed record Arguments(
        [property: Description("C# files or folders relative to the root; empty for all.")] IReadOnlyList<string>? Paths = null,
        [property: Description("Run the review rules on these files too; slower.")] bool Rules = false);

    /// <inheritdoc/>
    public override string Name => "diagnostics";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        CodeQuestion.AskAsync(context, new CodeQuery.Diagnostics(arguments.Paths, arguments.Rules), cancellationToken);
}
