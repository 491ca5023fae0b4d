using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Another way, and what spoke against it.</summary>
/// <param name="Option">The other way.</param>
/// <param name="Reason">Why it was not taken.</param>
public sealed record Alternative(string Option, string Reason);

/// <summary>The second part: what was decided, and what else was weighed.</summary>
/// <param name="Decisions">What was done, and why.</param>
/// <param name="Alternatives">What was not done, and why not.</param>
public sealed record ArchitectureDecision(IReadOnlyList<string> Decisions, IReadOnlyList<Alternative> Alternatives)
{
    internal static ArchitectureDecision Of(Delivery delivery) => delivery switch
    {
        { Engineering: { } work } => OfWork(delivery, work),
        { Kind: "verify" } => OfPatch(delivery),
        { Proof: null } => new([NoPatch(delivery)], [.. Unrepaired(delivery)]),
        _ => OfRepairs(delivery),
    };

    private static ArchitectureDecision OfRepairs(Delivery delivery)
    {
        var proof = delivery.Proof!;
        var repaired = delivery.Repairs.Where(repair => repair.State == RepairState.Proven).ToList();
        var spent = TimeSpan.FromTicks(proof.Commands.Sum(run => run.Duration.Ticks));
        IEnumerable<string> decisions = repaired
            .GroupBy(repair => (repair.Finding.RuleId, repair.Title))
            .OrderBy(group => group.Key.RuleId, StringComparer.Ordinal)
            .Select(group => $"{group.Key.RuleId}: {(group.Key.Title ?? "the rule's fix").TrimEnd('.')}, {Places(group)}.")
            .Append(repaired.Count == 0
                ? "No fix held, so no repair is handed over; the diff below is the last one that was tried."
                : $"{Words.Count(repaired.Count, "repair")} in one patch, proven as a whole: what is handed over is exactly what was built and tested.");
        IEnumerable<Alternative> alternatives =
        [
            .. repaired.Count > 1
                ? [new Alternative("One patch for each finding", $"{repaired.Count} proofs instead of one; the commands of this one took {Words.Seconds(spent)}, and how the repairs act on each other would stay unproven.")]
                : Array.Empty<Alternative>(),
            new("Suppress the findings in the source", "A suppressed finding is still there; a patch that hides one is refuted."),
            .. Unrepaired(delivery),
        ];
        return new ArchitectureDecision([.. decisions], [.. alternatives]);
    }

    private static string NoPatch(Delivery delivery) =>
        !delivery.Request.Fix ? "No change is proposed: only a report was asked for."
        : delivery.Repairs.Count == 0 ? "No change is proposed: nothing was found."
        : "No change is proposed: no fix could be made that is sure to be right.";

    /// <summary>Repairs that were not made or did not hold: one entry for each rule and reason.</summary>
    private static IEnumerable<Alternative> Unrepaired(Delivery delivery) => delivery.Repairs
        .Where(repair => repair.State != RepairState.Proven && !repair.Finding.Suppressed)
        .GroupBy(repair => (repair.Finding.RuleId, repair.State, repair.Reason))
        .OrderBy(group => group.Key.RuleId, StringComparer.Ordinal)
        .Select(group => new Alternative(
            $"Repair {group.Key.RuleId} {Places(group)}",
            (group.Key.State switch
            {
                RepairState.Refuted => "Made and refuted: ",
                RepairState.Inconclusive => "Made and not proven: ",
                _ => "",
            }) + (group.Key.Reason ?? "No fix was made.")));

    private static string Places(IEnumerable<Repair> repairs)
    {
        var places = repairs.Select(repair => $"{repair.Finding.Location.Path}:{repair.Finding.Location.StartLine}").ToList();
        return "at " + Words.Join(places, ", ");
    }

    /// <summary>In the words of those who worked on it; what holds is said by the proof, not by them.</summary>
    private static ArchitectureDecision OfWork(Delivery delivery, Engineering work) => new(
        [
            .. work.Plan is { } plan ? [$"Planned: {plan.Requirement}"] : Array.Empty<string>(),
            .. work.Workers.Select(worker => worker.Report is { } report ? $"{worker.Title} ({worker.Role}): {report.Decision}" : $"{worker.Title} ({worker.Role}): not finished. {worker.Stopped}"),
            .. delivery.Proof is { } proof ? [$"The patch claims '{proof.Evidence.Claim.ToString().ToLowerInvariant()}', as the plan says, and is judged by that."] : Array.Empty<string>(),
        ],
        [.. work.Workers.SelectMany(worker => (worker.Report?.Alternatives ?? []).Select(other => new Alternative(other.TrimEnd('.'), $"Weighed in '{worker.Title}' and not taken.")))]);

    private static ArchitectureDecision OfPatch(Delivery delivery)
    {
        if (delivery.Proof is not { } proof)
        {
            return new ArchitectureDecision(["The patch could not be judged."], []);
        }

        var claim = proof.Evidence.Claim;
        return new ArchitectureDecision(
            [
                $"The patch is judged as it came, on the claim '{claim.ToString().ToLowerInvariant()}'. Nothing of it was changed, so the proof is about the diff that was given.",
                "What its author weighed is not part of a diff; whether this is the right change remains a reader's judgement.",
            ],
            [.. OtherClaims(proof).Where(other => other.Claim != claim).Select(other => new Alternative($"Judge it as '{other.Claim.ToString().ToLowerInvariant()}'", other.Reason))]);
    }

    private static IEnumerable<(Claim Claim, string Reason)> OtherClaims(Proof proof)
    {
        if (proof.Evidence.After is not { } after)
        {
            yield break;
        }

        var tests = TestComparison.Of(proof.Evidence.Before.Tests, after.Tests);
        var gone = FindingChecks.Compare(proof.Evidence, after).Gone.Count;
        var lines = ChangedLines.Of(proof.Evidence);
        yield return (Claim.Repair, $"A repair needs a finding or a failing test that goes: {Words.Count(gone, "finding")} and {Words.Count(tests.NewlyPassing.Count, "failing test")} go.");
        yield return (Claim.Feature, $"A feature needs tests of its own that fail without it: it adds {Words.Count(tests.Added.Count, "passing test")}.");
        yield return (Claim.Preserve, lines.Measurable == 0
            ? "A preserving patch needs tests that reach its changed lines: none of them could be measured."
            : $"A preserving patch needs tests that reach its changed lines: they reach {lines.Reached} of {lines.Measurable}.");
    }
}
