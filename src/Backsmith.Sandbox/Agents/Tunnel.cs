namespace Backsmith.Sandbox.Agents;

/// <summary>Carries bytes between two streams, in both directions.</summary>
internal static class Tunnel
{
    /// <summary>Until one of them closes.</summary>
    public static async Task JoinAsync(Stream one, Stream other, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (there, back) = (one.CopyToAsync(other, stop.Token), other.CopyToAsync(one, stop.Token));
        await Task.WhenAny(there, back);
        await stop.CancelAsync();
        await Task.WhenAll(there, back).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
