using System.Text;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Proofs;

public sealed class JudgeTests
{
    private const string Diff = "--- a/src/A.cs\n+++ b/src/A.cs\n@@ -1 +1 @@\n-old\n+return 1;\n";

    [Fact]
    public void A_preserving_patch_whose_lines_passing_tests_reach_is_proven()
    {
        var judgement = Judge.Decide(Good());

        judgement.Verdict.ShouldBe(Verdict.Proven, string.Join('\n', judgement.Obstacles));
        judgement.Level.ShouldBe(EvidenceLevel.Tested);
    }

    [Theory]
    [InlineData(ResultSource.OwnProcess, EvidenceLevel.Reported)]
    [InlineData(ResultSource.ExitCode, EvidenceLevel.Ran)]
    public void The_level_says_who_wrote_the_results_down(ResultSource source, EvidenceLevel level)
    {
        var good = Good();

        var judgement = Judge.Decide(good with { After = good.After! with { Tests = [.. good.After!.Tests.Select(run => run with { Source = source })] } });

        judgement.Verdict.ShouldBe(Verdict.Proven);
        judgement.Level.ShouldBe(level);
    }

    [Fact]
    public void An_unreached_change_is_inconclusive() =>
        Verdict_(Good() with { Coverage = new CoverageOutcome([new FileCoverage("src/A.cs", [], [1])], null, []) }).ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void An_empty_diff_is_inconclusive() => Verdict_(Good() with { Patch = Read("") }).ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void A_patch_that_does_not_apply_is_refuted() =>
        Verdict_(Good() with { Apply = new ApplyOutcome(false, "hunk 1", []), After = null }).ShouldBe(Verdict.Refuted);

