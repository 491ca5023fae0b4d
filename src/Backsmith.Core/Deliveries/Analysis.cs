using System.Globalization;
using Backsmith.Findings;
using Backsmith.Proofs;
using Backsmith.Sandboxes;

namespace Backsmith.Deliveries;

/// <summary>A fact with its name.</summary>
/// <param name="Name">For example <c>Code</c>.</param>
/// <param name="Value">With figures.</param>
public sealed record Fact(string Name, string Value);

/// <summary>The first part: what was seen.</summary>
/// <param name="Facts">What was looked at, and in what state it was.</param>
/// <param name="Checklist">Every category of the review, in order.</param>
/// <param name="Findings">What needs attention first.</param>
/// <param name="MissingPackages">Packages that could not be had, each once.</param>
public sealed record Analysis(
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<ChecklistLine> Checklist,
    IReadOnlyList<ReportedFinding> Findings,
    IReadOnlyList<MissingPackageUse> MissingPackages)
{
    internal static Analysis Of(Delivery delivery, IReadOnlyList<ChecklistLine> checklist, IReadOnlyList<ReportedFinding> findings) =>
        new(FactsOf(delivery), checklist, findings, MissingPackageUse.Of(delivery.Base));

    private static IReadOnlyList<Fact> FactsOf(Delivery delivery)
    {
        var review = delivery.Base.Review;
        var snapshot = delivery.Base.Snapshot;
        var subject = delivery.Request.Repository.Subject;
        var own = review.Rules.Count(rule => ChecklistLine.IsOwn(rule.Id));
        return
        [
            new Fact("Subject", subject.Length > 0 ? subject : "the whole repository"),
            new Fact("Base", $"tree {snapshot.TreeId}, {Words.Count(snapshot.Files, "file")}, {(snapshot.HeadCommit is { } head ? $"HEAD {head}" : "no commit")}"),
            new Fact("Code", Code(delivery)),
            new Fact("Rules", $"{review.Rules.Count}: {own} of our own, {review.Rules.Count - own} of the SDK"),
            new Fact("Findings", Severities(review.Findings)),
            new Fact("Build of the base", delivery.Measurement is { } built ? Build(built.Build) : "not built: there was nothing to prove"),
            new Fact("Tests of the base", delivery.Measurement is { } tested ? Tests(tested) : "not run: there was nothing to prove"),
        ];
    }

    private static string Code(Delivery delivery)
    {
        var projects = delivery.Base.Review.Projects;
        var frameworks = projects.Select(project => project.TargetFramework).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal);
        var others = delivery.Base.Parts.Select(part => $"{part.Stack} in '{part.Place}' ({Words.Count(part.Files, "file")})").ToList();
        if (projects.Count == 0 && others.Count > 0)
        {
            return string.Join(", ", others);
        }

        var beside = others.Count == 0 ? "" : "; beside it " + string.Join(", ", others);
        return string.Create(CultureInfo.InvariantCulture, $"{Words.Count(projects.Count, "project")} ({projects.Count(project => project.IsTest)} of tests), {projects.Sum(project => project.Lines):N0} lines of C#{string.Concat(frameworks.Select(name => ", " + name))}{beside}");
    }

    private static string Severities(IReadOnlyList<Finding> findings)
    {
        var parts = new[] { Severity.Error, Severity.Warning, Severity.Note }
            .Select(severity => (severity, count: findings.Count(finding => finding.Severity == severity)))
            .Where(pair => pair.count > 0)
            .Select(pair => Words.Count(pair.count, pair.severity.ToString().ToLowerInvariant()));
        var suppressed = findings.Count(finding => finding.Suppressed);
        return findings.Count == 0 ? "none" : string.Join(", ", parts) + (suppressed > 0 ? $"; {suppressed} suppressed in the source" : "");
    }

    private static string Build(BuildOutcome build) => build.Succeeded
        ? $"builds with {Words.Count(build.Warnings.Count, "warning")}"
        : build is { Commands.Count: 0, Problem: { } untried } ? $"not built: {untried}"
        : $"does not build: {Words.Count(build.Errors.Count, "error")}{(build.Problem is { } problem ? $"; {problem}" : "")}";

    private static string Tests(Measurement measured)
    {
        if (measured.Tests.Count == 0)
        {
            return measured.Build.Succeeded ? "there are none" : measured.Build.Commands.Count == 0 ? "not run: the base was not built" : "not run: the base does not build";
        }

        var results = measured.Tests[0].Results;
        var counts = Enum.GetValues<TestStatus>().Select(status => (status, count: results.Count(result => result.Status == status))).Where(pair => pair.count > 0);
        return results.Count == 0 ? "there are none" : string.Join(", ", counts.Select(pair => $"{pair.count} {pair.status.ToString().ToLowerInvariant()}"));
    }
}
