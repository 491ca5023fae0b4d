using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Core.Tests;
using Shouldly;
using Xunit;

namespace Backsmith.Server.Tests.Protocol;

/// <summary>The wire of <c>backsmith mcp</c> on standard input and output.</summary>
public sealed class ConversationTests : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25")]
    public async Task Shakes_hands_in_each_version_of_the_older_protocol(string asked, string agreed)
    {
        using var peer = Peer.Start(_scratch.State);

        var answer = await peer.InitializeAsync(asked);

        answer["result"]!["protocolVersion"]!.GetValue<string>().ShouldBe(agreed);
        answer["result"]!["serverInfo"]!["name"]!.GetValue<string>().ShouldBe("backsmith");
        (await peer.CloseAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Speaks_the_protocol_without_a_handshake()
    {
        using var peer = Peer.Start(_scratch.State);

        var discovered = await peer.RequestAsync("server/discover", Modern(new JsonObject()));
        var listed = await peer.RequestAsync("tools/list", Modern(new JsonObject()));
        var called = await peer.RequestAsync("tools/call", Modern(new JsonObject { ["name"] = "tasks_list", ["arguments"] = new JsonObject() }));

        discovered["result"]!["supportedVersions"]!.AsArray().Select(version => version!.GetValue<string>()).ShouldContain("2026-07-28");
        listed["result"]!["tools"]!.AsArray().Count.ShouldBeGreaterThan(10);
        called["result"]!["resultType"]!.GetValue<string>().ShouldBe("complete");
        called["result"]!["isError"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Tools_are_what_clients_rely_on()
    {
        using var peer = Peer.Start(_scratch.State, model: "scripted/story.jsonl");
        await peer.InitializeAsync();

        var tools = (await peer.RequestAsync("tools/list"))["result"]!["tools"]!;

        Verified.Matches("tests/Backsmith.Server.Tests/Protocol/tools.verified.json", tools.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public async Task Offers_no_tool_that_applies_and_says_of_each_what_it_changes()
    {
        using var peer = Peer.Start(_scratch.State);
        await peer.InitializeAsync();

        var tools = (await peer.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray();

        tools.Select(tool => tool!["name"]!.GetValue<string>()).ShouldNotContain(name => name.Contains("apply") || name == "solve");
        tools.Where(tool => !tool!["annotations"]!["readOnlyHint"]!.GetValue<bool>()).Select(tool => tool!["name"]!.GetValue<string>())
            .ShouldBe(["tasks_answer", "tasks_resume", "tasks_cancel", "memory_remember", "memory_forget"]);
    }

    [Fact]
    public async Task What_is_no_message_is_answered_and_does_no_harm()
    {
        using var peer = Peer.Start(_scratch.State);
        await peer.InitializeAsync();
        (string Line, int Code, string Words)[] broken =
        [
            ("no json", -32700, "no JSON"),
            ("""{"jsonrpc":"2.0","id":9,"method":"ping" """, -32700, "no JSON"),
            (new string('[', 5000), -32700, "no JSON"),
            ("\"text\"", -32600, "A message is an object"),
            ("""[{"jsonrpc":"2.0","id":9,"method":"ping"}]""", -32600, "Send each by itself"),
            ("""{"id":9,"method":"ping"}""", -32600, "jsonrpc"),
            ("""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":"x"}""", -32602, "params"),
            ("""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":7}}""", -32602, "name"),
            ("""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"review","arguments":"x"}}""", -32602, "arguments"),
            ("""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"repair"}}""", -32602, "There is no tool 'repair'"),
            ("""{"jsonrpc":"2.0","id":9,"method":"resources/read","params":{"uri":[]}}""", -32602, "uri"),
            ("""{"jsonrpc":"2.0","id":9,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}""", -32002, "no resource of Backsmith"),
            ("""{"jsonrpc":"2.0","id":9,"method":"resources/list","params":{"cursor":"x"}}""", -32602, "no cursor"),
            ("""{"jsonrpc":"2.0","id":9,"method":"tasks/explode"}""", -32601, "tasks/explode"),
        ];

        foreach (var (line, code, words) in broken)
        {
            await peer.SendAsync(line);
            var error = (await peer.NextAsync())!["error"].ShouldNotBeNull(line);
            error["code"]!.GetValue<int>().ShouldBe(code, line);
            error["message"]!.GetValue<string>().ShouldContain(words, customMessage: line);
            error["message"]!.GetValue<string>().ShouldNotContain("   at ");
        }

        (await peer.RequestAsync("ping"))["result"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_message_of_fifty_megabytes_is_refused_and_the_next_is_read()
    {
        using var peer = Peer.Start(_scratch.State);
        await peer.InitializeAsync();
        await peer.BeginAsync("tools/call", new { name = "verify", arguments = new { path = "/", patch = new string('x', 50 * 1024 * 1024) } });

        var refused = await peer.NextAsync();

        refused!["error"]!["message"]!.GetValue<string>().ShouldContain("larger than 16 MiB");
        (await peer.RequestAsync("ping"))["result"].ShouldNotBeNull();
        (await peer.CloseAsync()).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_use_of_a_tool_names_the_thing_and_the_way_out()
    {
        using var peer = Peer.Start(_scratch.State, ["--root", _scratch.Folder("allowed")]);
        await peer.InitializeAsync();
        File.CreateSymbolicLink(Path.Combine(_scratch.Folder("allowed"), "link"), _scratch.Folder("outside"));
        (string Tool, object Arguments, string Words)[] cases =
        [
            ("review", new { }, "'path' is missing"),
            ("review", new { path = 7 }, "'path' must be a text, not a whole number"),
            ("review", new { path = "" }, "The path is empty"),
            ("review", new { path = "/", fixx = true }, "There is no argument 'fixx'. There are: path, fix, base, severity, offline, wait."),
            ("review", new { path = "/", severity = "high" }, "'severity' must be one of note, warning, error."),
            ("review", new { path = "/", wait = -1 }, "'wait' must be from 0 to 86400 seconds"),
            ("review", new { path = _scratch.Folder("outside") }, "lies outside of what this server works on"),
            ("review", new { path = Path.Combine(_scratch.Folder("allowed"), "link") }, "lies outside of what this server works on"),
            ("review", new { path = Path.Combine(_scratch.Folder("allowed"), "..", "outside") }, "lies outside of what this server works on"),
            ("review", new { path = Path.Combine(_scratch.Folder("allowed"), "gone") }, "does not exist"),
            ("verify", new { path = _scratch.Folder("allowed"), patch = "this is no diff" }, "diff"),
            ("tasks_list", new { execution = "1999" }, "There is no execution '1999'"),
            ("tasks_show", new { task = 7 }, "There is no task 7"),
            ("tasks_answer", new { task = 7, answer = " " }, "The answer is empty"),
            ("tasks_resume", new { }, "There is no execution to go on with"),
            ("tasks_cancel", new { }, "Name either a task or an execution"),
            ("skills_show", new { name = "nothing" }, "There is no skill 'nothing'. There are: api-endpoint-implementation"),
            ("skills_show", new { name = "backend-testing", file = "../../x.md" }, "has no file '../../x.md'"),
            ("memory_list", new { repository = _scratch.Folder("outside") }, "lies outside"),
            ("memory_show", new { topic = "nothing" }, "There is no topic 'nothing'"),
            ("memory_remember", new { text = "password: Kx7plum1abc" }, "nothing secret is remembered"),
            ("memory_forget", new { id = "1999" }, "There is no entry '1999'"),
        ];

        foreach (var (tool, arguments, words) in cases)
        {
            var result = await peer.CallAsync(tool, arguments);
            result["isError"]!.GetValue<bool>().ShouldBeTrue(tool);
            result["content"]![0]!["text"]!.GetValue<string>().ShouldContain(words, customMessage: tool);
        }
    }

    [Fact]
    public async Task What_is_remembered_can_be_listed_read_and_forgotten()
    {
        using var peer = Peer.Start(_scratch.State);
        await peer.InitializeAsync();
        var repository = _scratch.Folder("shop");

        var id = (await peer.CallAsync("memory_remember", new { text = "Prices are in cents.", topic = "money", repository }))["structuredContent"]!["id"]!.GetValue<string>();
        var listed = await peer.CallAsync("memory_list", new { repository });
        var shown = await peer.CallAsync("memory_show", new { topic = "money", repository });
        var forgotten = await peer.CallAsync("memory_forget", new { id, repository });

        listed["structuredContent"]!["entries"]![0]!["id"]!.GetValue<string>().ShouldBe(id);
        shown["content"]![0]!["text"]!.GetValue<string>().ShouldContain("Prices are in cents.");
        forgotten["isError"]!.GetValue<bool>().ShouldBeFalse();
        (await peer.CallAsync("memory_list", new { repository }))["structuredContent"]!["entries"]!.AsArray().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(repository).ShouldBeEmpty();
    }

    /// <summary>Parameters with what each request carries since 2026-07-28.</summary>
    private static JsonObject Modern(JsonObject parameters)
    {
        parameters["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
        };
        return parameters;
    }
}
