using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Repositories;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;

namespace Backsmith.Proofs;

/// <summary>What is to be proven.</summary>
/// <param name="Repository">Where.</param>
/// <param name="Snapshot">The base.</param>
/// <param name="Patch">The patch.</param>
/// <param name="Claim">What it says it does.</param>
/// <param name="Targets">Findings that must go.</param>
/// <param name="Threshold">A new finding at or above it refutes.</param>
/// <param name="Before">The base, measured.</param>
/// <param name="Repetition">How often the tests run on the patched tree.</param>
public sealed record ProofRequest(
    Repository Repository,
    Snapshot Snapshot,
    Patch Patch,
    Claim Claim,
    IReadOnlyList<string> Targets,
    Severity Threshold,
    Measurement Before,
    Repetition Repetition);

/// <summary>How often tests run, to see those that flip.</summary>
/// <param name="AtLeast">Complete runs, 1 to 10; default 2.</param>
/// <param name="AtMost">Complete runs while <paramref name="Budget"/> lasts; default 5.</param>
/// <param name="Budget">Test time after which no further run starts; default 20 s.</param>
public sealed record Repetition(int AtLeast, int AtMost, TimeSpan Budget)
{
    /// <summary>For patches of others: 2 to 5 runs within 20 seconds.</summary>
    public static Repetition Thorough { get; } = new(2, 5, TimeSpan.FromSeconds(20));

    /// <summary>For code fixes of our own: 2 runs.</summary>
    public static Repetition Brief { get; } = new(2, 2, TimeSpan.Zero);
}

/// <summary>Measures a patched tree beside its base and judges. Builds and tests run in one copy, the review looks at another, so that nothing that ran can change what is reviewed.</summary>
public sealed class PatchProver(ISandbox sandbox, ScopePolicy policy)
{
    /// <summary>Further runs of the base when results differ.</summary>
    private const int RunsOfBase = 2;

    /// <summary>Whether a patch changes anything and applies: without that nothing has to be built or run to judge it.</summary>
    public async ValueTask<bool> CanBeMeasuredAsync(Repository repository, Snapshot snapshot, Patch patch, CancellationToken cancellationToken)
    {
        if (patch.Files.Count == 0)
        {
            return false;
        }

        await using var copy = await sandbox.OpenCopyAsync(repository, snapshot, cancellationToken);
        return (await copy.ApplyAsync(patch.Diff, cancellationToken)).Applied;
    }

    /// <summary>Proves or refutes.</summary>
    public async ValueTask<Proof> ProveAsync(ProofRequest request, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var scope = policy.Review(request.Patch);
        var evidence = new Evidence(
            request.Claim, request.Patch, request.Targets, request.Threshold, scope, request.Before,
            null, null, null, null, null, null, [], TestFolders(request.Before));
        if (request.Patch.Files.Count == 0)
        {
            return Proof.Of(evidence);
        }

        progress.Report("applying the patch");
        await using var copy = await sandbox.OpenCopyAsync(request.Repository, request.Snapshot, cancellationToken);
        evidence = evidence with { Apply = await copy.ApplyAsync(request.Patch.Diff, cancellationToken) };
        if (!evidence.Apply.Applied)
        {
            return Proof.Of(evidence);
        }

        var after = await MeasureAsync(copy, request, progress, cancellationToken);
        request = request with { Before = await WithPartsAsync(request, after, progress, cancellationToken) };
        evidence = evidence with { Before = await SettleBeforeAsync(request, after, progress, cancellationToken) };
        evidence = await ReviewAsync(evidence with { After = after }, request, progress, cancellationToken);
        if (after.Build.Succeeded)
        {
            evidence = await TestFurtherAsync(evidence, request, copy, progress, cancellationToken);
        }

        return Proof.Of(evidence);
    }

    private static async ValueTask<Measurement> MeasureAsync(IThrowAwayCopy copy, ProofRequest request, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var subject = request.Repository.Subject;
        progress.Report("restoring the patched tree without network");
        var restore = await copy.RestoreAsync(subject, NetworkAccess.None, cancellationToken);
        progress.Report("building the patched tree");
        var build = await copy.BuildAsync(subject, cancellationToken);
        var runs = build.Succeeded
            ? await RunTestsAsync(copy, request, progress, cancellationToken)
            : [];
        return new Measurement(restore, build, runs, null);
    }

