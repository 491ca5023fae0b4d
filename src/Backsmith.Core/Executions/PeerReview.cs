using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Backsmith.Executions;

/// <summary>What a role that did not write a patch says about it.</summary>
/// <param name="Approve">Whether it may be handed over as it is.</param>
/// <param name="Summary">The outcome in one sentence.</param>
/// <param name="Points">What was found, what blocks first.</param>
/// <param name="Tried">What was read, run and tried.</param>
public sealed record ReviewOpinion(
    [property: Description("true: hand it over as it is. false: something that blocks has to be changed first.")] bool Approve,
    [property: Description("The outcome in one sentence.")] string Summary,
    [property: Description("What you found, what blocks first; empty when nothing.")] IReadOnlyList<ReviewPoint> Points,
    [property: Description("What you read, ran and tried.")] string Tried)
{
    /// <summary>What keeps an opinion from being used; null when nothing does.</summary>
    [JsonIgnore]
    public string? Problem => string.IsNullOrWhiteSpace(Summary) || string.IsNullOrWhiteSpace(Tried) ? "'summary' and 'tried' must say something."
        : !Approve && Points?.Any(point => point.Blocking) != true ? "A review that does not approve names a point that blocks."
        : Approve && Points?.Any(point => point.Blocking) == true ? "A review with a point that blocks does not approve."
        : null;
}

/// <summary>One remark on a patch.</summary>
/// <param name="Path">File relative to the root.</param>
/// <param name="Line">Line in the patched file, 1-based; 0 for the file as a whole.</param>
/// <param name="Blocking">Whether it has to be changed before the patch is handed over.</param>
/// <param name="Problem">What happens, with the input or the order of events that shows it.</param>
/// <param name="Remedy">The smallest change that helps.</param>
public sealed record ReviewPoint(
    [property: Description("File relative to the repository's root.")] string Path,
    [property: Description("Line in the patched file; 0 for the file as a whole.")] int Line,
    [property: Description("Whether it has to be changed: it can happen, it does harm, and this patch causes it.")] bool Blocking,
    [property: Description("What happens, with the input or the order of events that shows it.")] string Problem,
    [property: Description("The smallest change that helps.")] string Remedy)
{
    /// <summary>The place, as reports write it.</summary>
    [JsonIgnore]
    public string Place => Line > 0 ? $"{Path}:{Line}" : Path;
}

/// <summary>Output of the task that reviews a patch.</summary>
/// <param name="Role">Who reviewed; null when no other role is there.</param>
/// <param name="Opinion">What it said; null when it ended without.</param>
/// <param name="Stopped">Why it ended without an opinion; null otherwise.</param>
public sealed record PeerReview(string? Role, ReviewOpinion? Opinion, string? Stopped);
