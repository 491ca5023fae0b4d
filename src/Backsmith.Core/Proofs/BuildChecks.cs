using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>Checks of restore and build on both sides.</summary>
internal static class BuildChecks
{
    public static IEnumerable<Check> Of(Measurement before, Measurement after)
    {
        yield return Restore(before, after);
        if (Toolchain(before, after) is { } toolchain)
        {
            yield return toolchain;
        }

        yield return Build(before.Build, after.Build);
        if (after.Build.Succeeded)
        {
            yield return Warnings(before.Build, after.Build);
        }
    }

    private static Check Restore(Measurement before, Measurement after)
    {
        var problem = before.Restore.Problem ?? after.Restore.Problem;
        var missing = before.Restore.Missing.Concat(after.Restore.Missing).Select(package => $"{package.Id} {package.Version}".Trim()).Distinct().ToList();
        if (missing.Count > 0)
        {
            return new Check("packages", CheckResult.Open, $"{Words.Count(missing.Count, "package")} could not be restored: {Words.Join(missing, ", ")}.{(problem is null ? "" : " " + problem)}");
        }

        return problem is null
            ? new Check("packages", CheckResult.Pass, "Every package was restored.")
            : new Check("packages", CheckResult.Open, problem);
    }

    /// <summary>Says with what both sides were built and run, when it is not what the repository asks for. It holds for both, so it keeps nothing from being proven.</summary>
    private static Check? Toolchain(Measurement before, Measurement after)
    {
        var notes = new[] { before, after }.SelectMany(side => side.Build.Notes.Concat(side.Tests.SelectMany(run => run.Notes))).Distinct().ToList();
        return notes.Count == 0 ? null : new Check("toolchain", CheckResult.Pass, Words.Join(notes));
    }

    private static Check Build(BuildOutcome before, BuildOutcome after)
    {
        if (after.Succeeded)
        {
            return after.Problem is { } problem
                ? new Check("builds", CheckResult.Open, problem)
                : new Check("builds", CheckResult.Pass, before.Succeeded ? "Builds before and after." : "Did not build before; builds after.");
        }

        if (after.Problem is { } why || after.Errors.Count == 0)
        {
            return new Check("builds", CheckResult.Open, after.Problem ?? "The build failed with 0 errors.");
        }

        var errors = Words.Join(after.Errors.Select(Show));
        return before.Succeeded
            ? new Check("builds", CheckResult.Fail, $"Built before; after the patch {Words.Count(after.Errors.Count, "error")}: {errors}")
            : new Check("builds", CheckResult.Open, $"Does not build before or after: {errors}");
    }

    private static Check Warnings(BuildOutcome before, BuildOutcome after)
    {
        var were = before.Warnings.Select(Key).GroupBy(key => key).ToDictionary(group => group.Key, group => group.Count());
        var fresh = after.Warnings.Where(warning => !Take(were, Key(warning))).ToList();
        return fresh.Count == 0
            ? new Check("warnings", CheckResult.Pass, $"{Words.Count(after.Warnings.Count, "warning")} after, {before.Warnings.Count} before; none is new.")
            : new Check("warnings", CheckResult.Fail, $"{Words.Count(fresh.Count, "new warning")}: {Words.Join(fresh.Select(Show))}");
    }

    private static bool Take(Dictionary<(string, string, string?), int> counts, (string, string, string?) key)
    {
        if (!counts.TryGetValue(key, out var left) || left == 0)
        {
            return false;
        }

        counts[key] = left - 1;
        return true;
    }

    private static (string Code, string Text, string? Project) Key(BuildMessage message) => (message.Code, message.Text, message.Project);

    private static string Show(BuildMessage message) =>
        message.Path is null ? $"{message.Code} {message.Text}." : $"{message.Path}:{message.Line} {message.Code} {message.Text}.";
}
