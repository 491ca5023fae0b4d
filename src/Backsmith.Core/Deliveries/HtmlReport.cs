using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Backsmith.Patches;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Writes a delivery as one self-contained HTML page: each finding beside its diff and its proof. Everything from a repository is encoded.</summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Write(Delivery delivery)
    {
        var body = new StringBuilder();
        Head(body, delivery);
        Checks(body, delivery);
        body.Append("<section><h2>Analysis</h2><table class=list><tr><th>Checklist<th>Outcome</tr>");
        foreach (var line in ChecklistLine.Of(delivery))
        {
            body.Append("<tr><td>").Append(E(line.Category.Title)).Append("<td>").Append(E(line.Outcome)).Append("</tr>");
        }

        body.Append("</table>");
        foreach (var repair in delivery.Repairs)
        {
            Finding(body, repair);
        }

        body.Append("</section>");
        Rest(body, delivery);
        return Template().Replace("{{title}}", E($"Backsmith {delivery.Kind} {delivery.ExecutionId}"), StringComparison.Ordinal)
            .Replace("{{body}}", body.ToString(), StringComparison.Ordinal);
    }

    private static void Head(StringBuilder body, Delivery delivery)
    {
        var review = delivery.Base.Review;
        body.Append("<header><h1>Backsmith ").Append(E(delivery.Kind)).Append("</h1><p>").Append(E(string.Create(
            CultureInfo.InvariantCulture,
            $"{review.Findings.Count} findings, {delivery.Repairs.Count(repair => repair.State == RepairState.Proven)} repaired with proof · {review.Projects.Count} projects, {review.Projects.Sum(project => project.Lines)} lines · tree {delivery.Base.Snapshot.TreeId[..12]}"))).Append("</p>");
        if (delivery.Proof is { } proof)
        {
            body.Append("<p class=\"verdict ").Append(E(proof.Judgement.Verdict.ToString().ToLowerInvariant())).Append("\">").Append(E(proof.Judgement.Verdict.ToString()))
                .Append(" <small>evidence: ").Append(E(proof.Judgement.Level.ToString().ToLowerInvariant())).Append("</small></p>");
        }

        foreach (var alert in delivery.Proof?.Judgement.Alerts ?? [])
        {
            body.Append("<p class=alert>").Append(E(alert)).Append("</p>");
        }

        body.Append("</header>");
    }

    private static void Checks(StringBuilder body, Delivery delivery)
    {
        if (delivery.Proof is not { } proof)
        {
            return;
        }

        body.Append("<section><h2>Proof</h2><table class=list><tr><th>Check<th>Result<th>Evidence</tr>");
        foreach (var check in proof.Judgement.Checks)
        {
            body.Append("<tr><td>").Append(E(check.Name)).Append("<td class=\"").Append(E(check.Result.ToString().ToLowerInvariant())).Append("\">").Append(E(check.Result.ToString())).Append("<td>").Append(E(check.Evidence)).Append("</tr>");
        }

        body.Append("</table><details><summary>Commands</summary><table class=list><tr><th>Step<th>Exit<th>Seconds<th>Log</tr>");
        foreach (var run in proof.Commands)
        {
            body.Append("<tr><td>").Append(E(run.Step)).Append("<td>").Append(E(run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? run.End.ToString()))
                .Append("<td>").Append(run.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)).Append("<td><code>").Append(E(run.LogDigest[..12])).Append("</code></tr>");
        }

        body.Append("</table></details></section>");
    }

    private static void Finding(StringBuilder body, Repair repair)
    {
        var finding = repair.Finding;
        body.Append("<article class=\"").Append(E(finding.Severity.ToString().ToLowerInvariant())).Append("\" id=\"").Append(E(finding.Fingerprint)).Append("\"><div><h3><span class=tag>")
            .Append(E(finding.Severity.ToString().ToLowerInvariant())).Append("</span> ").Append(E(finding.RuleId)).Append(" <code>").Append(E($"{finding.Location.Path}:{finding.Location.StartLine}")).Append("</code></h3><p>").Append(E(finding.Message)).Append("</p>");
        if (finding.Flow.Count > 0)
        {
            body.Append("<ol class=flow>");
            foreach (var step in finding.Flow)
            {
                body.Append("<li><code>").Append(E($"{step.Location.Path}:{step.Location.StartLine}")).Append("</code> ").Append(E(step.Message)).Append("</li>");
            }

            body.Append("</ol>");
        }

        body.Append("<p class=\"outcome ").Append(E(repair.State.ToString().ToLowerInvariant())).Append("\">").Append(E(MarkdownReport.Outcome(repair))).Append("</p></div>");
        if (repair.Patch is { } patch)
        {
            Diff(body, patch);
        }

        body.Append("</article>");
    }

    private static void Diff(StringBuilder body, Patch patch)
    {
        body.Append("<pre class=diff tabindex=0>");
        foreach (var file in patch.Files)
        {
            body.Append("<b>").Append(E(file.Path)).Append("</b>\n");
            foreach (var hunk in file.Hunks)
            {
                body.Append("<i>@@ -").Append(hunk.OldStart).Append(" +").Append(hunk.NewStart).Append(" @@</i>\n");
                foreach (var line in hunk.Lines)
                {
                    var (open, close) = line.Mark switch { '+' => ("<ins>", "</ins>"), '-' => ("<del>", "</del>"), _ => ("", "") };
                    body.Append(open).Append(line.Mark).Append(E(line.Text)).Append(close).Append('\n');
                }
            }
        }

        body.Append("</pre>");
    }

    private static void Rest(StringBuilder body, Delivery delivery)
    {
        if (delivery.Patch is { } patch)
        {
            body.Append("<section><h2>Implementation</h2>");
            Diff(body, patch);
            body.Append("</section>");
        }

        body.Append("<section><h2>Considerations</h2><table class=list><tr><th>Delivery checklist<th>Result<th>Evidence</tr>");
        foreach (var (box, result, evidence) in Scorecard.Of(delivery))
        {
            body.Append("<tr><td>").Append(E(box)).Append("<td>").Append(E(result)).Append("<td>").Append(E(evidence)).Append("</tr>");
        }

        body.Append("</table><ul>");
        foreach (var limitation in delivery.Base.Review.Limitations.Concat(delivery.Base.Snapshot.Notices))
        {
            body.Append("<li>").Append(E(limitation)).Append("</li>");
        }

        body.Append("</ul></section>");
    }

    private static string Template()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string E(string text) => WebUtility.HtmlEncode(PlainText.Line(text));
}
