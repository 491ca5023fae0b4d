namespace Backsmith.Proofs;

/// <summary>Checks of the patch itself: it changes something, stays in scope, applies.</summary>
internal static class PatchChecks
{
    public static IEnumerable<Check> Of(Evidence evidence)
    {
        var files = evidence.Patch.Files.Count;
        yield return files == 0
            ? new Check("changes-something", CheckResult.Open, "The diff is empty: there is nothing to prove.")
            : new Check("changes-something", CheckResult.Pass, Words.Count(files, "file"));

        yield return evidence.Scope.Breaches.Count == 0
            ? new Check("scope", CheckResult.Pass, "No guarded path, package, build logic or suppression is touched.")
            : new Check("scope", CheckResult.Open, "A person must accept: " + Words.Join(evidence.Scope.Breaches.Select(breach => breach.Reason)));

        if (evidence.Apply is { } apply)
        {
            yield return apply.Applied
                ? new Check("applies", CheckResult.Pass, $"Applies to tree {evidence.Patch.BaseTree}.")
                : new Check("applies", CheckResult.Fail, apply.Refusal ?? "git refused the patch.");
        }
    }
}
