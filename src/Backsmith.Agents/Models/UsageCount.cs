using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Counts what one attempt used: by the provider's figures, else by length.</summary>
/// <remarks>Four characters to a token, as OpenAI's guide to tokens says of English; enough to keep a budget, marked as an estimate wherever it is used.</remarks>
internal sealed class UsageCount(IEnumerable<ChatMessage> messages, ChatOptions? options)
{
    /// <summary>Additional count that is set when figures are estimated.</summary>
    public const string Estimated = "Estimated";

    /// <summary>Additional count of tokens written to the provider's cache; the name that Anthropic's package uses.</summary>
    public const string CacheWrite = "CacheCreationInputTokens";

    /// <summary>Additional count: the price that the provider itself reports, in billionths of a US dollar.</summary>
    public const string NanoUsd = "ReportedNanoUsd";

    private const int CharactersPerToken = 4;

    private long _written;

    /// <summary>What the provider counted; null until it said so.</summary>
    public UsageDetails? Counted { get; set; }

    /// <summary>Whether anything of the answer has come.</summary>
    public bool Begun { get; private set; }

    public void Wrote(string? text)
    {
        Begun = true;
        _written += text?.Length ?? 0;
    }

    /// <summary>Of an attempt that ended well.</summary>
    public UsageDetails Whole() => Counted ?? Estimate();

    /// <summary>Of an attempt that broke off: null when the answer had not begun, since nothing is billed then.</summary>
    public UsageDetails? Broken()
    {
        if (!Begun && Counted is null)
        {
            return null;
        }

        var usage = Estimate();
        usage.InputTokenCount = Counted?.InputTokenCount ?? usage.InputTokenCount;
        usage.CachedInputTokenCount = Counted?.CachedInputTokenCount;
        usage.OutputTokenCount = Math.Max(Counted?.OutputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        if (Counted?.AdditionalCounts?.TryGetValue(CacheWrite, out var written) == true)
        {
            usage.AdditionalCounts![CacheWrite] = written;
        }

        usage.TotalTokenCount = usage.InputTokenCount + usage.OutputTokenCount;
        return usage;
    }

    private UsageDetails Estimate()
    {
        var read = messages.Sum(Length) + (options?.Instructions?.Length ?? 0) + (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Sum(tool => tool.Name.Length + tool.Description.Length + tool.JsonSchema.GetRawText().Length);
        var (input, output) = (Tokens(read), Tokens(_written));
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output, AdditionalCounts = new() { [Estimated] = 1 } };
    }

    private static long Tokens(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static long Length(ChatMessage message) => message.Contents.Sum(content => content switch
    {
        TextContent text => text.Text.Length,
        FunctionCallContent call => call.Name.Length + (call.Arguments?.Sum(argument => argument.Key.Length + (argument.Value?.ToString()?.Length ?? 0)) ?? 0),
        FunctionResultContent result => (long)(result.Result?.ToString()?.Length ?? 0),
        _ => 0,
    });
}
