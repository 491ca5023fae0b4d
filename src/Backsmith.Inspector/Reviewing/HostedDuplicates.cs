using Backsmith.Findings;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Reviewing;

/// <summary>Joins what a rule of the SDK and one of ours say of the same code: ours stays, it says more.</summary>
internal static class HostedDuplicates
{
    /// <summary>Rules of the SDK by the rule of ours that sees the same flaw.</summary>
    public static IReadOnlyDictionary<string, string> Twins { get; } = new Dictionary<string, string>
    {
        ["CA5350"] = "BS0012", ["CA5351"] = "BS0012", ["CA5379"] = "BS0012", ["CA5387"] = "BS0012", ["CA5403"] = "BS0007", ["CA5394"] = "BS0017",
        ["CA3003"] = "BS0030", ["CA3006"] = "BS0033", ["CA3007"] = "BS0031",
    };

    /// <summary>How many lines apart two places of one member may lie and still speak of the same call or value.</summary>
    private const int Near = 10;

    /// <summary>Hits without those of the SDK that touch the place or the way of a twin of ours, or lie near it in the same member.</summary>
    public static IEnumerable<(ProjectId Project, RuleHit Hit)> Without(IReadOnlyList<(ProjectId Project, RuleHit Hit)> hits)
    {
        var ours = hits.Where(item => Twins.Values.Contains(item.Hit.Rule)).Select(item => item.Hit).ToLookup(hit => hit.Rule);
        return hits.Where(item => !Twins.TryGetValue(item.Hit.Rule, out var twin) || !ours[twin].Any(hit => SpeaksOf(hit, item.Hit)));
    }

    private static bool SpeaksOf(RuleHit ours, RuleHit theirs) =>
        ours.Flow.Select(step => step.Location).Append(ours.Place).Any(place => place.Path == theirs.Place.Path
            && Distance(place, theirs.Place) <= (ours.Symbol is not null && ours.Symbol == theirs.Symbol ? Near : 0));

    private static int Distance(SourceLocation one, SourceLocation other) => Math.Max(0, Math.Max(one.StartLine - other.EndLine, other.StartLine - one.EndLine));
}
