using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Any server that speaks OpenAI's chat completions.</summary>
/// <param name="http">Goes through <see cref="ModelHttpHandler"/>; disposed with this.</param>
/// <param name="address">Of the chat completions themselves.</param>
internal sealed class ChatCompletionsClient(ModelEndpoint endpoint, Uri address, HttpClient http, ModelOptions options, TimeProvider time) : StreamedChatClient(endpoint.Model)
{
    private const string Version = "/v1";

    private ChatDialect _dialect = ChatDialect.Of(endpoint.Model.Provider);
    private Uri _address = address;

    /// <summary>The address of a provider's chat completions.</summary>
    /// <param name="apiVersion">Azure's <c>api-version</c>.</param>
    public static Uri AddressOf(ModelEndpoint endpoint, string apiVersion) => new(endpoint.Model.Provider == ModelProvider.Azure
        ? $"{endpoint.Address.AbsoluteUri.TrimEnd('/')}/openai/deployments/{Uri.EscapeDataString(endpoint.Model.Name)}/chat/completions?api-version={Uri.EscapeDataString(apiVersion)}"
        : $"{endpoint.Address.AbsoluteUri.TrimEnd('/')}/chat/completions");

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? chat = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var watch = new SilenceWatch(Model.Provider, options, time);
        var answer = new ChatCompletionsAnswer(endpoint, new UsageCount(conversation, chat), $"call_{conversation.Count}");
        using var response = await SendAsync(conversation, chat, watch, cancellationToken).ConfigureAwait(false);
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            if (await WholeAsync(body, answer, cancellationToken).ConfigureAwait(false) is { } whole)
            {
                yield return whole;
            }
        }
        else
        {
            var events = SseParser.Create(body, (_, data) => data.ToArray()).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (!answer.Done && await NextAsync(events, answer).ConfigureAwait(false))
                {
                    if (answer.Take(events.Current.Data) is { } update)
                    {
                        yield return update;
                    }

                    if (answer.Usage.Begun)
                    {
                        watch.Begin();
                    }
                }
            }
        }

        yield return answer.Failure is { } failure ? throw new ModelException(failure, answer.Usage.Broken()) : answer.End();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            http.Dispose();
        }

        base.Dispose(disposing);
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<byte[]>> events, ChatCompletionsAnswer answer)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ModelException error)
        {
            throw new ModelException(error.Failure, answer.Usage.Broken());
        }
    }

    private static async Task<ChatResponseUpdate?> WholeAsync(Stream body, ChatCompletionsAnswer answer, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return answer.TakeWhole(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Sends the request; when the server refuses a part of it by name, writes it without that part, and when it has nothing at an address without a path, looks below the version. A refused request is not billed.</summary>
    private async Task<HttpResponseMessage> SendAsync(List<ChatMessage> conversation, ChatOptions? chat, SilenceWatch watch, CancellationToken cancellationToken)
    {
        var tried = new HashSet<ChatDialect>();
        while (true)
        {
            var dialect = _dialect;
            tried.Add(dialect);
            using var request = Request(ChatCompletionsRequest.Write(Model, conversation, chat, dialect), watch);
            try
            {
                return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelException error) when (error.Failure is ModelFailure.BadRequest { Status: 400 or 422 } refusal && !tried.Contains(dialect.After(refusal.Said)))
            {
                _dialect = dialect.After(refusal.Said);
            }
            catch (ModelException error) when (_address.AbsolutePath == "/chat/completions" && error.Failure is ModelFailure.BadRequest { Status: 404 or 405 })
            {
                _address = new Uri(_address, Version + _address.AbsolutePath);
            }
        }
    }

    private HttpRequestMessage Request(ReadOnlyMemory<byte> body, SilenceWatch watch)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Options.Set(SilenceWatch.Key, watch);
        if (endpoint.Key is { } key && Model.Provider == ModelProvider.Azure)
        {
            request.Headers.TryAddWithoutValidation("api-key", key.Value);
        }
        else if (endpoint.Key is { } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Value);
        }

        return request;
    }
}
