using Backsmith.Executions;
using Backsmith.Storage;

namespace Backsmith.Agents.Tools;

/// <summary>Ends a review of a patch with an opinion.</summary>
public sealed class SubmitReviewTool : AgentTool<ReviewOpinion>
{
    /// <inheritdoc/>
    public override string Name => "submit_review";

    /// <inheritdoc/>
    public override bool Ends => true;

    internal override ValueTask<ToolAnswer> RunAsync(ReviewOpinion arguments, ToolContext context, CancellationToken cancellationToken) =>
        new(arguments.Problem is { } problem ? ToolAnswer.Wrong(problem) : new ToolAnswer.Done(RecordJson.Write(arguments)));
}
