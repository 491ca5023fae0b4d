using Backsmith.Executions;
using Backsmith.Storage;

namespace Backsmith.Agents.Tools;

/// <summary>Ends a task with the worker's part of the answer.</summary>
public sealed class FinishTool : AgentTool<WorkReport>
{
    /// <inheritdoc/>
    public override string Name => "finish";

    /// <inheritdoc/>
    public override bool Ends => true;

    internal override ValueTask<ToolAnswer> RunAsync(WorkReport arguments, ToolContext context, CancellationToken cancellationToken) =>
        new(string.IsNullOrWhiteSpace(arguments.Summary) || string.IsNullOrWhiteSpace(arguments.Analysis)
            ? ToolAnswer.Wrong("'summary' and 'analysis' must say something.")
            : new ToolAnswer.Done(RecordJson.Write(arguments)));
}
