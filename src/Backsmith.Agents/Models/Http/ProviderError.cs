using System.Text.Json;
using System.Text.RegularExpressions;
using Backsmith.Secrets;

namespace Backsmith.Models;

/// <summary>An error as a provider words it: in a body, or as an event of a stream.</summary>
/// <remarks>The shapes met: <c>{"error":{"message","type","code","param"}}</c> (OpenAI, Azure, OpenRouter, llama.cpp), <c>{"type":"error","error":{"type","message"}}</c> (Anthropic),
/// <c>{"error":"text"}</c> (Ollama), <c>{"object":"error","message","code"}</c> (vLLM), <c>{"detail":…}</c> (FastAPI), any of them in an array (Google), and no JSON at all.</remarks>
/// <param name="Type">Its kind and code in the provider's words, joined; empty when there are none.</param>
/// <param name="Message">For people; not yet free of secrets.</param>
/// <param name="Status">An HTTP status that the body holds, or null.</param>
internal sealed partial record ProviderError(string Type, string Message, int? Status)
{
    private const int MaxMessage = 300;

    /// <summary>Reads the text of an error.</summary>
    public static ProviderError Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return text.TrimStart().StartsWith('<') ? new ProviderError("", "a page of HTML", null) : new ProviderError("", text, null);
        }
    }

    /// <summary>Reads an error of JSON.</summary>
    public static ProviderError Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            return Read(root[0]);
        }

        var error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var inner) ? inner : root;
        if (error.ValueKind != JsonValueKind.Object)
        {
            return new ProviderError("", error.ToString(), null);
        }

        var message = Text(error, "message") ?? Text(error, "detail") ?? error.GetRawText();
        var type = string.Join(' ', new[] { Text(error, "type"), Text(error, "code"), Text(error, "param") }.OfType<string>());
        return new ProviderError(type, message, Number(error, "code") ?? Number(error, "status"));
    }

    /// <summary>The failure that this error is.</summary>
    /// <param name="status">Of the answer; for an event of a stream see <see cref="ToFailure(ModelEndpoint)"/>.</param>
    public ModelFailure ToFailure(int status, TimeSpan? wait, ModelEndpoint endpoint) => status switch
    {
        402 => new ModelFailure.OutOfCredit(),
        429 when Says("insufficient_quota", "billing", "credit balance") => new ModelFailure.OutOfCredit(),
        429 => new ModelFailure.RateLimited(wait),
        401 or 403 => new ModelFailure.Unauthorised(endpoint.KeyVariable),
        413 => new ModelFailure.ContextTooLong(),
        408 or 409 or 425 or >= 500 when !Says("exceed_context_size") => new ModelFailure.Overloaded(status, wait),
        _ when Says("credit balance is too low") => new ModelFailure.OutOfCredit(),
        _ when IsContext() => new ModelFailure.ContextTooLong(),
        _ when IsModel(status) => new ModelFailure.UnknownModel(endpoint.Model.Name),
        _ when Says("content_filter", "content_policy", "responsibleaipolicy") => new ModelFailure.Refused(Clean(endpoint)),
        _ => new ModelFailure.BadRequest(status, Clean(endpoint)),
    };

    /// <summary>The failure of an error that came in the middle of a stream, whose status was 200.</summary>
    public ModelFailure ToFailure(ModelEndpoint endpoint) => ToFailure(
        Says("overloaded") ? 529
        : Says("rate_limit", "rate limit") ? 429
        : Says("authentication", "permission", "invalid_api_key") ? 401
        : Status is >= 400 and < 600 and var status ? status
        : Says("invalid_request", "not_found", "context") ? 400
        : 500,
        null,
        endpoint);

    /// <summary>Whether the error complains of a part of the request.</summary>
    public bool Names(string part) => Message.Contains(part, StringComparison.OrdinalIgnoreCase) || Type.Contains(part, StringComparison.OrdinalIgnoreCase);

    private bool Says(params IEnumerable<string> words) => words.Any(Names);

    private bool IsContext() => Says("context_length", "prompt is too long", "context length", "context window", "context size", "exceed_context", "too many tokens", "maximum context", "request_too_large", "input is too long", "input length");

    private bool IsModel(int status) => Says("model_not_found", "deploymentnotfound", "not a valid model", "invalid model", "unknown model", "no such model", "not_found_error") || (status is 404 or 400 && MissingModel().IsMatch(Message));

    private string Clean(ModelEndpoint endpoint)
    {
        var text = new Redaction(endpoint.Key is { } key ? [key.Value] : []).Of(KeyLike().Replace(Message, Redaction.Mark));
        var line = Blank().Replace(text, " ").Trim();
        return line.Length == 0 ? "it gave no reason" : line.Length > MaxMessage ? line[..MaxMessage] + "…" : line;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.ToString() : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    [GeneratedRegex(@"\bmodel\b.{0,200}?(?:not found|does not exist|not exist|not supported|not available)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex MissingModel();

    /// <summary>Providers echo a part of the key they refuse.</summary>
    [GeneratedRegex(@"\b(?:sk|pk)[-_][A-Za-z0-9*_\-.]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
