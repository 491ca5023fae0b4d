namespace Backsmith.Inspection;

/// <summary>A C# code base opened by the inspector inside the sandbox. It is asked and answers with plain data; it never writes.</summary>
/// <remarks>One instance looks at one throw-away copy as it stands when <see cref="ReviewAsync"/> or <see cref="QueryAsync"/> is called, and stays warm until disposed.</remarks>
public interface ICodeBase : IAsyncDisposable
{
    /// <summary>Loads what is in the copy (again) and runs every rule, suppressed findings included.</summary>
    ValueTask<Review> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken);

    /// <summary>Computes what the code fixes of the named findings change together. The findings are those of the last review.</summary>
    ValueTask<FixOutcome> FixAsync(FixRequest request, CancellationToken cancellationToken);

    /// <summary>Looks at changed lines: formatting drift, and blocks that repeat code that stands elsewhere.</summary>
    ValueTask<ChangeReview> ReviewChangesAsync(ChangeReviewRequest request, CancellationToken cancellationToken);

    /// <summary>Answers a question about the code as it stands in the copy now, edits since the last question included. Needs no review before it, runs no rules unless asked, and nothing of a review is lost by it.</summary>
    ValueTask<CodeAnswer> QueryAsync(CodeQuery query, CancellationToken cancellationToken);
}
