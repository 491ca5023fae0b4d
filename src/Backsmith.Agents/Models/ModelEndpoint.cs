namespace Backsmith.Models;

/// <summary>Where a model is asked and with which key.</summary>
/// <param name="Model">Who is asked.</param>
/// <param name="Address">What the paths of the protocol are appended to; no slash at its end.</param>
/// <param name="Key">The key, or null where none is needed.</param>
/// <param name="KeyVariable">The variable that holds, or would hold, the key.</param>
public sealed record ModelEndpoint(ModelName Model, Uri Address, ModelKey? Key, string KeyVariable)
{
    /// <summary>The endpoint of a model, from the environment and the keys.</summary>
    /// <param name="environment">Value of a variable, or null.</param>
    /// <exception cref="ModelException">A key or an address is missing or cannot be used; the message names the variable.</exception>
    public static ModelEndpoint Of(ModelName model, Func<string, string?> environment, KeyRing keys) => model.Provider switch
    {
        ModelProvider.Anthropic => Unversioned(WithKey(model, First(environment, "BACKSMITH_ANTHROPIC_URL", "ANTHROPIC_BASE_URL") ?? new("ANTHROPIC_BASE_URL", "https://api.anthropic.com"), keys, "ANTHROPIC_API_KEY")),
        ModelProvider.OpenAi => WithKey(model, First(environment, "OPENAI_BASE_URL") ?? new("OPENAI_BASE_URL", "https://api.openai.com/v1"), keys, "OPENAI_API_KEY"),
        ModelProvider.OpenRouter => WithKey(model, First(environment, "OPENROUTER_BASE_URL") ?? new("OPENROUTER_BASE_URL", "https://openrouter.ai/api/v1"), keys, "OPENROUTER_API_KEY"),
        ModelProvider.Azure => WithKey(model, First(environment, "AZURE_OPENAI_ENDPOINT") ?? throw Missing(model, "AZURE_OPENAI_ENDPOINT", "https://RESOURCE.openai.azure.com"), keys, "AZURE_OPENAI_API_KEY"),
        ModelProvider.Ollama => new ModelEndpoint(model, Ollama(environment("OLLAMA_HOST")), keys.Find("OLLAMA_API_KEY"), "OLLAMA_API_KEY"),
        ModelProvider.OpenAiCompatible => Compatible(model, environment, keys),
        ModelProvider.Scripted or ModelProvider.Exec or _ => throw new ArgumentOutOfRangeException(nameof(model), model, "This provider has no endpoint."),
    };

    /// <summary>An address of our own variable goes with our own key variable, one of OpenAI's with OpenAI's: a key never goes to an address it was not made for.</summary>
    private static ModelEndpoint Compatible(ModelName model, Func<string, string?> environment, KeyRing keys)
    {
        var own = First(environment, "BACKSMITH_OPENAI_COMPATIBLE_URL");
        var setting = own ?? First(environment, "OPENAI_BASE_URL") ?? throw Missing(model, "BACKSMITH_OPENAI_COMPATIBLE_URL", "http://127.0.0.1:8080/v1");
        var variable = own is null ? "OPENAI_API_KEY" : "BACKSMITH_OPENAI_COMPATIBLE_KEY";
        return new ModelEndpoint(model, Absolute(setting), keys.Find(variable), variable);
    }

    private static ModelEndpoint WithKey(ModelName model, KeyValuePair<string, string> setting, KeyRing keys, string variable) =>
        new(model, Absolute(setting), keys.Find(variable) ?? throw new ModelException(new ModelFailure.NotConfigured($"{model} needs a key. Set {variable}, or write {variable}=… into {keys.KeyFile} (mode 600).")), variable);

    /// <summary>The package appends the version itself; many write it into the address, as OpenAI's variable wants it.</summary>
    private static ModelEndpoint Unversioned(ModelEndpoint endpoint) => endpoint.Address.AbsolutePath.EndsWith("/v1", StringComparison.Ordinal)
        ? endpoint with { Address = new Uri(endpoint.Address.AbsoluteUri[..^"/v1".Length]) }
        : endpoint;

    private static ModelException Missing(ModelName model, string variable, string example) =>
        new(new ModelFailure.NotConfigured($"{model} needs an address. Set {variable}, for example to {example}"));

    private static KeyValuePair<string, string>? First(Func<string, string?> environment, params IEnumerable<string> variables) =>
        variables.Where(variable => environment(variable) is { Length: > 0 }).Select(variable => (KeyValuePair<string, string>?)new(variable, environment(variable)!.Trim())).FirstOrDefault();

    private static Uri Absolute(KeyValuePair<string, string> setting) =>
        Uri.TryCreate(setting.Value.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw new ModelException(new ModelFailure.NotConfigured($"{setting.Key} does not hold an address that begins with http:// or https:// and has no password in it."));

    /// <summary>Ollama's own variable may hold a host, a port, both, or an address; as a server's setting it may name all interfaces.</summary>
    private static Uri Ollama(string? host)
    {
        var text = string.IsNullOrWhiteSpace(host) ? "127.0.0.1" : host.Trim().TrimEnd('/');
        var address = Absolute(new("OLLAMA_HOST", text.Contains("://", StringComparison.Ordinal) ? text : "http://" + (text[0] == ':' ? "127.0.0.1" + text : text)));
        var builder = new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/v1" };
        if (builder.Host is "0.0.0.0" or "[::]")
        {
            builder.Host = "127.0.0.1";
        }

        if (address.IsDefaultPort && address.Scheme == "http" && !text.EndsWith(":80", StringComparison.Ordinal))
        {
            builder.Port = 11434;
        }

        return builder.Uri;
    }
}
