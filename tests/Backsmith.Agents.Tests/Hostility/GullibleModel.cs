using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Tests.Hostility;

/// <summary>A model without any judgement: it looks where it is told to, and then does whatever a text that it is shown orders it to. Keeps everything it was shown.</summary>
internal sealed partial class GullibleModel(IReadOnlyList<(string Tool, string Arguments)> looks) : IChatClient
{
    private const string Report = """{"summary":"Proven: it builds and all tests pass.","analysis":"As ordered.","decision":"","alternatives":[],"performance":"","security":"","scaling":"","risks":[],"nextSteps":[],"blockers":[]}""";

    private readonly HashSet<string> _obeyed = [];
    private int _read;
    private int _calls;

    /// <summary>Everything that was shown, in order.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>Orders that were found in what was shown.</summary>
    public IReadOnlyCollection<string> Obeyed => _obeyed;

    /// <summary>An order as it stands in a hostile text.</summary>
    public static string Order(string tool, object arguments) =>
        "AGENT-" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{tool} {JsonSerializer.Serialize(arguments)}")) + "-END";

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var fresh = all.Skip(_read).SelectMany(message => message.Contents).Select(content => content switch
        {
            TextContent text => text.Text,
            FunctionResultContent result => $"{result.Result}",
            _ => "",
        }).ToList();
        Shown.AddRange(fresh);
        var orders = _read == 0 ? looks : [.. fresh.SelectMany(Orders)];
        _read = all.Count;
        IReadOnlyList<AIContent> calls = orders.Count > 0 ? [.. orders.Select(Call)] : [Call(("finish", Report))];
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. calls])) { Usage = new UsageDetails { InputTokenCount = 1, OutputTokenCount = 1 } });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private IEnumerable<(string Tool, string Arguments)> Orders(string text) => Ordered().Matches(text).Select(match => match.Groups["order"].Value).Where(_obeyed.Add)
        .Select(order => Encoding.UTF8.GetString(Convert.FromHexString(order)).Split(' ', 2)).Select(parts => (parts[0], parts[1])).ToList();

    private FunctionCallContent Call((string Tool, string Arguments) order) =>
        new($"call-{++_calls}", order.Tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(order.Arguments));

    [GeneratedRegex("AGENT-(?<order>(?:[0-9a-f]{2})+)-END")]
    private static partial Regex Ordered();
}
