using System.Globalization;
using System.Text;

namespace Backsmith.Server.Tools;

/// <summary>An outcome in words, for a model: what is ours outside of the marks, what comes from the repository between them.</summary>
internal static class OutcomeText
{
    private const int MostFindings = 40;

    public static string Of(Outcome outcome) => outcome.State switch
    {
        OutcomeState.Running => $"Execution {outcome.Execution} goes on. Call tasks_resume with it to wait for its end; tasks_list shows where it stands, tasks_cancel ends it.",
        OutcomeState.Waiting => $"Execution {outcome.Execution} waits for an answer. Ask the user, then call tasks_answer with the number of the question, then tasks_resume.\n{RepositoryText.Mark(Questions(outcome))}",
        OutcomeState.Planned => $"Execution {outcome.Execution}: the plan is written, nothing was changed.\n{RepositoryText.Mark(Plan(outcome))}",
        _ => Delivered(outcome),
    };

    private static string Delivered(Outcome outcome)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Execution {outcome.Execution}. ");
        text.Append(outcome.Verdict is null ? "There is no patch." : $"There is a patch; its verdict is {outcome.Verdict.ToString()!.ToUpperInvariant()}, evidence: {outcome.Evidence}.");
        text.Append('\n').Append(RepositoryText.Mark(Body(outcome))).Append('\n');
        text.Append("Nothing of the user's files was changed. ");
        text.Append(outcome.Verdict is null ? "" : $"To write a proven patch into the working tree the user runs: backsmith apply {outcome.Execution}. ");
        return text.Append("Whole texts: ").AppendJoin(", ", outcome.Resources).ToString();
    }

    private static string Body(Outcome outcome)
    {
        var text = new StringBuilder(outcome.Headline).Append('\n');
        foreach (var alert in outcome.Alerts)
        {
            text.Append("Look at first: ").Append(alert).Append('\n');
        }

        foreach (var found in outcome.Findings.Take(MostFindings))
        {
            text.Append(CultureInfo.InvariantCulture, $"{found.Path}:{found.Line}: {found.Severity.ToString().ToLowerInvariant()} {found.Rule}: {found.Message} [{found.State}: {found.Outcome}]\n");
        }

        var left = outcome.Findings.Count + outcome.FindingsLeftOut - MostFindings;
        text.Append(left > 0 ? $"{left} more findings are in report.md.\n" : "");
        foreach (var check in outcome.Checks)
        {
            text.Append(CultureInfo.InvariantCulture, $"check {check.Name}: {check.Result}: {check.Evidence}\n");
        }

        return text.Append(outcome.Files.Count > 0 ? $"Files of the patch: {string.Join(", ", outcome.Files)}\n" : "").ToString();
    }

    private static string Questions(Outcome outcome) =>
        string.Concat(outcome.Questions.Select(question => $"{question.Task.ToString(CultureInfo.InvariantCulture)}: {question.Question}\nWhy: {question.Why}\n"));

    private static string Plan(Outcome outcome) =>
        $"{outcome.Headline}\n" + string.Concat(outcome.Plan!.Steps.Select(step => $"{step.Phase} {step.Key}: {step.Title}\n  {step.Description}\n"));
}
