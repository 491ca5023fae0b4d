using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Patches;
using Backsmith.Proofs;

namespace Backsmith.Cli.Commands;

/// <summary><c>verify</c>: the same proof for anybody's diff; or check a proof that was handed over.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var patch = SharedOptions.Operand("PATCH", "A diff, or - for standard input.", "-");
        var (repo, revision, severity, offline, format, output) = (SharedOptions.Repo(), SharedOptions.Base(), SharedOptions.SeverityOption(), SharedOptions.Offline(), SharedOptions.Format(), SharedOptions.Output());
        var claim = SharedOptions.OneOf("--claim", "What the patch says it does.", "preserve", "repair", "feature", "preserve");
        var proof = SharedOptions.Named("--proof", "FILE", "Check the signature of a proof and the patch beside it.");
        var key = SharedOptions.Named("--key", "FILE", "Public key to check a proof with; default: this installation's own.");
        var command = new Command("verify", "Prove or refute anybody's diff.") { patch, repo, revision, claim, severity, offline, format, output, proof, key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(proof) is null && await Workplace.RefusePlacesAsync(parsed.GetValue(repo) ?? ".", parsed.GetValue(output)) is { } misplaced)
            {
                return misplaced;
            }

            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            if (parsed.GetValue(proof) is { } file)
            {
                return await ProofCheck.RunAsync(workplace, file, parsed.GetValue(key), cancellationToken);
            }

            if (await ReadAsync(parsed.GetValue(patch)!, cancellationToken) is not { } read)
            {
                var what = Directory.Exists(parsed.GetValue(patch)) ? "is a folder" : "does not exist";
                return await Refusal.SayAsync($"'{parsed.GetValue(patch)}' {what}. Name a diff, or - for standard input.", ExitCode.Usage);
            }

            var diff = UnifiedDiff.Completed(read);
            if (UnifiedDiff.Parse(diff, "", PatchAuthor.Human).Problem is { } problem)
            {
                return await Refusal.SayAsync(problem, ExitCode.Usage);
            }

            var (found, refused) = await workplace.EnterAsync(parsed.GetValue(repo) ?? ".", cancellationToken);
            if (found is not { } repository)
            {
                return refused;
            }

            var request = new ExecutionRequest(
                repository, parsed.Enumerated<Severity>(severity), Fix: false, parsed.GetValue(offline), parsed.GetValue(revision),
                await workplace.Blobs.PutAsync(diff, cancellationToken), parsed.Enumerated<Claim>(claim), Workplace.Absolute(parsed.GetValue(output)));
            var outcome = await new ExecutionRun(workplace).StartAsync("verify", request, cancellationToken);
            return await DeliveryPrinter.PrintAsync(workplace, outcome, parsed.GetValue(format)!, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (path == "-")
        {
            using var memory = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(memory, cancellationToken);
            return memory.ToArray();
        }

        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }
}
