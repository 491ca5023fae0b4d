using System.Diagnostics;
using Backsmith.Inspection;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Inspecting;

/// <summary>Speaks with the inspector over its standard streams, one JSON-RPC message a line; see <c>protocol.md</c>.</summary>
internal sealed class InspectedCodeBase : ICodeBase
{
    private const string InspectorTarget = "/backsmith/inspector";
    private const string KeptTarget = "/backsmith/reviewed";

    /// <summary>How often one query may collect: once, and again for what changed meanwhile.</summary>
    private const int MostCollections = 3;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(30);

    private readonly Process _process;
    private readonly WireConversation _conversation;
    private readonly TimeProvider _time;
    private readonly Func<CancellationToken, Task<string>> _collect;
    private readonly Task<string> _log;
    private readonly SemaphoreSlim _turn = new(1);
    private string? _collected;

    private InspectedCodeBase(Process process, TimeProvider time, Func<CancellationToken, Task<string>> collect)
    {
        (_process, _time, _collect, _log) = (process, time, collect, process.StandardError.ReadToEndAsync());
        _conversation = new WireConversation(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    /// <summary>Starts the inspector on the copy of a session: read-only, without network.</summary>
    /// <exception cref="IOException">The inspector does not start or speaks another protocol.</exception>
    public static async Task<InspectedCodeBase> OpenAsync(CopySession session, DotNetFolders folders, string root, Func<CancellationToken, Task<string>> collect, CancellationToken cancellationToken)
    {
        var inspector = folders.Inspector ?? throw new IOException("This installation has no inspector program.");
        var dotnet = new DotNetCommand(folders, root, []).Of("inspect", restoring: false, NetworkAccess.None, $"{InspectorTarget}/Backsmith.Inspector.dll");
        var command = dotnet with
        {
            Access = CopyAccess.ReadOnly,
            Mounts = [.. folders.Mounts(restoring: false).Select(mount => mount with { Writable = false }), new SandboxMount(inspector, InspectorTarget), new SandboxMount(folders.Reviewed, KeptTarget, Writable: true)],
            Environment = new Dictionary<string, string>(dotnet.Environment) { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_QuickJitForLoops"] = "1" },
        };
        var code = new InspectedCodeBase(await session.StartProcessAsync(command, cancellationToken), session.Time, collect);
        var answer = await code.AskAsync<InitializeAnswer>("initialize", new InitializeRequest(Wire.Version, root), cancellationToken);
        return answer.Protocol == Wire.Version
            ? code
            : throw new IOException($"The inspector speaks protocol {answer.Protocol}, this program {Wire.Version}.");
    }

    public async ValueTask<Review> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        _collected = await _collect(cancellationToken);
        return await AskAsync<Review>("review", new WireReviewRequest(request, _collected, KeptTarget), cancellationToken);
    }

    public async ValueTask<FixOutcome> FixAsync(FixRequest request, CancellationToken cancellationToken) =>
        await AskAsync<FixOutcome>("fix", request, cancellationToken);

    public async ValueTask<ChangeReview> ReviewChangesAsync(ChangeReviewRequest request, CancellationToken cancellationToken) =>
        await AskAsync<ChangeReview>("reviewChanges", request, cancellationToken);

    public async ValueTask<CodeAnswer> QueryAsync(CodeQuery query, CancellationToken cancellationToken)
    {
        var reason = "";
        for (var attempt = 0; attempt < MostCollections; attempt++)
        {
            _collected ??= await _collect(cancellationToken);
            var result = await AskAsync<WireQueryResult>("query", new WireQuery(query, _collected), cancellationToken);
            if (result.Answer is { } answer)
            {
                return answer;
            }

            (_collected, reason) = (null, result.Stale);
        }

        return new CodeAnswer.Unanswered($"The projects change while they are read: {reason} Ask again when nothing writes to the copy.", []);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    /// <summary>Who asks while another question is being answered waits for its turn; giving up then disturbs nobody.</summary>
    private async Task<T> AskAsync<T>(string method, object parameters, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await AskNowAsync<T>(method, parameters, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> AskNowAsync<T>(string method, object parameters, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestAnswer, _time);
        await using var killed = cancellationToken.Register(Kill);
        await using var expired = limit.Token.Register(Kill);
        try
        {
            return await _conversation.AskAsync<T>(method, parameters, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw limit.IsCancellationRequested
                ? new IOException($"The inspector gave no answer to '{method}' within {LongestAnswer.TotalMinutes} minutes and was stopped.")
                : new IOException($"The inspector ended during '{method}': {Tail(await _log)}");
        }
    }

    private void Kill() => _process.Kill(entireProcessTree: true);

    private static string Tail(string log) => log.Length <= 2000 ? log.Trim() : log[^2000..].Trim();
}
