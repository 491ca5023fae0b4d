namespace Backsmith.Models;

/// <summary>How one server wants chat completions written. Servers differ, and models of one server too: what a server refuses by name is changed, and the request is made again.</summary>
/// <param name="CompletionTokens">Whether the limit is called <c>max_completion_tokens</c>, as OpenAI's newer models demand, or <c>max_tokens</c>, as everybody else understands.</param>
/// <param name="StreamOptions">Whether usage may be asked for.</param>
/// <param name="Sampling">Whether temperature and the like may be sent.</param>
/// <param name="Reasoning">Whether reasoning of the same model is sent back beside its tool calls, as DeepSeek and others demand.</param>
/// <param name="ParallelCalls">Whether the number of calls in an answer may be limited.</param>
/// <param name="Format">Whether a form of the answer may be asked for.</param>
internal sealed record ChatDialect(bool CompletionTokens, bool StreamOptions, bool Sampling, bool Reasoning, bool ParallelCalls, bool Format)
{
    /// <summary>What a provider most likely wants.</summary>
    public static ChatDialect Of(ModelProvider provider) => provider is ModelProvider.OpenAi or ModelProvider.Azure
        ? new ChatDialect(CompletionTokens: true, StreamOptions: true, Sampling: true, Reasoning: false, ParallelCalls: true, Format: true)
        : new ChatDialect(CompletionTokens: false, StreamOptions: true, Sampling: true, Reasoning: true, ParallelCalls: true, Format: true);

    /// <summary>The dialect after a refusal; the same one when the refusal names nothing that can be changed.</summary>
    public ChatDialect After(string refusal)
    {
        bool Names(string part) => refusal.Contains(part, StringComparison.OrdinalIgnoreCase);
        return Names("max_completion_tokens") || Names("max_tokens") ? this with { CompletionTokens = !CompletionTokens }
            : Names("stream_options") ? this with { StreamOptions = false }
            : Names("temperature") || Names("top_p") ? this with { Sampling = false }
            : Names("reasoning_content") ? this with { Reasoning = !Reasoning }
            : Names("response_format") ? this with { Format = false }
            : Names("parallel_tool_calls") ? this with { ParallelCalls = false }
            : this;
    }
}
