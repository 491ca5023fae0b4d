using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>What a person does with a delivery.</summary>
internal static class NextSteps
{
    /// <summary>What the steps stand under.</summary>
    public const string Title = "Next steps";

    public static IEnumerable<string> Of(Delivery delivery, IReadOnlyList<ReportedFinding> findings)
    {
        if (delivery.Proof is { } proof)
        {
            foreach (var step in Patch(delivery, proof))
            {
                yield return step;
            }
        }

        if (delivery.Engineering is { Stopped: not null })
        {
            yield return "Not all of the work was done: settle why it was broken off, and ask for what is left once this is applied.";
        }

        if (First(delivery, findings) is { } first)
        {
            yield return first;
        }

        var missing = MissingPackageUse.Of(delivery.Base);
        if (missing.Count > 0)
        {
            yield return $"Make {Words.Join(missing.Select(package => package.Package), ", ")} available to restore and run again: until then findings may be missed and no patch is Proven.";
        }

        if (delivery.Measurement is { Build.Succeeded: false })
        {
            yield return "Make the base build: while it does not, no test can hold.";
        }
    }

    private static IEnumerable<string> Patch(Delivery delivery, Proof proof)
    {
        if (proof.Judgement.Verdict == Verdict.Proven)
        {
            if (delivery.Engineering is { Blocking: { Count: > 0 } blocking })
            {
                yield return $"Decide what the reviewer blocks before you apply it: {Words.Join(blocking.Select(point => $"{point.Place} ({point.Problem.TrimEnd('.')})"), "; ")}.";
            }

            var subject = delivery.Request.Repository.Subject;
            yield return $"Read the diff, then write it into your tree: backsmith apply {delivery.ExecutionId}, or git apply changes.patch.";
            if (delivery.Base.Review.Projects.Count > 0)
            {
                yield return $"Run the tests yourself: dotnet test{(subject.Length > 0 ? " " + subject : "")}.";
            }
            else if (proof.Evidence.After?.Tests.Any(run => run.Commands.Count > 0) == true)
            {
                yield return "Run the tests yourself, as the project itself does.";
            }
        }
        else if (proof.Judgement.Verdict == Verdict.Refuted)
        {
            yield return "Repair what does not hold and verify again; this patch is not for applying.";
        }
        else
        {
            yield return $"Settle what stays open and verify again; to write the patch without proof a person answers for it: backsmith apply {delivery.ExecutionId} --accept-unproven.";
        }
    }

    private static string? First(Delivery delivery, IReadOnlyList<ReportedFinding> findings)
    {
        var open = findings.Where(entry => entry.State < FindingState.Suppressed && entry.Finding.Severity >= delivery.Request.Threshold).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var worst = open.Max(entry => entry.Finding.Severity);
        var places = open.Where(entry => entry.Finding.Severity == worst).Select(entry => $"{entry.Finding.RuleId} {entry.Finding.Location.Path}:{entry.Finding.Location.StartLine}");
        return $"{Words.Count(open.Count, "finding")} at or above {delivery.Request.Threshold.ToString().ToLowerInvariant()} {(open.Count == 1 ? "waits" : "wait")} for a person; first the {(worst == Severity.Error ? "errors" : worst == Severity.Warning ? "warnings" : "notes")}: {Words.Join(places, ", ")}.";
    }
}
