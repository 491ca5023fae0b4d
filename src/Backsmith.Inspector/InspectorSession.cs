using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Inspection;
using Backsmith.Inspector.Changes;
using Backsmith.Inspector.Fixing;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Inspector.Queries;
using Backsmith.Inspector.Reviewing;
using Backsmith.Inspector.Rpc;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector;

/// <summary>What the inspector knows between requests: the code base as last loaded and kept in step with the disk, and its last review.</summary>
internal sealed class InspectorSession
{
    /// <summary>As the wire, but members that are null may be left out.</summary>
    private static readonly JsonSerializerOptions CollectedJson = new(Wire.Json) { RespectRequiredConstructorParameters = false };

    private readonly CodeQueries _queries;
    private RuleHost? _rules;
    private string? _collected;
    private LiveCode? _live;
    private ReviewedCodeBase? _reviewed;

    public InspectorSession() => _queries = new CodeQueries(Rules);

    public async Task<object> AnswerAsync(string method, JsonNode? parameters, CancellationToken cancellationToken) => method switch
    {
        "initialize" => Initialize(),
        "review" => await ReviewAsync(Read<WireReviewRequest>(parameters), cancellationToken),
        "fix" => await new FindingFixer(await AnalysedAsync(cancellationToken), _rules!).FixAsync(Read<FixRequest>(parameters), cancellationToken),
        "query" => await QueryAsync(Read<WireQuery>(parameters), cancellationToken),
        "reviewChanges" => await ReviewChangesAsync(Read<ChangeReviewRequest>(parameters), cancellationToken),
        _ => throw new RequestException(-32601, $"There is no method '{method}'."),
    };

    private static InitializeAnswer Initialize() => new(
        Wire.Version,
        Version(typeof(InspectorSession).Assembly),
        Version(typeof(Compilation).Assembly));

    private async Task<Review> ReviewAsync(WireReviewRequest request, CancellationToken cancellationToken)
    {
        var code = Load(request.Collected).Code;
        _reviewed = await new Reviewer(code, Rules(code), request.Kept is { } kept ? new KeptReviews(kept) : null).ReviewAsync(request.Request, cancellationToken);
        return _reviewed.Review;
    }

    private async Task<WireQueryResult> QueryAsync(WireQuery request, CancellationToken cancellationToken)
    {
        var live = _live is { } loaded && _collected == request.Collected ? loaded : Load(request.Collected);
        return live.Refresh() is { } stale
            ? new WireQueryResult(null, stale)
            : new WireQueryResult(await _queries.AnswerAsync(live.Code, request.Query, cancellationToken), null);
    }

    private RuleHost Rules(LoadedCodeBase code) => _rules ??= RuleHost.Load(code.Collected.SdkFolder);

    private LiveCode Load(string collected)
    {
        _live = LiveCode.Load(ReadCollected(collected), TimeProvider.System);
        _collected = collected;
        return _live;
    }

    private async Task<ChangeReview> ReviewChangesAsync(ChangeReviewRequest request, CancellationToken cancellationToken)
    {
        var code = Reviewed().Code;
        return new ChangeReview(
            await FormattingCheck.FindAsync(code, request.Files, cancellationToken),
            await DuplicateCheck.FindAsync(code, request.Files, cancellationToken));
    }

    /// <summary>The last review with its diagnostics: what was kept from an earlier one is analysed now.</summary>
    private async Task<ReviewedCodeBase> AnalysedAsync(CancellationToken cancellationToken) =>
        Reviewed() is { IsWhole: true } whole ? whole : _reviewed = await new Reviewer(Reviewed().Code, _rules!).ReviewAsync(Reviewed().Request, cancellationToken);

    private ReviewedCodeBase Reviewed() => _reviewed ?? throw new RequestException(-32001, "Nothing was reviewed yet; call 'review' first.");

    private static CollectedCodeBase ReadCollected(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CollectedCodeBase>(File.ReadAllBytes(path), CollectedJson) ?? throw new RequestException(-32002, $"'{path}' is empty.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RequestException(-32002, $"'{path}' cannot be read: {error.Message}");
        }
    }

    private static T Read<T>(JsonNode? parameters) =>
        parameters.Deserialize<T>(Wire.Json) ?? throw new RequestException(-32602, $"The parameters of {typeof(T).Name} are missing.");

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
