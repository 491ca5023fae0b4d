using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Decides boxes of the delivery checklist from rules, checks and coverage.</summary>
internal sealed class Scoring
{
    private const double CoverageAim = 0.8;
    private readonly Delivery _delivery;
    private readonly Dictionary<string, Check> _checks;
    private readonly Review _review;
    private readonly string? _blind;

    public Scoring(Delivery delivery)
    {
        _delivery = delivery;
        _checks = (delivery.Proof?.Judgement.Checks ?? []).DistinctBy(check => check.Name).ToDictionary(check => check.Name);
        _review = delivery.Proof?.Evidence.After?.Review ?? delivery.Base.Review;
        _blind = BlindSpots.Of(delivery.Base);
    }

    /// <summary>A box that rules decide.</summary>
    /// <param name="area">Where it stands.</param>
    /// <param name="name">What should hold.</param>
    /// <param name="covers">Whether these rules together look at all of it, so that their silence is a pass when everything could be seen.</param>
    /// <param name="idsOrCategories">Rule ids, or categories whose rules all count.</param>
    public Box Rules(string area, string name, bool covers, params string[] idsOrCategories)
    {
        var rules = _review.Rules.Where(rule => idsOrCategories.Contains(rule.Id) || idsOrCategories.Contains(rule.Category)).Select(rule => rule.Id).ToHashSet();
        var left = _review.Findings.Where(finding => rules.Contains(finding.RuleId)).ToList();
        if (left.Count > 0)
        {
            return new Box(area, name, BoxResult.Fail, $"{Words.Count(left.Count, "finding")} left: {Words.Join(left.Select(finding => $"{finding.RuleId} {finding.Location.Path}:{finding.Location.StartLine}"), ", ")}");
        }

        var silent = $"{Words.Join(rules.Order(StringComparer.Ordinal), ", ")} found nothing";
        return rules.Count == 0 || _review.Projects.Count == 0 ? new Box(area, name, BoxResult.NotChecked, "no rule looks at it yet")
            : _blind is not null ? new Box(area, name, BoxResult.Partly, $"{silent} in what could be seen ({_blind})")
            : covers && idsOrCategories.Any(rules.Contains) ? new Box(area, name, BoxResult.Pass, silent)
            : new Box(area, name, BoxResult.Partly, $"{silent}; not all of it is looked at");
    }

    /// <summary>A box that a check of the proof decides.</summary>
    public Box Check(string area, string name, string check) =>
        !_checks.TryGetValue(check, out var found)
            ? new Box(area, name, BoxResult.NotApplicable, _delivery.Proof is null ? "no patch was made" : "the proof ended before this check")
            : new Box(area, name, found.Result switch
            {
                CheckResult.Pass => BoxResult.Pass,
                CheckResult.Fail => BoxResult.Fail,
                CheckResult.Open => BoxResult.Partly,
                _ => BoxResult.NotApplicable,
            }, found.Evidence.TrimEnd('.'));

    /// <summary>A box that a build decides: of the patched tree, else of the base, else the compiler's view in the review.</summary>
    public Box Built(string area, string name, string why)
    {
        var build = _delivery.Proof?.Evidence.After?.Build ?? _delivery.Measurement?.Build;
        return _review.Projects.Count == 0 && _delivery.Base.Parts.Count > 0 ? new Box(area, name, BoxResult.NotChecked, "there is no C# here") : build switch
        {
            { Succeeded: true } => new Box(area, name, BoxResult.Pass, $"builds; {why}"),
            { Commands.Count: 0, Problem: { } problem } => new Box(area, name, BoxResult.NotApplicable, problem.TrimEnd('.')),
            { } failed => new Box(area, name, BoxResult.Fail, $"does not build, {Words.Count(failed.Errors.Count, "error")}"),
            _ => new Box(area, name, BoxResult.NotApplicable, "nothing was built, as there was nothing to prove"),
        };
    }

    /// <summary>A box that the review by another role decides.</summary>
    public Box Reviewed(string area, string name) => _delivery.Engineering is not { } work ? new Box(area, name, BoxResult.NotChecked, "a person must")
        : work.Reviews is not [.., { } last] ? new Box(area, name, BoxResult.NotApplicable, "there is no proven patch to read")
        : last.Opinion is not { } opinion ? new Box(area, name, BoxResult.NotChecked, last.Stopped ?? "")
        : new Box(area, name, opinion.Approve ? BoxResult.Pass : BoxResult.Fail, $"{last.Role}: {opinion.Summary}");

    /// <summary>A box that line coverage of the whole tree decides.</summary>
    public Box Coverage(string area, string name)
    {
        if (_delivery.Proof?.Evidence is not { Coverage: { Problem: null } coverage } evidence)
        {
            return new Box(area, name, BoxResult.NotApplicable, _delivery.Proof?.Evidence.Coverage?.Problem ?? "tests did not run with coverage");
        }

        var files = coverage.Files.Where(file => !TestFiles.Contains(evidence.TestProjects, file.Path)).ToList();
        int covered = files.Sum(file => file.Covered.Count), all = covered + files.Sum(file => file.Uncovered.Count);
        return all == 0
            ? new Box(area, name, BoxResult.NotApplicable, "no line outside the tests can run")
            : new Box(area, name, covered >= all * CoverageAim ? BoxResult.Pass : BoxResult.Fail, FormattableString.Invariant($"tests reach {covered} of {all} lines outside test projects, {100.0 * covered / all:0} %"));
    }
}