    [Fact]
    public void A_scope_breach_needs_a_person() =>
        Verdict_(Good() with { Scope = new ScopeReport([new ScopeBreach("x", "is guarded")]) }).ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void A_build_that_fails_with_errors_is_refuted_and_one_that_fails_without_is_inconclusive()
    {
        Verdict_(After(side => side with { Build = new BuildOutcome(false, [new BuildMessage("CS1", "x", null, null, null)], [], [], null), Tests = [] })).ShouldBe(Verdict.Refuted);
        Verdict_(After(side => side with { Build = new BuildOutcome(false, [], [], [], null), Tests = [] })).ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void A_new_warning_is_refuted() =>
        Verdict_(After(side => side with { Build = side.Build with { Warnings = [new BuildMessage("CS0219", "x", "src/A.cs", 1, null)] } })).ShouldBe(Verdict.Refuted);

    [Fact]
    public void Missing_packages_are_inconclusive() =>
        Verdict_(After(side => side with { Restore = new RestoreOutcome(false, [new MissingPackage("X", "1", "p", "NU1101")], [], null) })).ShouldBe(Verdict.Inconclusive);

    [Theory]
    [InlineData(TestStatus.Failed, Verdict.Refuted)]
    [InlineData(TestStatus.Skipped, Verdict.Refuted)]
    [InlineData(null, Verdict.Inconclusive)]
    public void A_test_that_passed_and_no_longer_does_is_not_lost_sight_of(TestStatus? status, Verdict verdict)
    {
        var run = status is { } now ? Run(("t1", TestStatus.Passed), ("t2", now)) : Run(("t1", TestStatus.Passed));

        Verdict_(After(side => side with { Tests = [run, run] })).ShouldBe(verdict);
    }

    [Fact]
    public void A_test_that_flips_is_inconclusive() =>
        Verdict_(After(side => side with { Tests = [Run(("t1", TestStatus.Passed), ("t2", TestStatus.Passed)), Run(("t1", TestStatus.Passed), ("t2", TestStatus.Failed))] })).ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void Fewer_results_than_discovered_are_inconclusive()
    {
        var run = Run(("t1", TestStatus.Passed), ("t2", TestStatus.Passed));
        run = run with { Discovered = [.. run.Discovered, new TestId("p", "t3")] };

        Verdict_(After(side => side with { Tests = [run] })).ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void Weakened_tests_are_refuted_by_the_tests_as_they_were() =>
        Verdict_(Good() with { OriginalTests = Side(Run(("t1", TestStatus.Passed), ("t2", TestStatus.Failed))) }).ShouldBe(Verdict.Refuted);

    [Fact]
    public void A_new_finding_at_the_threshold_is_refuted_and_one_below_is_not()
    {
        Verdict_(After(side => side with { Review = Reviewed(Found("f", Severity.Warning)) })).ShouldBe(Verdict.Refuted);
        Verdict_(After(side => side with { Review = Reviewed(Found("f", Severity.Note)) })).ShouldBe(Verdict.Proven);
    }

    [Fact]
    public void A_suppressed_finding_is_still_there()
    {
        var hidden = Good() with { Before = Good().Before with { Review = Reviewed(Found("f", Severity.Error)) } };
        hidden = hidden with { After = hidden.After! with { Review = Reviewed(Found("f", Severity.Error) with { Suppressed = true }) } };

        Verdict_(hidden).ShouldBe(Verdict.Refuted);
        Verdict_(hidden with { Claim = Claim.Repair, Targets = ["f"] }).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void A_repair_is_proven_when_its_finding_goes_and_refuted_when_nothing_does()
    {
        var repair = Good() with { Claim = Claim.Repair, Before = Good().Before with { Review = Reviewed(Found("f", Severity.Error)) } };

        Verdict_(repair with { Targets = ["f"] }).ShouldBe(Verdict.Proven);
        Verdict_(Good() with { Claim = Claim.Repair }).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void A_failing_test_that_passes_only_as_the_patch_rewrote_it_is_no_repair()
    {
        var (failing, passing) = (Run(("t1", TestStatus.Passed), ("t2", TestStatus.Failed)), Run(("t1", TestStatus.Passed), ("t2", TestStatus.Passed)));
        var repair = Good() with { Claim = Claim.Repair, Before = Side(failing) };
        repair = repair with { After = Side(passing) with { Tests = [passing, passing] } };

        Verdict_(repair).ShouldBe(Verdict.Proven);
        Verdict_(repair with { OriginalTests = Side(passing) }).ShouldBe(Verdict.Proven);
        Verdict_(repair with { OriginalTests = Side(failing) }).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void A_repair_is_shown_by_a_new_test_that_fails_without_it_and_not_by_one_that_passes_or_does_not_compile_there()
    {
        var run = Run(("t1", TestStatus.Passed), ("t2", TestStatus.Passed), ("new", TestStatus.Passed));
        var repair = After(side => side with { Tests = [run, run] }) with { Claim = Claim.Repair };
        var without = Side(Run(("new", TestStatus.Failed)));

        Verdict_(repair with { NewTestsBefore = without }).ShouldBe(Verdict.Proven);
        Verdict_(repair with { NewTestsBefore = Side(Run(("new", TestStatus.Passed))) }).ShouldBe(Verdict.Refuted);
        Verdict_(repair with { NewTestsBefore = Side(Run(("other", TestStatus.Failed))) }).ShouldBe(Verdict.Refuted);
        Verdict_(repair with { NewTestsBefore = without with { Build = without.Build with { Succeeded = false } } }).ShouldBe(Verdict.Refuted);
        Verdict_(repair).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public void What_stood_in_for_the_toolchain_is_said_and_refutes_nothing()
    {
        var judgement = Judge.Decide(After(side => side with { Build = side.Build with { Notes = ["another SDK"] } }));

        judgement.Verdict.ShouldBe(Verdict.Proven);
        judgement.Checks.Single(check => check.Name == "toolchain").Evidence.ShouldBe("another SDK");
    }

    [Fact]
    public void Tests_that_ran_out_of_time_leave_the_verdict_open_and_the_limit_is_said()
    {
        var slow = new CommandRun("test", [], CommandEnd.TimedOut, null, TimeSpan.FromSeconds(60), "");
        var before = Good().Before.Tests[0] with { Commands = [slow with { End = CommandEnd.Exited, Duration = TimeSpan.FromSeconds(2) }] };
        var evidence = After(side => side with { Tests = [side.Tests[0] with { Commands = [slow], Problems = ["stopped"] }] });

        var judgement = Judge.Decide(evidence with { Before = evidence.Before with { Tests = [before] } });

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Checks.Single(check => check.Name == "test-results").Evidence.ShouldContain("The tests of the base took 2.0 s");
    }

    [Fact]
    public void A_feature_needs_tests_that_fail_without_it()
    {
        var run = Run(("t1", TestStatus.Passed), ("t2", TestStatus.Passed), ("new", TestStatus.Passed));
        var feature = After(side => side with { Tests = [run, run] }) with { Claim = Claim.Feature };

        Verdict_(feature with { NewTestsBefore = Side(Run(("new", TestStatus.Failed))) }).ShouldBe(Verdict.Proven);
        Verdict_(feature with { NewTestsBefore = Side(Run(("new", TestStatus.Passed))) }).ShouldBe(Verdict.Refuted);
        Verdict_(Good() with { Claim = Claim.Feature }).ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void A_patch_without_code_is_proven_without_coverage() =>
        Verdict_(Good() with { Patch = Read("--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-a\n+b\n"), Coverage = null }).ShouldBe(Verdict.Proven);

    [Fact]
    public void An_open_end_is_refuted()
    {
        var line = "// TO" + "DO: later";

        Verdict_(Good() with { Patch = Read(Diff.Replace("return 1;", line, StringComparison.Ordinal)) }).ShouldBe(Verdict.Refuted);
    }

    private static Verdict Verdict_(Evidence evidence) => Judge.Decide(evidence).Verdict;

    private static Evidence After(Func<Measurement, Measurement> change) => Good() with { After = change(Good().After!) };

    private static Evidence Good()
    {
        var run = Run(("t1", TestStatus.Passed), ("t2", TestStatus.Passed));
        return new Evidence(
            Claim.Preserve, Read(Diff), [], Severity.Warning, new ScopeReport([]), Side(run), new ApplyOutcome(true, null, []), Side(run) with { Tests = [run, run] },
            null, null, new CoverageOutcome([new FileCoverage("src/A.cs", [1], [])], null, []), new ChangeReview([], []), [], ["tests/T"]);
    }

    private static Measurement Side(TestOutcome run) =>
        new(new RestoreOutcome(true, [], [], null), new BuildOutcome(true, [], [], [], null), [run], Reviewed());

    private static TestOutcome Run(params (string Name, TestStatus Status)[] tests) => new(
        [.. tests.Select(test => new TestId("p", test.Name))],
        [.. tests.Select(test => new TestResult(new TestId("p", test.Name), test.Status, TimeSpan.Zero, null))], [], []);

    private static Review Reviewed(params Finding[] findings) => new([], findings, [], []);

    private static Finding Found(string fingerprint, Severity severity) => new(
        "BS0001", "injection", severity, "m", new SourceLocation("src/B.cs", 1, 1, 1, 2), "S", fingerprint, Confidence.High, [], false, false);

    private static Patch Read(string diff) => UnifiedDiff.Parse(Encoding.UTF8.GetBytes(diff), "tree", PatchAuthor.Human).Patch!;
}
