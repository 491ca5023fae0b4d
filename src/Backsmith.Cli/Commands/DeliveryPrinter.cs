using Backsmith.Agents.Work;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Storage;

namespace Backsmith.Cli.Commands;

/// <summary>Prints a finished run in the form asked for.</summary>
internal static class DeliveryPrinter
{
    public static async Task<int> PrintAsync(Workplace workplace, RunOutcome outcome, string format, string? output, CancellationToken cancellationToken)
    {
        if (outcome.Plan is { } plan)
        {
            Console.Out.Write(format == "json" ? RecordJson.Write(plan) + "\n" : PlainText.Lines(PlanText.Write(plan)) + "\n");
            return outcome.ExitCode;
        }

        if (outcome.Delivery is not { } delivery)
        {
            return await Refusal.SayAsync(outcome.Refusal ?? "", outcome.ExitCode);
        }

        var folder = await DeliveryWriter.WriteAsync(workplace, delivery, output ?? delivery.Request.Output, cancellationToken);
        var terminal = !Console.IsOutputRedirected;
        var colour = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var answer = Answer.Of(delivery);
        Console.Out.Write(format switch
        {
            "json" => RecordJson.Write(answer) + "\n",
            "sarif" => SarifReport.OfBase(delivery, ProductVersion.Text),
            "markdown" => PlainText.Lines(MarkdownReport.Write(answer)),
            "html" => HtmlReport.Write(answer),
            _ => new TextReport(colour, terminal ? Console.WindowWidth : 0).Write(answer, folder),
        });
        return outcome.ExitCode;
    }
}
