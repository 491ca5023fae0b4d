using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Makes the client that a run talks to: providers, prices, retries, circuit breakers and fallback, put together in the one right order.</summary>
/// <remarks>Dispose it after the clients it made: they share its connections.</remarks>
/// <param name="environment">Value of a variable, or null.</param>
/// <param name="keys">Keys of providers.</param>
/// <param name="prices">What models cost.</param>
/// <param name="options">Limits of calls.</param>
/// <param name="time">Clock of waits and limits.</param>
public sealed class ModelClients(Func<string, string?> environment, KeyRing keys, PriceList prices, ModelOptions options, TimeProvider time) : IDisposable
{
    private readonly SocketsHttpHandler _connections = ModelHttpHandler.Connections();

    /// <summary>Makes the client of an <c>exec:</c> model; null where there are none.</summary>
    public Func<ModelName, IChatClient>? External { get; init; }

    /// <summary>A client that asks the models in order. Answers carry what they cost (<see cref="Charge.Of"/>); failures are <see cref="ModelException"/>s, which carry it too.</summary>
    /// <param name="models">At least one.</param>
    /// <param name="notify">Told of retries, pauses and fallbacks, on the thread of the call.</param>
    /// <exception cref="ModelException">A key, an address or a file is missing: nothing was asked yet.</exception>
    public IChatClient Create(IReadOnlyList<ModelName> models, Action<ModelEvent> notify)
    {
        ArgumentOutOfRangeException.ThrowIfZero(models.Count);
        var clients = models.Select(model => (model, Create(model, notify))).ToList();
        return clients.Count == 1 ? clients[0].Item2 : new FallbackChatClient(clients, notify);
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private IChatClient Create(ModelName model, Action<ModelEvent> notify)
    {
        var metered = new MeteredChatClient(Provider(model), model, prices);
        return model.Provider is ModelProvider.Scripted or ModelProvider.Exec
            ? metered
            : new BreakingChatClient(new RetryingChatClient(metered, model, options, time, notify, Random.Shared.NextDouble), new CircuitBreaker(model, options, time, notify));
    }

    private IChatClient Provider(ModelName model)
    {
        switch (model.Provider)
        {
            case ModelProvider.Scripted:
                return new ScriptedChatClient(model, ScriptFile.Read(model.Name));
            case ModelProvider.Exec:
                return External?.Invoke(model) ?? throw new ModelException(new ModelFailure.NotConfigured($"{model} cannot be used here: no external agent can be started. Name another model."));
        }

        var endpoint = ModelEndpoint.Of(model, environment, keys);
        var http = new HttpClient(new ModelHttpHandler(endpoint, options, time, _connections), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        return model.Provider == ModelProvider.Anthropic
            ? new AnthropicChatClient(endpoint, http, options)
            : new ChatCompletionsClient(endpoint, ChatCompletionsClient.AddressOf(endpoint, environment("AZURE_OPENAI_API_VERSION") is { Length: > 0 } version ? version : "2024-10-21"), http, options, time);
    }
}
