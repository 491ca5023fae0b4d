using Backsmith.Inspection;

namespace Backsmith.Sandbox.Inspecting;

/// <summary>Code that no rule looks at: there is no C# in it.</summary>
internal sealed class UnreviewedCodeBase : ICodeBase
{
    private const string Reason = "There is no C# project here; rules and questions about code know C# alone.";

    public ValueTask<Review> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken) => new(new Review([], [], [], [Reason]));

    public ValueTask<FixOutcome> FixAsync(FixRequest request, CancellationToken cancellationToken) =>
        new(new FixOutcome([], [.. request.Fingerprints.Select(fingerprint => new FixedFinding(fingerprint, null, Reason))]));

    public ValueTask<ChangeReview> ReviewChangesAsync(ChangeReviewRequest request, CancellationToken cancellationToken) => new(new ChangeReview([], []));

    public ValueTask<CodeAnswer> QueryAsync(CodeQuery query, CancellationToken cancellationToken) => new(new CodeAnswer.Unanswered($"{Reason} Read and search the files instead.", []));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
