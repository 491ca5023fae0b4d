using Backsmith.Patches;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>What the proof says about the hunks that stand beside a finding.</summary>
internal static class FindingProof
{
    /// <param name="state">Where the finding stands.</param>
    /// <param name="delivery">With its proof.</param>
    /// <param name="fix">The fix alone; null when the hunks are those of the patch.</param>
    public static string Of(FindingState state, Delivery delivery, Patch? fix)
    {
        if (state is FindingState.FixRefuted or FindingState.FixOpen || delivery.Proof is not { } proof)
        {
            return "Tried in a throw-away copy; not part of the patch that is handed over.";
        }

        var verdict = $"{proof.Judgement.Verdict} ({Wording.Of<EvidenceLevel>(proof.Judgement.Level)})";
        return state == FindingState.Repaired
            ? $"{verdict}: the patched tree builds, {Tests(proof.Evidence)}, and the finding is gone from it. {Reach(proof.Evidence, fix)}"
            : $"The patch as a whole is {verdict}.";
    }

    private static string Tests(Evidence evidence)
    {
        var tests = TestComparison.Of(evidence.Before.Tests, evidence.After?.Tests ?? []);
        return tests.Held.Count == 0 ? "no test was there to hold" : $"{Words.Count(tests.Held.Count, "test")} {(tests.Held.Count == 1 ? "holds" : "hold")}";
    }

    private static string Reach(Evidence evidence, Patch? fix)
    {
        if (evidence.Coverage is not { Problem: null })
        {
            return "Which of its lines tests reach was not measured.";
        }

        var lines = ChangedLines.Of(fix is null ? evidence : evidence with { Patch = Part(evidence.Patch, fix) });
        return lines.Measurable == 0 ? "None of its lines can run by itself."
            : $"Tests reach {lines.Reached} of its {Words.Count(lines.Measurable, "changed line")} that can run.";
    }

    /// <summary>The hunks of the whole patch that are those of one fix: other fixes of the same file have moved its lines.</summary>
    private static Patch Part(Patch whole, Patch fix) => whole with
    {
        Files =
        [
            .. from file in whole.Files
               let mine = fix.Files.FirstOrDefault(candidate => candidate.OldPath == file.OldPath && candidate.NewPath == file.NewPath)
               where mine is not null
               select file with { Hunks = [.. file.Hunks.Where(hunk => mine.Hunks.Any(other => Touch(hunk, other)))] },
        ],
    };

    private static bool Touch(Hunk one, Hunk other) => one.OldStart < other.OldStart + Math.Max(other.OldCount, 1) && other.OldStart < one.OldStart + Math.Max(one.OldCount, 1);
}
