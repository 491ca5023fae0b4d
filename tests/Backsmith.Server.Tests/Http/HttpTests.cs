using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Backsmith.Server.Tests.Http;

/// <summary>The wire of <c>backsmith mcp --http</c>.</summary>
public sealed class HttpTests : IDisposable
{
    private const string Token = "a-token-of-some-length";
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private const string List = """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""";

    private readonly Scratch _scratch = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Two_clients_that_shake_hands_have_conversations_of_their_own()
    {
        using var server = await HttpServer.StartAsync(_scratch.State);
        var sessions = new List<string>();
        for (var client = 0; client < 2; client++)
        {
            using var begun = await PostAsync(server, Initialize);
            sessions.Add(begun.Headers.GetValues("Mcp-Session-Id").Single());
            (await ResultAsync(begun))["result"]!["protocolVersion"]!.GetValue<string>().ShouldBe("2025-06-18");
            using var told = await PostAsync(server, """{"jsonrpc":"2.0","method":"notifications/initialized"}""", ("Mcp-Session-Id", sessions[client]));
            told.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        using var first = await PostAsync(server, List, ("Mcp-Session-Id", sessions[0]));
        using var ended = await SendAsync(server, HttpMethod.Delete, null, ("Mcp-Session-Id", sessions[0]));
        using var gone = await PostAsync(server, List, ("Mcp-Session-Id", sessions[0]));
        using var second = await PostAsync(server, List, ("Mcp-Session-Id", sessions[1]));

        sessions[0].ShouldNotBe(sessions[1]);
        (await ResultAsync(first))["result"]!["tools"]!.AsArray().ShouldNotBeEmpty();
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ResultAsync(second))["result"]!["tools"]!.AsArray().ShouldNotBeEmpty();
        (await server.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Requests_without_a_handshake_stand_alone_and_must_say_in_their_headers_what_they_are()
    {
        using var server = await HttpServer.StartAsync(_scratch.State);
        const string Call = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"tasks_list\"," + Meta + "}}";
        (string, string) version = ("MCP-Protocol-Version", "2026-07-28"), method = ("Mcp-Method", "tools/call");

        using var whole = await PostAsync(server, Call, version, method, ("Mcp-Name", "tasks_list"));
        using var nameless = await PostAsync(server, Call, version, method);
        using var other = await PostAsync(server, Call, version, method, ("Mcp-Name", "memory_forget"));
        using var bare = await PostAsync(server, List, version, ("Mcp-Method", "tools/list"));
        using var unknown = await PostAsync(server, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"nothing\",\"params\":{" + Meta + "}}", version, ("Mcp-Method", "nothing"));
        using var handshake = await PostAsync(server, Initialize, version);

        (await ResultAsync(whole))["result"]!["isError"]!.GetValue<bool>().ShouldBeFalse();
        (await RefusalAsync(nameless, HttpStatusCode.BadRequest)).ShouldContain("Mcp-Name is missing");
        (await RefusalAsync(other, HttpStatusCode.BadRequest)).ShouldContain("says 'memory_forget', the body says 'tasks_list'");
        (await RefusalAsync(bare, HttpStatusCode.BadRequest)).ShouldContain("_meta");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        handshake.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lets_in_who_shows_the_token_and_no_page_of_a_browser()
    {
        using var server = await HttpServer.StartAsync(_scratch.State, Token);
        var shown = ("Authorization", "Bearer " + Token);

        using var none = await PostAsync(server, Initialize);
        using var wrong = await PostAsync(server, Initialize, ("Authorization", "Bearer " + Token + "x"));
        using var right = await PostAsync(server, Initialize, shown);
        using var page = await PostAsync(server, Initialize, shown, ("Origin", "https://example.org"));
        using var rebound = await PostAsync(server, Initialize, shown, ("Host", "example.org"));
        using var local = await PostAsync(server, Initialize, shown, ("Origin", "http://localhost:3000"));

        none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        none.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        rebound.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        local.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_no_request_of_the_protocol_is_told_so()
    {
        using var server = await HttpServer.StartAsync(_scratch.State);

        using var broken = await PostAsync(server, "no json");
        using var large = await PostAsync(server, "\"" + new string('x', 20 * 1024 * 1024) + "\"");
        using var sessionless = await PostAsync(server, List);
        using var elsewhere = await _client.GetAsync(new Uri(server.Address, "/"));
        using var listening = await SendAsync(server, HttpMethod.Get, null);

        (await RefusalAsync(broken, HttpStatusCode.BadRequest)).ShouldContain("This is no JSON");
        (await RefusalAsync(large, HttpStatusCode.RequestEntityTooLarge)).ShouldContain("larger than 16 MiB");
        (await RefusalAsync(sessionless, HttpStatusCode.BadRequest)).ShouldContain("Mcp-Session-Id is missing");
        (await RefusalAsync(elsewhere, HttpStatusCode.NotFound)).ShouldContain("The server is at /mcp");
        listening.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("0.0.0.0:0", null, "Set BACKSMITH_MCP_TOKEN")]
    [InlineData("0.0.0.0:0", Token, "--root DIR")]
    [InlineData("[::]", null, "Set BACKSMITH_MCP_TOKEN")]
    [InlineData("nowhere", null, "'nowhere' is no address to listen at")]
    [InlineData("127.0.0.1:99999", null, "is no address to listen at")]
    [InlineData("127.0.0.1", "short", "The token is too short")]
    public async Task Does_not_listen_where_anybody_could_reach_it(string address, string? token, string words)
    {
        var (exit, said) = await HttpServer.RefusedAsync(_scratch.State, ["--http", address], token);

        said.ShouldContain(words);
        exit.ShouldBe(2);
    }

    private Task<HttpResponseMessage> PostAsync(HttpServer server, string body, params (string Name, string Value)[] headers) => SendAsync(server, HttpMethod.Post, body, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpServer server, HttpMethod method, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, server.Address);
        request.Headers.ExpectContinue = true;
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        return await _client.SendAsync(request);
    }

    /// <summary>The message in an answer that is a stream of events.</summary>
    private static async Task<JsonNode> ResultAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..])!;
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        return JsonNode.Parse(body)!["error"]!["message"]!.GetValue<string>();
    }
}
