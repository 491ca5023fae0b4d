using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary>Whole stories with the scripted model: everything but the model is real.</summary>
public sealed partial class SolveTests(ClinicRepository clinic) : IClassFixture<ClinicRepository>
{
    [Fact]
    public async Task A_feature_is_planned_built_with_its_tests_and_proven()
    {
        var before = clinic.Picture();
        var output = clinic.Scratch("feature");

        var (exit, text, errors) = await SolveAsync("feature", "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (tested)");
        File.ReadAllText(Path.Combine(output, "changes.patch")).ShouldContain("+        return 7 * PerDay(weight, milligrams);");
        var report = File.ReadAllText(Path.Combine(output, "report.md"));
        report.ShouldContain("PerWeek is seven times PerDay.");
        report.ShouldContain("A parameter for days: nobody asks for it.");
        clinic.Picture().ShouldBe(before);
        clinic.Git("apply", "--check", Path.Combine(output, "changes.patch"));

        var recording = Directory.GetFiles(Path.Combine(clinic.State, "recordings")).OrderBy(File.GetLastWriteTimeUtc).Last();
        File.ReadAllText(recording).ShouldNotContain(ClinicRepository.Secrets[0]);
        var again = clinic.Scratch("feature-again");
        (await clinic.BacksmithAsync(null, "solve", "Add a dose for a week", "--replay", recording, "--output", again)).ExitCode.ShouldBe(0);
        File.ReadAllBytes(Path.Combine(again, "changes.patch")).ShouldBe(File.ReadAllBytes(Path.Combine(output, "changes.patch")));
    }

    [Fact]
    public async Task A_feature_of_a_python_project_is_proven_and_review_says_what_it_looks_at()
    {
        var root = clinic.Scratch("python");
        Directory.CreateDirectory(Path.Combine(root, "clinic"));
        Directory.CreateDirectory(Path.Combine(root, "tests"));
        File.WriteAllText(Path.Combine(root, "clinic", "__init__.py"), "");
        File.WriteAllText(Path.Combine(root, "clinic", "dosage.py"), "def per_day(weight, milligrams):\n    return weight * milligrams\n");
        File.WriteAllText(
            Path.Combine(root, "tests", "test_dosage.py"),
            "import unittest\n\nfrom clinic.dosage import per_day\n\n\nclass DosageTests(unittest.TestCase):\n    def test_multiplies(self):\n        self.assertEqual(per_day(2, 10), 20)\n");

        var (reviewed, _, refusal) = await clinic.BacksmithAsync(null, "review", root);
        var (exit, text, errors) = await SolveAsync("python", "--repo", root);

        reviewed.ShouldBe(4);
        refusal.ShouldContain("Python in '.'; 'backsmith verify' and 'backsmith solve' work on that.");
        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (reported)");
        text.ShouldContain("1 new test fails without the patch and passes with it.");
    }

    [Fact]
    public async Task What_the_proof_refuses_and_what_a_reviewer_blocks_goes_back_and_is_mended()
    {
        var output = clinic.Scratch("mended");
        var (exit, text, errors) = await SolveAsync("mended", "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (tested)");
        text.ShouldContain("tech-lead approves: It does what is asked.");
        errors.ShouldContain("Mend what the proof refused, round 1");
        errors.ShouldContain("Mend what the review found, round 2");
        File.ReadAllText(Path.Combine(output, "changes.patch")).ShouldContain("+        return checked(7 * PerDay(weight, milligrams));");
    }

    [Fact]
    public async Task A_question_parks_its_task_until_it_is_answered()
    {
        var (exit, _, errors) = await SolveAsync("question");
        exit.ShouldBe(5, errors);
        errors.ShouldContain("Does a week have five days of doses, or seven?");
        var question = Number().Match(errors).Groups["task"].Value;

        (await clinic.BacksmithAsync(null, "tasks", "answer", question, " ")).ExitCode.ShouldBe(2);
        (await clinic.BacksmithAsync(null, "tasks", "answer", question, "seven")).ExitCode.ShouldBe(0);
        (await clinic.BacksmithAsync(null, "tasks", "answer", question, "five")).ExitCode.ShouldBe(4);
        var (resumed, text, log) = await clinic.BacksmithAsync(null, "tasks", "resume", Execution().Match(errors).Groups["id"].Value);

        resumed.ShouldBe(0, log + text);
        text.ShouldContain("Answered: seven");
        log.ShouldNotContain("Write the plan");
    }

