using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Proofs;
using Backsmith.Sandbox.UserTrees;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Commands;

/// <summary><c>apply</c>: the only command that touches the user's tree.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var execution = SharedOptions.Operand("EXECUTION", "Execution id or a unique prefix.");
        var repo = SharedOptions.Named("--repo", "PATH", "Working tree to write into; default: the one that was reviewed.");
        var undo = new Option<bool>("--undo") { Description = "Put back what applying changed." };
        var unproven = new Option<bool>("--accept-unproven") { Description = "Apply a patch that is not proven; a person answers for it." };
        var command = new Command("apply", "Write a delivered patch into your tree.") { execution, repo, undo, unproven };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            var id = parsed.GetValue(execution)!;
            if (await DeliveryAsync(workplace, id, cancellationToken) is not { } delivery || delivery.Files.Count == 0)
            {
                return await Refusal.SayAsync($"There is no execution '{id}' with a patch that applies. 'backsmith status' lists what there is.", ExitCode.NothingToDo);
            }

            if (delivery.Proof!.Judgement.Verdict != Verdict.Proven && !parsed.GetValue(unproven) && !parsed.GetValue(undo))
            {
                return await Refusal.SayAsync($"The patch is {delivery.Proof.Judgement.Verdict}, not Proven. To write it all the same: --accept-unproven.", ExitCode.Findings);
            }

            var root = parsed.GetValue(repo) is { } named ? Path.GetFullPath(named) : delivery.Request.Repository.Root;
            var outcome = PatchWriter.Write(root, [.. delivery.Files.Select(file => parsed.GetValue(undo) ? (file.After, file.Before) : (file.Before, file.After))]);
            if (outcome.Refusal is { } refusal)
            {
                return await Refusal.SayAsync(refusal, ExitCode.Findings);
            }

            Console.Out.WriteLine($"{outcome.Written} files written in {root}. To take it back: backsmith apply {delivery.ExecutionId} --undo");
            return ExitCode.Clean;
        });
        return command;
    }

    private static async Task<Delivery?> DeliveryAsync(Workplace workplace, string id, CancellationToken cancellationToken)
    {
        if (await workplace.Store.FindAsync(id, cancellationToken) is not { } execution)
        {
            return null;
        }

        var task = (await workplace.Store.TasksAsync(execution.Id, cancellationToken)).LastOrDefault(task => task is { Kind: "deliver", State: TaskState.Completed });
        return task is null ? null : await workplace.Records.GetAsync<Delivery>(RecordJson.Read<DeliverResult>(task.Result!).Delivery, cancellationToken);
    }
}
