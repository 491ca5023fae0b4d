using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>The outcome of a delivery in one sentence.</summary>
internal static class Headlines
{
    public static string Of(Delivery delivery) => delivery switch
    {
        { Engineering: { } work } => OfWork(delivery, work),
        { Kind: "verify" } => OfPatch(delivery),
        _ => OfReview(delivery),
    };

    private static string OfWork(Delivery delivery, Engineering work)
    {
        var outcome = delivery.Proof is null ? "No patch came of it." : OfPatch(delivery);
        return work.Stopped is { } why ? $"{outcome} Broken off: {why}"
            : work.Blocking.Count > 0 ? $"{outcome} Its reviewer asks for changes: {work.Reviews[^1].Opinion!.Summary}"
            : outcome;
    }

    private static string OfReview(Delivery delivery)
    {
        var found = delivery.Repairs.Count;
        var repaired = delivery.Repairs.Count(repair => repair.State == RepairState.Proven);
        return found == 0 ? "The rules found nothing."
            : repaired == 0 ? $"{Words.Count(found, "finding")}; none is repaired."
            : $"{Words.Count(found, "finding")}, {repaired} repaired with proof.";
    }

    private static string OfPatch(Delivery delivery) => delivery.Proof?.Judgement.Verdict switch
    {
        Verdict.Proven => "The patch holds: nothing that held fails, and its claim is shown.",
        Verdict.Refuted => "The patch does not hold: " + First(delivery, CheckResult.Fail),
        Verdict.Inconclusive => "The patch is neither proven nor refuted: " + First(delivery, CheckResult.Open),
        _ => "The patch was not judged.",
    };

    private static string First(Delivery delivery, CheckResult result)
    {
        var check = delivery.Proof!.Judgement.Checks.FirstOrDefault(check => check.Result == result);
        return check is null ? "see its checks." : $"{check.Name}: {check.Evidence}";
    }
}
