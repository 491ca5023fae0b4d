namespace Backsmith.Recording;

/// <summary>The first difference between a request that was recorded and one that came.</summary>
/// <param name="Expected">What was recorded there.</param>
/// <param name="Got">What came there.</param>
internal sealed record Divergence(string Expected, string Got)
{
    private const int Shown = 160;
    private const int Before = 40;

    /// <summary>Between the messages; null when there is none.</summary>
    public static Divergence? Between(IReadOnlyList<TranscribedMessage> recorded, IReadOnlyList<TranscribedMessage> came)
    {
        var same = recorded.Zip(came).TakeWhile(pair => pair.First.Digest == pair.Second.Digest).Count();
        if (same == recorded.Count && same == came.Count)
        {
            return null;
        }

        var (expected, got) = (same < recorded.Count ? recorded[same].Text : null, same < came.Count ? came[same].Text : null);
        var from = expected is null || got is null ? 0 : Math.Max(0, expected.Zip(got).TakeWhile(pair => pair.First == pair.Second).Count() - Before);
        return new Divergence($"message {same + 1} {Part(expected, from)}", Part(got, from));
    }

    /// <summary>Between what goes with the messages; null when there is none.</summary>
    public static Divergence? Between(RecordedOptions? recorded, RecordedOptions came, Transcript transcript)
    {
        if (recorded is null)
        {
            return null;
        }

        var (before, now) = (transcript.Normal(recorded.Instructions), transcript.Normal(came.Instructions));
        if (before != now)
        {
            var from = Math.Max(0, before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count() - Before);
            return new Divergence($"instructions {Part(before, from)}", Part(now, from));
        }

        var (gone, added) = (recorded.Tools.Keys.Except(came.Tools.Keys).ToList(), came.Tools.Keys.Except(recorded.Tools.Keys).ToList());
        return gone.Count + added.Count > 0 ? new Divergence($"the tools {Names(recorded.Tools.Keys)}", Names(came.Tools.Keys))
            : recorded.Tools.Where(tool => came.Tools[tool.Key] != tool.Value).Select(tool => tool.Key).ToList() is { Count: > 0 } changed ? new Divergence($"the tools {Names(changed)} as they were described then", "other descriptions or parameters of them")
            : recorded.Limits != came.Limits ? new Divergence(recorded.Limits, came.Limits)
            : null;
    }

    /// <summary>As much of a text as is shown.</summary>
    public static string Clip(string text) => Part(text, 0);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Part(string? text, int from) => text is null
        ? "nothing more"
        : $"'{(from > 0 ? "…" : "")}{(text.Length - from > Shown ? text.Substring(from, Shown) + "…" : text[Math.Min(from, text.Length)..]).ReplaceLineEndings("⏎")}'";
}
