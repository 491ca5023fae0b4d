using System.Text.Json.Serialization;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>How one category of the review ended.</summary>
public enum ChecklistState
{
    /// <summary>Rules found something.</summary>
    Found,

    /// <summary>Rules made for it looked at everything and found nothing.</summary>
    Clean,

    /// <summary>Nothing was found, but not everything could be seen, or only few rules look.</summary>
    PartlyCovered,

    /// <summary>No rule looks at it.</summary>
    NotLookedAt,
}

/// <summary>One line of the review checklist.</summary>
/// <param name="Category">Id of the category.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="State">How it ended.</param>
/// <param name="Rules">Ids of the rules that looked.</param>
/// <param name="Findings">Findings of the base in it.</param>
/// <param name="Repaired">Those repaired with proof.</param>
/// <param name="Evidence">What the state rests on.</param>
public sealed record ChecklistLine(string Category, string Title, ChecklistState State, IReadOnlyList<string> Rules, int Findings, int Repaired, string Evidence)
{
    /// <summary>The state in the words that reports share.</summary>
    [JsonIgnore]
    public string Label => State switch
    {
        ChecklistState.Found => "found",
        ChecklistState.Clean => "clean",
        ChecklistState.PartlyCovered => "partly covered",
        _ => "not looked at",
    };

    /// <summary>The checklist of a delivery, every category in order.</summary>
    public static IReadOnlyList<ChecklistLine> Of(Delivery delivery)
    {
        var blind = BlindSpots.Of(delivery.Base);
        return [.. Backsmith.Findings.Category.All.Select(category => Of(category, delivery, blind))];
    }

    /// <summary>Whether a rule is ours; the SDK's cover a category at points only.</summary>
    internal static bool IsOwn(string ruleId) => ruleId.StartsWith("BS", StringComparison.Ordinal);

    private static ChecklistLine Of(Category category, Delivery delivery, string? blind)
    {
        IReadOnlyList<string> rules = [.. delivery.Base.Review.Rules.Where(rule => rule.Category == category.Id).Select(rule => rule.Id)];
        var found = delivery.Repairs.Where(repair => repair.Finding.Category == category.Id).ToList();
        var repaired = found.Count(repair => repair.State == RepairState.Proven);
        var (state, evidence) = Judge(rules, found.Count, delivery.Base.Review.Projects.Count, blind);
        return new ChecklistLine(category.Id, category.Title, state, rules, found.Count, repaired, state == ChecklistState.Found ? Found(found, repaired, blind) : evidence);
    }

    private static (ChecklistState State, string Evidence) Judge(IReadOnlyList<string> rules, int findings, int projects, string? blind) =>
        findings > 0 ? (ChecklistState.Found, "")
        : rules.Count == 0 ? (ChecklistState.NotLookedAt, "no rule covers it yet")
        : projects == 0 ? (ChecklistState.NotLookedAt, "no project could be opened")
        : blind is not null ? (ChecklistState.PartlyCovered, $"{Names(rules)} found nothing in what could be seen ({blind})")
        : !rules.Any(IsOwn) ? (ChecklistState.PartlyCovered, $"{Names(rules)} found nothing; no rule of our own covers the rest")
        : (ChecklistState.Clean, $"{Names(rules)} found nothing");

    private static string Found(IReadOnlyList<Repair> found, int repaired, string? blind)
    {
        var byRule = found.GroupBy(repair => repair.Finding.RuleId).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} × {group.Key}");
        return string.Join(", ", byRule) + (repaired > 0 ? $"; {repaired} repaired with proof" : "") + (blind is null ? "" : $"; more may be unseen ({blind})");
    }

    private static string Names(IReadOnlyList<string> rules) => Words.Join(rules, ", ");
}
