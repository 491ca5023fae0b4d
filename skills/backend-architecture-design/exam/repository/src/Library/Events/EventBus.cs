namespace Library.Events;

public interface IEventHandler<in T>
{
    Task HandleAsync(T happened, CancellationToken cancellationToken);
}

/// <summary>Tells everybody who wants to know what happened.</summary>
public sealed class EventBus(IServiceProvider services)
{
    public async Task PublishAsync<T>(T happened, CancellationToken cancellationToken)
    {
        foreach (var handler in services.GetServices<IEventHandler<T>>())
        {
            await handler.HandleAsync(happened, cancellationToken);
        }
    }

    /// <summary>Runs again what failed so far. Nothing is kept for it yet: a handler that throws stops the publisher.</summary>
    public Task RedeliverAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
