using System.Text;
using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>What a proof that did not hold says to whoever is to mend the patch.</summary>
internal static class ProofFeedback
{
    private const int Most = 20;

    /// <summary>Every check that failed or stayed open, then the errors, failures and findings behind them.</summary>
    public static string Of(Proof proof)
    {
        var text = new StringBuilder("The proof came to: ").Append(proof.Judgement.Verdict).Append(".\n\n");
        foreach (var check in proof.Judgement.Obstacles)
        {
            text.Append("- ").Append(check.Name).Append(": ").Append(check.Evidence).Append('\n');
        }

        foreach (var alert in proof.Judgement.Alerts)
        {
            text.Append("- shown at the top of the report: ").Append(alert).Append('\n');
        }

        if (proof.Evidence.After is { } after)
        {
            Append(text, "Errors of the build", after.Build.Errors.Select(error => $"{error.Path}:{error.Line}: {error.Code}: {error.Text}"));
            Append(text, "Tests that fail", after.Tests.SelectMany(run => run.Results).Where(result => result.Status == TestStatus.Failed).DistinctBy(result => result.Test).Select(result => $"{result.Test.Name}\n{result.Message}"));
            Append(text, "Findings that are new", FindingChecks.Compare(proof.Evidence, after).New.Select(finding => $"{finding.Location.Path}:{finding.Location.StartLine}: {finding.RuleId}: {finding.Message}"));
        }

        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Append('\n').Append(title).Append(":\n").AppendJoin('\n', all.Take(Most)).Append(all.Count > Most ? $"\n… and {all.Count - Most} more" : "").Append('\n');
        }
    }
}
