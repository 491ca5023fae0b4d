using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Inspection;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Inspecting;

/// <summary>Speaks with the inspector over its standard streams, one JSON-RPC message a line; see <c>protocol.md</c>.</summary>
internal sealed class InspectedCodeBase : ICodeBase
{
    private const string InspectorTarget = "/backsmith/inspector";

    private readonly Process _process;
    private readonly Func<CancellationToken, Task<string>> _collect;
    private readonly Task<string> _log;
    private int _id;

    private InspectedCodeBase(Process process, Func<CancellationToken, Task<string>> collect) =>
        (_process, _collect, _log) = (process, collect, process.StandardError.ReadToEndAsync());

    /// <summary>Starts the inspector on the copy of a session: read-only, without network.</summary>
    /// <exception cref="IOException">The inspector does not start or speaks another protocol.</exception>
    public static async Task<InspectedCodeBase> OpenAsync(CopySession session, DotNetFolders folders, string root, Func<CancellationToken, Task<string>> collect, CancellationToken cancellationToken)
    {
        var inspector = folders.Inspector ?? throw new IOException("This installation has no inspector program.");
        var dotnet = new DotNetCommand(folders, root, []).Of("inspect", restoring: false, NetworkAccess.None, $"{InspectorTarget}/Backsmith.Inspector.dll");
        var command = dotnet with
        {
            Access = CopyAccess.ReadOnly,
            Mounts = [.. folders.Mounts(restoring: false).Select(mount => mount with { Writable = false }), new SandboxMount(inspector, InspectorTarget)],
            Environment = new Dictionary<string, string>(dotnet.Environment) { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_QuickJitForLoops"] = "1" },
        };
        var code = new InspectedCodeBase(await session.StartProcessAsync(command, cancellationToken), collect);
        var answer = await code.AskAsync<InitializeAnswer>("initialize", new InitializeRequest(Wire.Version, root), cancellationToken);
        return answer.Protocol == Wire.Version
            ? code
            : throw new IOException($"The inspector speaks protocol {answer.Protocol}, this program {Wire.Version}.");
    }

    public async ValueTask<Review> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken) =>
        await AskAsync<Review>("review", new WireReviewRequest(request, await _collect(cancellationToken)), cancellationToken);

    public async ValueTask<FixOutcome> FixAsync(FixRequest request, CancellationToken cancellationToken) =>
        await AskAsync<FixOutcome>("fix", request, cancellationToken);

    public async ValueTask<ChangeReview> ReviewChangesAsync(ChangeReviewRequest request, CancellationToken cancellationToken) =>
        await AskAsync<ChangeReview>("reviewChanges", request, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<T> AskAsync<T>(string method, object parameters, CancellationToken cancellationToken)
    {
        await using var kill = cancellationToken.Register(() => _process.Kill(entireProcessTree: true));
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = ++_id,
            ["method"] = method,
            ["params"] = JsonSerializer.SerializeToNode(parameters, parameters.GetType(), Wire.Json),
        };
        string? line;
        try
        {
            var message = Encoding.UTF8.GetBytes(request.ToJsonString() + "\n");
            await _process.StandardInput.BaseStream.WriteAsync(message, cancellationToken);
            await _process.StandardInput.BaseStream.FlushAsync(cancellationToken);
            line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        }
        catch (IOException)
        {
            line = null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (line is null)
        {
            throw new IOException($"The inspector ended during '{method}': {Tail(await _log)}");
        }

        return Answer<T>(line, method);
    }

    private static T Answer<T>(string line, string method)
    {
        using var document = JsonDocument.Parse(line);
        if (document.RootElement.TryGetProperty("error", out var error))
        {
            throw new IOException($"The inspector refused '{method}': {error.GetProperty("message").GetString()}");
        }

        return document.RootElement.GetProperty("result").Deserialize<T>(Wire.Json)
            ?? throw new IOException($"The inspector answered '{method}' with nothing.");
    }

    private static string Tail(string log) => log.Length <= 2000 ? log.Trim() : log[^2000..].Trim();
}
