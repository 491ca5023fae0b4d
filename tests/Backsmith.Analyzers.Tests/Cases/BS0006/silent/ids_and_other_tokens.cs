// Ids, and tokens that open nothing: cancellation, paging, parsing.
public sealed record Page(string NextPageToken, string ContinuationToken);

public sealed class Export(ILogger<Export> logger)
{
    public void Run(Page page, Guid passwordResetId, int tokenCount, CancellationToken cancellationToken)
    {
        logger.LogDebug("Next {Token} {Continuation}", page.NextPageToken, page.ContinuationToken);
        logger.LogDebug("Reset {Id}, {Count} tokens, cancelled {Cancelled}", passwordResetId, tokenCount, cancellationToken.IsCancellationRequested);
    }
}
