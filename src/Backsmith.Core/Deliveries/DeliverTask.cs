using System.Runtime.InteropServices;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Backsmith.Secrets;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Deliveries;

/// <summary>Output of the last task: where the delivery lies.</summary>
public sealed record DeliverResult(string Delivery);

/// <summary>Gathers findings, patches and proof.</summary>
public sealed class DeliverTask(
    Execution execution,
    ExecutionRequest request,
    ISandbox sandbox,
    IExecutionStore store,
    RecordStore records,
    TimeProvider time,
    string toolVersion) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => "deliver";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var payload = RecordJson.Read<ProvePayload>(context.Task.Payload);
        var reviewed = await records.GetAsync<ReviewedBase>(payload.Base, cancellationToken);
        var measurement = payload.Measurement is { } measured ? await records.GetAsync<Measurement>(measured, cancellationToken) : null;
        var proof = payload.Proof is { } digest ? await records.GetAsync<Proof>(digest, cancellationToken) : null;
        context.Progress.Report("gathering the delivery");
        var read = await ReadAsync(reviewed, proof, cancellationToken);
        var delivery = new Delivery(
            execution.Id, execution.Kind, request, reviewed, measurement,
            await RepairsAsync(context.Task.ExecutionId, payload, reviewed.Review, cancellationToken),
            proof?.Evidence.Patch, proof,
            read.Files, read.Secrets, read.Environment,
            execution.CreatedAt, time.GetUtcNow())
        {
            Engineering = request.Solve is { } solve ? await Engineering.OfAsync(solve.Task, payload.Plan, execution.Id, store, records, cancellationToken) : null,
        };
        return new TaskOutcome.Completed(RecordJson.Write(new DeliverResult(await records.PutAsync(delivery, cancellationToken))), []);
    }

    private async ValueTask<IReadOnlyList<Repair>> RepairsAsync(string executionId, ProvePayload payload, Review review, CancellationToken cancellationToken)
    {
        var made = (await store.TasksAsync(executionId, cancellationToken))
            .Where(task => task.Kind == "fix" && task.Result is not null)
            .Select(task => RecordJson.Read<FixResult>(task.Result!)).ToDictionary(fix => fix.Fingerprint);
        var settled = payload.Settled.GroupBy(fix => fix.Fingerprint).ToDictionary(group => group.Key, group => group.Last());
        var proven = payload.Proven.ToHashSet();
        var repairs = new List<Repair>();
        foreach (var finding in review.Findings)
        {
            var fix = made.GetValueOrDefault(finding.Fingerprint);
            var patch = fix?.Patch is { } digest ? await records.GetAsync<Patch>(digest, cancellationToken) : null;
            repairs.Add(proven.Contains(finding.Fingerprint) ? new Repair(finding, RepairState.Proven, fix?.Title, null, patch)
                : settled.TryGetValue(finding.Fingerprint, out var outcome) ? new Repair(finding, outcome.Verdict == Verdict.Refuted ? RepairState.Refuted : RepairState.Inconclusive, fix?.Title, outcome.Reason, patch)
                : new Repair(finding, RepairState.NoFix, null, fix?.Refusal ?? Untried(finding), null));
        }

        return repairs;
    }

    private string Untried(Finding finding) =>
        !finding.HasFix ? "The rule has no fix."
        : !request.Fix || finding.Suppressed ? "No fix was asked for."
        : $"Left for another run: {ReviewTask.MostRepairs} repairs are made at once, errors first. Apply this patch and review again.";

    private sealed record Reading(IReadOnlyList<FileTransition> Files, IReadOnlyList<string> Secrets, ProofEnvironment? Environment);

    /// <summary>Reads what the patch touches, before and after, for <c>apply</c>; the secrets that reports leave out; and what ran.</summary>
    private async ValueTask<Reading> ReadAsync(ReviewedBase reviewed, Proof? proof, CancellationToken cancellationToken)
    {
        var found = reviewed.Review.Findings;
        if (proof is null && !found.Any(finding => finding.RuleId == SecretValues.Rule))
        {
            return new Reading([], [], null);
        }

        await using var copy = await sandbox.OpenCopyAsync(request.Repository, reviewed.Snapshot, cancellationToken);
        var environment = proof is null ? null : Environment(await copy.SdkVersionAsync(request.Repository.Subject, cancellationToken));
        var secrets = await SecretValues.InAsync(copy, found, cancellationToken);
        if (proof?.Evidence.Apply?.Applied != true)
        {
            return new Reading([], secrets, environment);
        }

        var patch = proof.Evidence.Patch;
        var paths = patch.Paths.Order(StringComparer.Ordinal).ToList();
        var before = await copy.ReadAsync(paths, cancellationToken);
        await copy.ApplyAsync(patch.Diff, cancellationToken);
        var after = await copy.ReadAsync(paths, cancellationToken);
        var added = await SecretValues.InAsync(copy, proof.Evidence.After?.Review?.Findings ?? [], cancellationToken);
        return new Reading(
            [.. before.Zip(after, (was, now) => new FileTransition(was, now))],
            [.. secrets.Concat(added).Distinct().OrderByDescending(secret => secret.Length)],
            environment);
    }

    private ProofEnvironment Environment(string sdk) => new(
        toolVersion, sdk, RuntimeInformation.OSDescription, System.Environment.OSVersion.Version.ToString(),
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(), System.Environment.ProcessorCount);
}
