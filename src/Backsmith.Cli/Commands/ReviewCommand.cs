using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Cli.Commands;

/// <summary><c>review</c>: find what is wrong, repair what can be, prove it.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var path = SharedOptions.Operand("PATH", "Folder, solution or project.", ".");
        var (revision, severity, offline, format, output) = (SharedOptions.Base(), SharedOptions.SeverityOption(), SharedOptions.Offline(), SharedOptions.Format(), SharedOptions.Output());
        var noFix = new Option<bool>("--no-fix") { Description = "Only report." };
        var command = new Command("review", "Find what is wrong with a backend, and hand over a proven patch that repairs it.") { path, revision, severity, noFix, offline, format, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await Workplace.RefusePlacesAsync(parsed.GetValue(path)!, parsed.GetValue(output)) is { } misplaced)
            {
                return misplaced;
            }

            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            var (found, refused) = await workplace.EnterAsync(parsed.GetValue(path)!, cancellationToken);
            if (found is not { } repository)
            {
                return refused;
            }

            var request = new ExecutionRequest(
                repository, parsed.Enumerated<Severity>(severity), !parsed.GetValue(noFix), parsed.GetValue(offline), parsed.GetValue(revision), null, Claim.Repair, Workplace.Absolute(parsed.GetValue(output)));
            var outcome = await new ExecutionRun(workplace).StartAsync("review", request, cancellationToken);
            return await DeliveryPrinter.PrintAsync(workplace, outcome, parsed.GetValue(format)!, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }
}
