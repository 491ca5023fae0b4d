using System.ComponentModel;
using System.Globalization;
using System.Text;
using Backsmith.Inspection;
using Backsmith.Repositories;

namespace Backsmith.Agents.Tools;

/// <summary>Runs the review rules.</summary>
public sealed class ReviewTool : AgentTool<ReviewTool.Arguments>
{
    private const int Most = 60;

    /// <summary>Where.</summary>
    /// <param name="Path">Folder or file.</param>
    public sealed record Arguments([property: Description("Folder or file relative to the root that findings are wanted of; empty for all.")] string Path = "");

    /// <inheritdoc/>
    public override string Name => "review";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var code = await context.Workspace.CodeAsync(cancellationToken);
        context.Progress.Report("reviewing");
        var review = await code.ReviewAsync(new ReviewRequest(context.Workspace.Subject, []), cancellationToken);
        var findings = review.Findings
            .Where(finding => !finding.Suppressed && TreePath.IsWithin(finding.Location.Path, arguments.Path))
            .OrderByDescending(finding => finding.Severity).ToList();
        var text = new StringBuilder(findings.Count == 0 ? "The rules find nothing there.\n" : "");
        foreach (var finding in findings.Take(Most))
        {
            text.Append(CultureInfo.InvariantCulture, $"{finding.Location.Path}:{finding.Location.StartLine}: {finding.Severity} {finding.RuleId}: {finding.Message}\n");
        }

        text.Append(findings.Count > Most ? $"… and {findings.Count - Most} more.\n" : "").Append(string.Concat(review.Limitations.Select(limitation => $"[{limitation}]\n")));
        return ToolAnswer.Ok(text.ToString().TrimEnd());
    }
}
