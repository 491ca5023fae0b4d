using System.ComponentModel;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Server.Tools;

/// <summary>Where a run ended.</summary>
internal enum OutcomeState
{
    /// <summary>There is a delivery.</summary>
    Delivered,

    /// <summary>There is a plan, and that was all that was asked for.</summary>
    Planned,

    /// <summary>It waits for an answer.</summary>
    Waiting,

    /// <summary>It goes on.</summary>
    Running,
}

/// <summary>What a run came to: the structured result of the tools that run executions.</summary>
internal sealed record Outcome(
    [property: Description("What to take texts in here for.")] string Notice,
    [property: Description("Id of the execution.")] string Execution,
    [property: Description("delivered: it ended. planned: the plan is written, nothing else was asked for. waiting: it goes on when its questions are answered. running: it goes on now, and tasks_resume waits for it.")] OutcomeState State,
    [property: Description("The outcome in one sentence.")] string Headline,
    [property: Description("Exit code of the same command: 0 clean, 1 findings or a patch that is not proven, 5 stopped.")] int ExitCode,
    [property: Description("What the proof came to; null without a patch.")] Verdict? Verdict,
    [property: Description("How far the evidence goes; null without a patch.")] EvidenceLevel? Evidence,
    [property: Description("What the patch says it does; null without a patch.")] Claim? Claim,
    [property: Description("What a reader of the patch must look at first.")] IReadOnlyList<string> Alerts,
    [property: Description("Findings, those that need attention first.")] IReadOnlyList<OutcomeFinding> Findings,
    [property: Description("How many more findings report.md has.")] int FindingsLeftOut,
    [property: Description("Every check of the proof.")] IReadOnlyList<OutcomeCheck> Checks,
    [property: Description("Files that the patch changes.")] IReadOnlyList<string> Files,
    [property: Description("Addresses to read with resources/read.")] IReadOnlyList<string> Resources,
    [property: Description("Questions that wait for an answer by tasks_answer.")] IReadOnlyList<OutcomeQuestion> Questions,
    [property: Description("The plan, when that was all that was asked for.")] WorkPlan? Plan)
{
    /// <summary>Most findings that are put into a result.</summary>
    public const int MostFindings = 100;

    /// <summary>Of a delivery.</summary>
    public static Outcome Of(Delivery delivery, IReadOnlyList<string> resources)
    {
        var answer = Answer.Of(delivery);
        return new Outcome(
            RepositoryText.Notice, delivery.ExecutionId, OutcomeState.Delivered, answer.Headline, delivery.ExitCode, answer.Verdict, answer.Evidence, answer.Claim, answer.Alerts,
            [.. answer.Analysis.Findings.Take(MostFindings).Select(OutcomeFinding.Of)], Math.Max(0, answer.Analysis.Findings.Count - MostFindings),
            [.. answer.Implementation.Checks.Select(check => new OutcomeCheck(check.Name, check.Result, check.Evidence))],
            [.. answer.Implementation.Files.Select(file => file.Path)], resources, [], null);
    }

    /// <summary>Of a plan.</summary>
    public static Outcome Of(string execution, WorkPlan plan) =>
        new(RepositoryText.Notice, execution, OutcomeState.Planned, plan.Requirement, 0, null, null, null, [], [], 0, [], [], [], [], plan);

    /// <summary>Of a run that goes on.</summary>
    public static Outcome Running(string execution) =>
        new(RepositoryText.Notice, execution, OutcomeState.Running, "It goes on.", 0, null, null, null, [], [], 0, [], [], [], [], null);

    /// <summary>Of questions.</summary>
    public static Outcome Of(string execution, IReadOnlyList<OutcomeQuestion> questions) =>
        new(RepositoryText.Notice, execution, OutcomeState.Waiting, $"Waits for {(questions.Count == 1 ? "an answer" : $"{questions.Count} answers")}.", 5, null, null, null, [], [], 0, [], [], [], questions, null);
}

/// <summary>A finding in a result.</summary>
internal sealed record OutcomeFinding(string Rule, string Category, Severity Severity, string Path, int Line, string? Member, string Message, FindingState State, string Outcome)
{
    /// <summary>Of a finding as reports show it.</summary>
    public static OutcomeFinding Of(ReportedFinding found) => new(
        found.Finding.RuleId, found.Finding.Category, found.Finding.Severity, found.Finding.Location.Path, found.Finding.Location.StartLine, found.Member, found.Finding.Message, found.State, found.Outcome);
}

/// <summary>A check of a proof in a result.</summary>
internal sealed record OutcomeCheck(string Name, CheckResult Result, string Evidence);

/// <summary>A question that waits.</summary>
/// <param name="Task">Its number, for tasks_answer.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Why">What depends on it.</param>
internal sealed record OutcomeQuestion(long Task, string Question, string Why);