    [Fact]
    public async Task What_is_discovered_becomes_tasks_and_goes_into_the_same_patch()
    {
        var output = clinic.Scratch("discovery");
        var (exit, text, errors) = await SolveAsync("discovery", "--output", output);

        exit.ShouldBe(0, errors + text);
        var tasks = File.ReadAllText(Path.Combine(output, "tasks.json"));
        tasks.ShouldContain("Why SignIn builds a text each time");
        tasks.ShouldContain("Make the text of SignIn a constant");
        tasks.ShouldNotContain("SignIn again");
        var patch = File.ReadAllText(Path.Combine(output, "changes.patch"));
        patch.ShouldContain("+        const string store = ");
        patch.ShouldContain("PerWeek");
    }

    [Fact]
    public async Task Work_of_another_role_is_in_the_copy_when_the_task_goes_on()
    {
        var (exit, text, errors) = await SolveAsync("delegated");

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (tested)");
        text.ShouldContain("(qa-engineer)");
    }

    [Fact]
    public async Task A_line_that_two_tasks_changed_is_settled_by_the_one_that_goes_on()
    {
        var output = clinic.Scratch("conflict");
        var (exit, text, errors) = await SolveAsync("conflict", "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("(database-engineer)");
        File.ReadAllText(Path.Combine(output, "changes.patch")).ShouldContain("+        var dose = milligrams * weight;");
    }

    [Fact]
    public async Task A_worker_that_weakens_a_test_and_claims_success_is_not_believed()
    {
        var (exit, text, errors) = await SolveAsync("cheating");

        exit.ShouldBe(1, errors + text);
        text.ShouldNotContain("PROVEN (");
        text.ShouldContain("Edits the test file 'tests/Clinic.Tests/DosageTests.cs'");
    }

    [Fact]
    public async Task A_worker_that_changes_nothing_delivers_no_patch()
    {
        var (exit, text, errors) = await SolveAsync("nothing");

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("No patch came of it.");
    }

    [Fact]
    public async Task A_plan_can_be_written_first_and_worked_on_later()
    {
        var (exit, json, errors) = await SolveAsync("feature", "--plan-only", "--format", "json");
        exit.ShouldBe(0, errors);
        var plan = clinic.Scratch("plan.json");
        File.WriteAllText(plan, json);

        var (worked, text, log) = await SolveAsync("feature", "--plan", plan);

        worked.ShouldBe(0, log + text);
        log.ShouldNotContain("submit_plan");
    }

    [Theory]
    [InlineData("Name a model", "solve", "do it")]
    [InlineData("does not name a model", "solve", "do it", "--model", "nobody")]
    [InlineData("There is no role 'cook'", "solve", "do it", "--model", "scripted/x", "--role", "cook")]
    [InlineData("A budget of 0 allows nothing", "solve", "do it", "--model", "scripted/x", "--budget", "0")]
    [InlineData("TASK is empty", "solve", " ", "--model", "scripted/x")]
    [InlineData("does not exist", "solve", "do it", "--model", "scripted/x", "--plan", "/nowhere.json")]
    public async Task What_cannot_work_is_refused_at_once(string problem, params string[] arguments)
    {
        var (exit, output, errors) = await clinic.BacksmithAsync(null, arguments);

        (exit, output).ShouldBe((2, ""));
        errors.ShouldContain(problem);
    }

    private Task<(int ExitCode, string Output, string Errors)> SolveAsync(string story, params string[] further) =>
        clinic.BacksmithAsync(null, ["solve", "Add a dose for a week", "--model", $"scripted/{Path.Combine(AppContext.BaseDirectory, "Stories", story + ".jsonl")}", .. further]);

    [GeneratedRegex(@"backsmith tasks answer (?<task>\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"backsmith tasks resume (?<id>\S+)")]
    private static partial Regex Execution();
}