    private static async ValueTask<IReadOnlyList<TestOutcome>> RunTestsAsync(IThrowAwayCopy copy, ProofRequest request, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var repetition = request.Repetition;
        var limit = TestTime.Limit(request.Before.Tests);
        var runs = new List<TestOutcome>();
        var spent = TimeSpan.Zero;
        while (runs.Count < repetition.AtLeast || (runs.Count < repetition.AtMost && spent < repetition.Budget))
        {
            progress.Report($"testing the patched tree, run {runs.Count + 1}");
            var run = await copy.TestAsync(request.Repository.Subject, null, limit, cancellationToken);
            runs.Add(run);
            spent += run.Commands.Aggregate(TimeSpan.Zero, (sum, command) => sum + command.Duration);
            if (run.Problems.Count > 0 || run.Results.Count == 0)
            {
                break;
            }
        }

        return runs;
    }

    /// <summary>A base that was measured before anybody knew which parts beside C# the patch touches is measured with them.</summary>
    private async ValueTask<Measurement> WithPartsAsync(ProofRequest request, Measurement after, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!request.Before.Build.Succeeded || !after.Build.Parts.Except(request.Before.Build.Parts).Any())
        {
            return request.Before;
        }

        return await new BaseMeasurer(sandbox).MeasureAsync(request.Repository, request.Snapshot, request.Before.Restore, request.Before.Review, progress, cancellationToken, request.Patch.Paths);
    }

    /// <summary>A difference between one run before and the runs after may be chance: the base is then run again, so that a test that flips there is not held for or against the patch.</summary>
    private async ValueTask<Measurement> SettleBeforeAsync(ProofRequest request, Measurement after, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var compared = TestComparison.Of(request.Before.Tests, after.Tests);
        if (request.Before.Tests.Count != 1 || compared.NewlyFailing.Count + compared.NewlyPassing.Count + compared.Flaky.Count == 0)
        {
            return request.Before;
        }

        progress.Report("running the tests of the base again, as some results differ");
        await using var copy = await sandbox.OpenCopyAsync(request.Repository, request.Snapshot, cancellationToken);
        copy.Include(request.Patch.Paths);
        var build = await copy.BuildAsync(request.Repository.Subject, cancellationToken);
        var runs = request.Before.Tests.ToList();
        while (build.Succeeded && runs.Count <= RunsOfBase && runs[^1].Problems.Count == 0)
        {
            runs.Add(await copy.TestAsync(request.Repository.Subject, null, null, cancellationToken));
        }

        return request.Before with { Tests = runs };
    }

    private async ValueTask<Evidence> ReviewAsync(Evidence evidence, ProofRequest request, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("reviewing the patched tree");
        await using var copy = await sandbox.OpenCopyAsync(request.Repository, request.Snapshot, cancellationToken);
        await copy.ApplyAsync(request.Patch.Diff, cancellationToken);
        await using var code = await copy.InspectAsync(request.Repository.Subject, cancellationToken);
        var review = await code.ReviewAsync(new ReviewRequest(request.Repository.Subject, request.Snapshot.ReadOnlyPaths), cancellationToken);
        var changed = ChangedLines.In(request.Patch);
        var changes = changed.Count == 0 ? new ChangeReview([], []) : await code.ReviewChangesAsync(new ChangeReviewRequest(changed), cancellationToken);
        var drifted = changes.Formatting.Select(line => line.Path).Distinct().ToList();
        return evidence with
        {
            After = evidence.After! with { Review = review },
            Changes = changes,
            DriftBefore = drifted.Count == 0 ? [] : await DriftBeforeAsync(request, drifted, cancellationToken),
            TestProjects = [.. evidence.TestProjects.Union(TestFolders(evidence.After with { Review = review }))],
        };
    }

    /// <summary>Which of the files were not formatted before either: their style is not the formatter's, and drift there says nothing.</summary>
    private async ValueTask<IReadOnlyList<string>> DriftBeforeAsync(ProofRequest request, List<string> paths, CancellationToken cancellationToken)
    {
        var origins = request.Patch.Files.Where(file => file.OldPath is not null && paths.Contains(file.Path))
            .ToDictionary(file => file.OldPath!, file => file.Path);
        if (origins.Count == 0)
        {
            return [];
        }

        await using var copy = await sandbox.OpenCopyAsync(request.Repository, request.Snapshot, cancellationToken);
        await using var code = await copy.InspectAsync(request.Repository.Subject, cancellationToken);
        await code.ReviewAsync(new ReviewRequest(request.Repository.Subject, request.Snapshot.ReadOnlyPaths), cancellationToken);
        var whole = origins.Keys.Select(path => new ChangedFile(path, [new LineRange(1, int.MaxValue)])).ToList();
        var before = await code.ReviewChangesAsync(new ChangeReviewRequest(whole), cancellationToken);
        return [.. before.Formatting.Select(line => origins[line.Path]).Distinct()];
    }

    private async ValueTask<Evidence> TestFurtherAsync(Evidence evidence, ProofRequest request, IThrowAwayCopy copy, IProgress<string> progress, CancellationToken cancellationToken)
    {
        // Tests that did not end, or cannot be trusted, keep the verdict open whatever they reach: running them once more would only take as long again.
        if (evidence.After!.Tests.Any(run => run.Results.Count > 0) && evidence.After.Tests.All(run => run.Problems.Count == 0))
        {
            progress.Report("measuring which changed lines the tests reach");
            var failing = evidence.After.Tests.SelectMany(run => run.Results).Where(result => result.Status == TestStatus.Failed).Select(result => result.Test.Name).Distinct().ToList();
            evidence = evidence with { Coverage = await copy.CoverAsync(request.Repository.Subject, failing, cancellationToken) };
        }

        var standing = TestFolders(request.Before);
        if (request.Patch.Files.Any(file => TestFiles.Contains(standing, file)))
        {
            progress.Report("running the tests as they were against the patched code");
            evidence = evidence with { OriginalTests = await MeasurePartAsync(request, file => TestFiles.Contains(standing, file), progress, cancellationToken) };
        }

        // A repair of named findings is shown by the rules; any other may be shown by a test that fails without it.
        if (request.Claim == Claim.Feature || (request is { Claim: Claim.Repair, Targets.Count: 0 } && TestComparison.Of(evidence.Before.Tests, evidence.After.Tests).Added.Count > 0))
        {
            progress.Report("running the new tests against the unpatched code");
            evidence = evidence with { NewTestsBefore = await MeasurePartAsync(request, file => !TestFiles.Contains(evidence.TestProjects, file), progress, cancellationToken) };
        }

        return evidence;
    }

    /// <summary>Applies the patch and takes back the files that <paramref name="takeBack"/> names, then builds and tests once.</summary>
    private async ValueTask<Measurement> MeasurePartAsync(ProofRequest request, Func<FileChange, bool> takeBack, IProgress<string> progress, CancellationToken cancellationToken)
    {
        await using var copy = await sandbox.OpenCopyAsync(request.Repository, request.Snapshot, cancellationToken);
        await copy.ApplyAsync(request.Patch.Diff, cancellationToken);
        await copy.RevertAsync([.. request.Patch.Files.Where(takeBack).SelectMany(file => file.Paths).Distinct()], cancellationToken);
        return await MeasureAsync(copy, request with { Repetition = new Repetition(1, 1, TimeSpan.Zero) }, progress, cancellationToken);
    }

    /// <summary>Folders of test projects, and test files of other stacks: those that were built, in whatever language, and those that could only be opened.</summary>
    private static IReadOnlyList<string> TestFolders(Measurement side) =>
        [.. side.Build.TestProjects.Concat((side.Review?.Projects ?? []).Where(project => project.IsTest).Select(project => project.Path))
            .Select(TreePath.Folder)
            .Where(folder => folder.Length > 0)
            .Concat(side.Build.TestFiles)
            .Distinct()];
}
