using System.Text;
using Backsmith.Executions;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Proofs;

/// <summary>Makes one proof. For fixes it searches the largest set that is proven together: all first, then halves of what failed, each tried on top of what is proven.</summary>
public sealed class ProveTask(ExecutionRequest request, ISandbox sandbox, WarmCodeBase warm, IExecutionStore store, IBlobStore blobs, RecordStore records) : ITaskHandler
{
    /// <summary>Obstacles that lie in the machine or the base: trying fewer fixes would not remove them.</summary>
    private static readonly HashSet<string> OfTheBase = ["packages", "reviewed-projects"];

    /// <inheritdoc />
    public string Kind => "prove";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var payload = await StartAsync(context.Task, RecordJson.Read<ProvePayload>(context.Task.Payload), cancellationToken);
        var reviewed = await records.GetAsync<ReviewedBase>(payload.Base, cancellationToken);
        var before = await records.GetAsync<Measurement>(payload.Measurement!, cancellationToken);
        if (request.PatchDigest is { } given)
        {
            var (verified, problem) = await VerifyAsync(reviewed, before, given, PatchAuthor.Human, request.Claim, context, cancellationToken);
            return verified is null ? new TaskOutcome.Failed(problem!, Retry: false) : Next(payload with { Proof = await records.PutAsync(verified, cancellationToken), Round = 1 });
        }

        if (payload.Diff is { } made)
        {
            return await EngineeredAsync(payload, reviewed, before, made, context, cancellationToken);
        }

        if (payload.Waiting.Count == 0)
        {
            return Next(payload);
        }

