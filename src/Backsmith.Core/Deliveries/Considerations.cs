using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Proofs;
using Backsmith.WorkTasks;

namespace Backsmith.Deliveries;

/// <summary>A group of considerations.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Items">One sentence or two each; at least one.</param>
public sealed record Topic(string Title, IReadOnlyList<string> Items);

/// <summary>The fourth part: what follows, what it rests on, and what was not looked at. Every sentence comes from this delivery.</summary>
/// <param name="Topics">In the order in which they are read.</param>
/// <param name="Scorecard">The delivery checklist, box by box.</param>
public sealed record Considerations(IReadOnlyList<Topic> Topics, IReadOnlyList<Box> Scorecard)
{
    private static readonly string[] Security = ["injection", "access-control", "secrets-crypto", "logging", "input-validation"];
    private static readonly string[] Scaling = ["data-access", "concurrency", "resilience"];
    private static readonly string[] Upkeep = ["error-handling", "api-contract", "dependencies", "tests-docs"];

    internal static Considerations Of(Delivery delivery, IReadOnlyList<ChecklistLine> checklist, IReadOnlyList<ReportedFinding> findings)
    {
        Topic[] topics =
        [
            .. Said(delivery),
            new("Security", [.. Standing(Security, checklist, findings)]),
            new("Performance and scaling", [.. Standing(Scaling, checklist, findings)]),
            new("Correctness and upkeep", [.. Standing(Upkeep, checklist, findings)]),
            new("What the proof rests on", [.. ProofGrounds.Of(delivery)]),
            new("What could not be seen", [.. BlindSpots.Sentences(delivery)]),
            new(NextSteps.Title, [.. NextSteps.Of(delivery, findings)]),
        ];
        return new Considerations([.. topics.Where(topic => topic.Items.Count > 0)], Box.Of(delivery));
    }

    /// <summary>What those who worked on it say; theirs, not measured.</summary>
    private static IEnumerable<Topic> Said(Delivery delivery)
    {
        if (delivery.Engineering is not { } work)
        {
            yield break;
        }

        var reports = work.Workers.Select(worker => worker.Report).OfType<WorkReport>().ToList();
        yield return new("What was found, as the workers say", [.. reports.Select(report => report.Analysis).Where(text => text.Length > 0)]);
        yield return new("Performance, security and scaling, as the workers say", [.. reports.SelectMany(report => new[] { report.Performance, report.Security, report.Scaling }).Where(text => !string.IsNullOrWhiteSpace(text))]);
        yield return new("Review by another role", [.. work.Reviews.SelectMany(Reviewed)]);
        yield return new("Risks", [.. reports.SelectMany(report => report.Risks ?? [])]);
        yield return new("Blockers", [.. reports.SelectMany(report => report.Blockers ?? []).Concat(work.Workers.Where(worker => worker.Stopped is not null).Select(worker => $"{worker.Title}: {worker.Stopped}"))]);
        yield return new("Questions", [.. work.Questions.Select(asked => $"{asked.Question} {(asked.Answer is { } answer ? $"Answered: {answer}" : $"Open: backsmith tasks answer {asked.TaskId} \"…\"")}")]);
        yield return new("What should follow, as the workers say", [.. reports.SelectMany(report => report.NextSteps ?? [])]);
        yield return new("Worth remembering, as the workers propose", [.. work.Workers.SelectMany(worker => worker.Proposals).Distinct().Select(fact => $"{fact} (kept with: backsmith memory remember \"…\")")]);
        yield return new("Spent", [work.Spending.InWords + "."]);
    }

    private static IEnumerable<string> Reviewed(PeerReview review) => review.Opinion is { } opinion
        ? [$"{review.Role} {(opinion.Approve ? "approves" : "asks for changes")}: {opinion.Summary} Looked at: {opinion.Tried}", .. opinion.Points.Select(point => $"{point.Place}, {(point.Blocking ? "blocks" : "advice")}: {point.Problem} {point.Remedy}")]
        : [$"Not reviewed{(review.Role is { } role ? $" by {role}" : "")}: {review.Stopped}"];

    private static IEnumerable<string> Standing(string[] categories, IReadOnlyList<ChecklistLine> checklist, IReadOnlyList<ReportedFinding> findings)
    {
        var standing = findings.Where(entry => categories.Contains(entry.Finding.Category) && entry.State < FindingState.Gone);
        foreach (var group in standing.GroupBy(entry => (entry.Finding.RuleId, entry.RuleTitle)).OrderByDescending(group => group.Max(entry => entry.Finding.Severity)).ThenBy(group => group.Key.RuleId, StringComparer.Ordinal))
        {
            var worst = group.Max(entry => entry.Finding.Severity).ToString().ToLowerInvariant();
            yield return $"After this delivery {group.Key.RuleId}{(group.Key.RuleTitle.Length > 0 ? $" ({group.Key.RuleTitle})" : "")} still stands, {worst}: {Words.Join(group.Select(entry => $"{entry.Finding.Location.Path}:{entry.Finding.Location.StartLine}"), ", ")}.";
        }

        var lines = checklist.Where(line => categories.Contains(line.Category)).ToList();
        var clean = lines.Where(line => line.State == ChecklistState.Clean).Select(line => line.Title).ToList();
        if (clean.Count > 0)
        {
            yield return $"Clean: {string.Join(", ", clean)}.";
        }

        foreach (var (state, label) in new[] { (ChecklistState.PartlyCovered, "Partly covered, so silence is no proof"), (ChecklistState.NotLookedAt, "Not looked at") })
        {
            var titles = lines.Where(line => line.State == state).Select(line => line.Title).ToList();
            if (titles.Count > 0)
            {
                yield return $"{label}: {string.Join(", ", titles)}.";
            }
        }
    }
}
