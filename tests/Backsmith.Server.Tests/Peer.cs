using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backsmith.Server.Tests;

/// <summary>A client that speaks the wire to the real program, <c>backsmith mcp</c> of the same build.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private int _id;

    private Peer(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>What came that was no answer.</summary>
    public List<JsonNode> Notes { get; } = [];

    public int ProcessId => _process.Id;

    public static Peer Start(string state, IEnumerable<string>? arguments = null, string? model = null)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var info = new ProcessStartInfo("dotnet", [Path.Combine(here.Parent!.Parent!.FullName, "Backsmith.Cli", here.Name, "backsmith.dll"), "mcp", .. arguments ?? []])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.Environment["BACKSMITH_HOME"] = state;
        info.Environment["HOME"] = Directory.CreateDirectory(state + "-home").FullName;
        info.Environment.Remove("BACKSMITH_MODEL");
        if (model is not null)
        {
            info.Environment["BACKSMITH_MODEL"] = model;
        }

        return new Peer(Process.Start(info)!);
    }

    /// <summary>Shakes hands as clients did until 2025-11-25.</summary>
    public async Task<JsonNode> InitializeAsync(string version = "2025-11-25")
    {
        var answer = await RequestAsync("initialize", new { protocolVersion = version, capabilities = new { }, clientInfo = new { name = "test", version = "1" } });
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return answer;
    }

    /// <summary>Sends a request; the answer is the whole message.</summary>
    public async Task<JsonNode> RequestAsync(string method, object? parameters = null) => await AnswerAsync(await BeginAsync(method, parameters));

    /// <summary>Calls a tool; the answer is its result.</summary>
    public async Task<JsonNode> CallAsync(string tool, object? arguments = null)
    {
        var answer = await RequestAsync("tools/call", new { name = tool, arguments = arguments ?? new { } });
        return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    /// <summary>Sends a request and does not wait for its answer.</summary>
    public async Task<int> BeginAsync(string method, object? parameters = null)
    {
        var id = ++_id;
        await SendAsync(JsonSerializer.Serialize(new { jsonrpc = "2.0", id, method, @params = parameters ?? new { } }));
        return id;
    }

    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the answer to a request.</summary>
    public async Task<JsonNode> AnswerAsync(int id)
    {
        while (true)
        {
            var message = await NextAsync() ?? throw new InvalidOperationException($"The server ended: {await _errors}");
            if (message["method"] is null && message["id"] is { } answered && answered.GetValueKind() == JsonValueKind.Number && answered.GetValue<int>() == id)
            {
                return message;
            }

            Notes.Add(message);
        }
    }

    /// <summary>The next message, whatever it is; null when the server has ended.</summary>
    public async Task<JsonNode?> NextAsync() => await _process.StandardOutput.ReadLineAsync() is { } line ? JsonNode.Parse(line) : null;

    /// <summary>Closes the server's input and waits for its end.</summary>
    public async Task<(int ExitCode, string Errors)> CloseAsync()
    {
        _process.StandardInput.Close();
        while (await NextAsync() is { } message)
        {
            Notes.Add(message);
        }

        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
