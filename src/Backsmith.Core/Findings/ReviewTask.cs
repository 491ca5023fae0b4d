using Backsmith.Executions;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Findings;

/// <summary>Restores and reviews the base; queues a repair for each finding that has a fix, and the measuring of the base.</summary>
public sealed class ReviewTask(ExecutionRequest request, WarmCodeBase warm, IBlobStore blobs, RecordStore records) : ITaskHandler
{
    /// <summary>Repairs that are tried in one execution; what is worse comes first.</summary>
    internal const int MostRepairs = 2_000;

    /// <inheritdoc />
    public string Kind => "review";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var snapshot = await records.GetAsync<Snapshot>(RecordJson.Read<SnapshotPayload>(context.Task.Payload).Snapshot, cancellationToken);
        var copy = await warm.CopyAsync(snapshot, cancellationToken);
        var survey = await copy.SurveyAsync(request.Repository.Subject, cancellationToken);
        var changes = request.Solve is not null || request.PatchDigest is not null;
        if (!survey.HasDotNet && survey.Parts.Count > 0 && !changes)
        {
            return new TaskOutcome.Failed(OnlyOthers(survey), Retry: false);
        }

        if (!survey.HasDotNet && survey.Parts.Count > 0 && survey.Parts.All(part => part.Missing is not null))
        {
            return new TaskOutcome.Failed(string.Join(" ", survey.Parts.Select(part => part.Missing).Distinct()), Retry: false);
        }

        context.Progress.Report("restoring packages");
        var network = request.Offline ? NetworkAccess.None : NetworkAccess.Restore;
        var restore = await copy.RestoreAsync(request.Repository.Subject, network, cancellationToken);
        if (survey is { HasDotNet: true, Parts.Count: > 0 } && changes)
        {
            // What it comes to counts only for a patch that touches such a part, and is seen again there.
            await copy.InstallBesideAsync(request.Repository.Subject, await TouchedAsync(snapshot, cancellationToken), network, cancellationToken);
        }

        context.Progress.Report("reviewing");
        var (_, review) = await warm.ReviewedAsync(snapshot, cancellationToken);
        if (SawNothing(review) && (survey.HasDotNet || survey.Parts.Count == 0))
        {
            return new TaskOutcome.Failed(restore.Problem ?? review.Limitations.FirstOrDefault() ?? "No C# project could be opened.", Retry: false);
        }

        if (restore.Problem is { } problem)
        {
            review = review with { Limitations = [problem, .. review.Limitations] };
        }

        var payload = new BasePayload(await records.PutAsync(new ReviewedBase(snapshot, restore, review) { Parts = survey.Parts }, cancellationToken));
        return new TaskOutcome.Completed(RecordJson.Write(payload), Next(payload.Base, review));
    }

    /// <summary>Whether there is nothing to tell: where MSBuild loaded no project at all, silence of the rules is no clean result.</summary>
    private bool SawNothing(Review review) =>
        review.Projects.All(project => project.StandIn) && !review.Findings.Any(finding => !finding.Suppressed && finding.Severity >= request.Threshold);

    /// <summary>What a patch will touch: what a given one names; everything where it is still to be made.</summary>
    private async ValueTask<IReadOnlyList<string>> TouchedAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        request.PatchDigest is not { } digest ? [""]
        : UnifiedDiff.Parse(await blobs.GetAsync(digest, cancellationToken) ?? [], snapshot.TreeId, PatchAuthor.Human).Patch is { } patch ? patch.Paths
        : [];

    private static string OnlyOthers(StackSurvey survey) =>
        $"There is no C# here, and the rules of review look at C# alone. What is here: {string.Join(", ", survey.Parts.Select(part => $"{part.Stack} in '{part.Place}'"))}; 'backsmith verify' and 'backsmith solve' work on that.";

    private List<NewTask> Next(string reviewed, Review review)
    {
        if (request.Solve is not null)
        {
            return [Plan.Measure(RecordJson.Write(new BasePayload(reviewed))), Plan.Think(RecordJson.Write(new PlanPayload(reviewed)))];
        }

        var fixes = request.Fix
            ? review.Findings.Where(finding => finding is { HasFix: true, Suppressed: false }).OrderByDescending(finding => finding.Severity).Take(MostRepairs).Select(finding => Plan.Fix(
                finding.Fingerprint,
                $"Repair {finding.RuleId} at {finding.Location.Path}:{finding.Location.StartLine}",
                finding.Message,
                RecordJson.Write(new FixPayload(reviewed, finding.Fingerprint)))).ToList()
            : [];
        if (fixes.Count == 0 && request.PatchDigest is null)
        {
            return [Plan.Deliver(RecordJson.Write(new ProvePayload(reviewed, null, [], null, [], [], 0)))];
        }

        var prove = Plan.Prove(0, RecordJson.Write(new ProvePayload(reviewed, null, [], null, [], [], 0)), [.. fixes.Select(fix => fix.Key), "measure"]);
        return [.. fixes, Plan.Measure(RecordJson.Write(new BasePayload(reviewed))), prove];
    }
}
