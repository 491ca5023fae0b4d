using Backsmith.Findings;

namespace Backsmith.Deliveries;

/// <summary>One line of the review checklist.</summary>
/// <param name="Category">Which.</param>
/// <param name="Rules">Rules that looked.</param>
/// <param name="Findings">Findings of the base in it.</param>
/// <param name="Repaired">Those repaired with proof.</param>
public sealed record ChecklistLine(Category Category, int Rules, int Findings, int Repaired)
{
    /// <summary>The checklist of a delivery, every category in order.</summary>
    public static IReadOnlyList<ChecklistLine> Of(Delivery delivery) =>
        [.. Category.All.Select(category => new ChecklistLine(
            category,
            delivery.Base.Review.Rules.Count(rule => rule.Category == category.Id),
            delivery.Repairs.Count(repair => repair.Finding.Category == category.Id),
            delivery.Repairs.Count(repair => repair.Finding.Category == category.Id && repair.State == RepairState.Proven)))];

    /// <summary>The outcome in words.</summary>
    public string Outcome =>
        Rules == 0 ? "not looked at: no rule covers it yet"
        : Findings == 0 ? $"clean ({Rules} rules)"
        : Repaired == 0 ? $"{Findings} found"
        : $"{Findings} found, {Repaired} repaired with proof";
}
