namespace Pickup.Stock;

/// <summary>The warehouse.</summary>
public interface IStock
{
    /// <summary>Takes a quantity of an article.</summary>
    /// <returns>Whether there was enough.</returns>
    /// <exception cref="HttpRequestException">The warehouse does not answer.</exception>
    Task<bool> TakeAsync(string article, int quantity, CancellationToken cancellationToken);

    /// <summary>Asks whether it can be reached; throws whatever stands in the way.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}

public sealed class Warehouse : IStock
{
    public Task<bool> TakeAsync(string article, int quantity, CancellationToken cancellationToken) => Task.FromResult(quantity <= 20);

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
