namespace Backsmith.Models;

/// <summary>Ends a wait in which nothing comes. Of one request.</summary>
internal sealed class SilenceWatch(ModelProvider provider, ModelOptions options, TimeProvider time)
{
    /// <summary>Under which a request carries its watch, so that who reads the answer can say that it has begun.</summary>
    public static readonly HttpRequestOptionsKey<SilenceWatch> Key = new("backsmith.silence");

    private bool _begun;

    private TimeSpan Allowance => _begun ? options.Silence : options.FirstContentOf(provider);

    /// <summary>Content has come: from now on the shorter allowance holds.</summary>
    public void Begin() => _begun = true;

    /// <summary>Runs a wait.</summary>
    /// <exception cref="ModelException">It took longer than is allowed.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> wait, CancellationToken cancellationToken)
    {
        var allowance = Allowance;
        using var silence = new CancellationTokenSource(allowance, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await wait(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelException(new ModelFailure.Silent(allowance));
        }
    }
}