        var candidate = payload.Waiting[0];
        List<string> set = [.. payload.Proven, .. candidate];
        context.Progress.Report($"making {set.Count} fixes together");
        var (patch, settled) = await BundleAsync(reviewed, set, cancellationToken);
        var proof = await Prover(reviewed).ProveAsync(
            new ProofRequest(request.Repository, reviewed.Snapshot, patch, Claim.Repair, [.. set.Except(settled.Select(fix => fix.Fingerprint))], request.Threshold, before, Repetition.Brief),
            context.Progress, cancellationToken);
        return Next(await SettleAsync(payload with { Settled = [.. payload.Settled, .. settled] }, [.. candidate.Except(settled.Select(fix => fix.Fingerprint))], proof, cancellationToken));
    }

    /// <summary>The first round takes the measured base and the fixes that were made from the finished tasks.</summary>
    private async ValueTask<ProvePayload> StartAsync(WorkTask task, ProvePayload payload, CancellationToken cancellationToken)
    {
        if (payload.Measurement is not null)
        {
            return payload;
        }

        var tasks = await store.TasksAsync(task.ExecutionId, cancellationToken);
        var measured = RecordJson.Read<MeasureResult>(tasks.Single(other => other.Kind == "measure").Result!).Measurement;
        var fixes = tasks.Where(other => other.Kind == "fix" && other.Result is not null).Select(other => RecordJson.Read<FixResult>(other.Result!))
            .Where(fix => fix.Patch is not null).Select(fix => fix.Fingerprint).ToList();
        return payload with { Measurement = measured, Waiting = fixes.Count == 0 ? [] : [fixes] };
    }

    /// <summary>Proves what workers made. A patch that does not hold goes back to a worker with what was seen, a bounded number of times.</summary>
    private async ValueTask<TaskOutcome> EngineeredAsync(ProvePayload payload, ReviewedBase reviewed, Measurement before, string made, TaskContext context, CancellationToken cancellationToken)
    {
        var plan = await records.GetAsync<WorkPlan>(payload.Plan!, cancellationToken);
        var (proof, problem) = await VerifyAsync(reviewed, before, made, PatchAuthor.Agent, plan.Claim, context, cancellationToken);
        if (proof is null)
        {
            return new TaskOutcome.Failed(problem!, Retry: false);
        }

        var judged = payload with { Proof = await records.PutAsync(proof, cancellationToken) };
        if (proof.Judgement.Verdict == Verdict.Proven)
        {
            return new TaskOutcome.Completed(RecordJson.Write(judged), [Plan.PeerReview(judged)]);
        }

        var obstacles = proof.Judgement.Obstacles.ToList();
        if (obstacles.All(check => OfTheBase.Contains(check.Name)) || payload.Round >= request.Solve!.Budget.Rounds)
        {
            return Next(payload.Held ?? judged);
        }

        var feedback = await blobs.PutAsync(Encoding.UTF8.GetBytes(ProofFeedback.Of(proof)), cancellationToken);
        IReadOnlyList<string> done = ["The proof holds. It did not, because of:", .. obstacles.Select(check => $"{check.Name}: {check.Evidence}")];
        return new TaskOutcome.Completed(
            RecordJson.Write(judged),
            Plan.Mend(judged, "Mend what the proof refused", string.Join(" ", obstacles.Select(check => check.Name)), request.Solve.Role, done, feedback));
    }

    private async ValueTask<(Proof? Proof, string? Problem)> VerifyAsync(
        ReviewedBase reviewed, Measurement before, string digest, PatchAuthor author, Claim claim, TaskContext context, CancellationToken cancellationToken)
    {
        var diff = await blobs.GetAsync(digest, cancellationToken);
        var parsed = UnifiedDiff.Parse(diff ?? [], reviewed.Snapshot.TreeId, author);
        if (parsed.Patch is not { } patch)
        {
            return (null, parsed.Problem ?? "The patch cannot be read.");
        }

        var proof = await Prover(reviewed).ProveAsync(
            new ProofRequest(request.Repository, reviewed.Snapshot, patch, claim, [], request.Threshold, before, Repetition.Thorough),
            context.Progress, cancellationToken);
        return (proof, null);
    }

    private async ValueTask<(Patch Patch, List<SettledFix> Settled)> BundleAsync(ReviewedBase reviewed, List<string> set, CancellationToken cancellationToken)
    {
        var (code, _) = await warm.ReviewedAsync(reviewed.Snapshot, cancellationToken);
        var outcome = await code.FixAsync(new FixRequest(set), cancellationToken);
        var copy = await warm.CopyAsync(reviewed.Snapshot, cancellationToken);
        await copy.WriteAsync(outcome.Files, cancellationToken);
        var patch = await copy.DiffAsync(PatchAuthor.CodeFix, cancellationToken);
        await copy.RevertAsync([.. outcome.Files.Select(file => file.Path)], cancellationToken);
        return (patch, [.. outcome.Findings.Where(fix => fix.Refusal is not null).Select(fix => new SettledFix(fix.Fingerprint, Verdict.Inconclusive, fix.Refusal!))]);
    }

    private async ValueTask<ProvePayload> SettleAsync(ProvePayload payload, IReadOnlyList<string> candidate, Proof proof, CancellationToken cancellationToken)
    {
        var rest = payload.Waiting.Skip(1);
        var judgement = proof.Judgement;
        if (judgement.Verdict == Verdict.Proven)
        {
            return payload with
            {
                Proven = [.. payload.Proven, .. candidate],
                Proof = await records.PutAsync(proof, cancellationToken),
                Waiting = [.. rest],
                Round = payload.Round + 1,
            };
        }

        if (candidate.Count <= 1 || judgement.Obstacles.All(check => OfTheBase.Contains(check.Name)) || !proof.Evidence.Before.Build.Succeeded)
        {
            var reason = string.Join(" ", judgement.Obstacles.Select(check => $"{check.Name}: {check.Evidence}"));
            return payload with
            {
                Settled = [.. payload.Settled, .. candidate.Select(fingerprint => new SettledFix(fingerprint, judgement.Verdict, reason))],
                Waiting = [.. rest],
                Round = payload.Round + 1,
            };
        }

        var half = candidate.Count / 2;
        return payload with { Waiting = [candidate.Take(half).ToList(), candidate.Skip(half).ToList(), .. rest], Round = payload.Round + 1 };
    }

    private PatchProver Prover(ReviewedBase reviewed) => new(sandbox, new ScopePolicy { ReadOnlyPaths = reviewed.Snapshot.ReadOnlyPaths });

    private static TaskOutcome Next(ProvePayload payload)
    {
        var state = RecordJson.Write(payload);
        return new TaskOutcome.Completed(state, [payload.Waiting.Count == 0 ? Plan.Deliver(state) : Plan.Prove(payload.Round, state, [])]);
    }
}
