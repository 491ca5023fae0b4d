using System.Text.RegularExpressions;
using Backsmith.Cli.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary>Whole stories with the scripted model: everything but the model is real. What is about the engine and not about C# is told on a small Python project, which builds and tests in a moment.</summary>
public sealed partial class SolveTests(ClinicRepository clinic) : IClassFixture<ClinicRepository>
{
    [Fact]
    public async Task A_feature_is_planned_built_with_its_tests_and_proven()
    {
        var before = clinic.Picture();
        var output = clinic.Scratch("feature");

        var (exit, text, errors) = await SolveAsync("feature", clinic.Root, "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (tested)");
        File.ReadAllText(Path.Combine(output, "changes.patch")).ShouldContain("+        return 7 * PerDay(weight, milligrams);");
        var report = File.ReadAllText(Path.Combine(output, "report.md"));
        report.ShouldContain("PerWeek is seven times PerDay.");
        report.ShouldContain("A parameter for days: nobody asks for it");
        report.ShouldContain("tech-lead approves: It does what is asked.");
        clinic.Picture().ShouldBe(before);
        clinic.Git("apply", "--check", Path.Combine(output, "changes.patch"));
        File.ReadAllText(Path.Combine(clinic.State, "recordings", $"{Applied().Match(text).Groups["id"].Value}.jsonl")).ShouldNotContain(ClinicRepository.Secrets[0]);
    }

    [Fact]
    public async Task A_feature_of_a_python_project_is_proven_and_a_recording_gives_the_same_patch_again()
    {
        var (root, output) = (Python(), clinic.Scratch("python"));

        var (reviewed, _, refusal) = await clinic.BacksmithAsync(null, "review", root);
        var (exit, text, errors) = await SolveAsync("python", root, "--output", output);

        reviewed.ShouldBe(4);
        refusal.ShouldContain("Python in '.'; 'backsmith verify' and 'backsmith solve' work on that.");
        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (reported)");
        text.ShouldContain("1 new test fails without the patch and passes with it.");
        await ReplaysAsync(root, output);
    }

    [Fact]
    public async Task What_the_proof_refuses_and_what_a_reviewer_blocks_goes_back_and_is_mended()
    {
        var (root, output) = (Python(), clinic.Scratch("mended"));
        var (exit, text, errors) = await SolveAsync("mended", root, "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (reported)");
        text.ShouldContain("tech-lead asks for changes: A dose can be negative.");
        text.ShouldContain("tech-lead approves: It does what is asked.");
        errors.ShouldContain("Mend what the proof refused, round 1");
        errors.ShouldContain("Mend what the review found, round 2");
        File.ReadAllText(Path.Combine(output, "changes.patch")).ShouldContain("+    return 7 * max(0, per_day(weight, milligrams))");
        await ReplaysAsync(root, output);
    }

    [Fact]
    public async Task A_question_parks_its_task_until_it_is_answered_in_a_replay_too()
    {
        var (root, output, again) = (Python(), clinic.Scratch("question"), clinic.Scratch("question-again"));
        var question = Asked(await SolveAsync("question", root, "--output", output));

        (await clinic.BacksmithAsync(null, "status")).Output.ShouldContain("asks: Does a week have five days of doses, or seven?");
        (await clinic.BacksmithAsync(null, "tasks", "answer", question, " ")).ExitCode.ShouldBe(2);
        var (text, log) = await AnsweredAsync(question);
        text.ShouldContain("Answered: seven");
        log.ShouldNotContain("Write the plan");
        (await clinic.BacksmithAsync(null, "tasks", "answer", question, "five")).ExitCode.ShouldBe(4);

        await AnsweredAsync(Asked(await clinic.BacksmithAsync(null, Replay(root, again))));
        Patch(again).ShouldBe(Patch(output));
    }

    [Fact]
    public async Task What_is_discovered_becomes_tasks_and_goes_into_the_same_patch()
    {
        var (root, output) = (Python(), clinic.Scratch("discovery"));
        var (exit, text, errors) = await SolveAsync("discovery", root, "--output", output);

        exit.ShouldBe(0, errors + text);
        var tasks = File.ReadAllText(Path.Combine(output, "tasks.json"));
        tasks.ShouldContain("Why sign_in builds a text each time");
        tasks.ShouldContain("Make the text of sign_in a constant");
        tasks.ShouldContain("Look at the constant");
        tasks.ShouldNotContain("sign_in again");
        var patch = File.ReadAllText(Path.Combine(output, "changes.patch"));
        patch.ShouldContain("+STORE = ");
        patch.ShouldContain("per_week");
        await ReplaysAsync(root, output);
    }

    [Fact]
    public async Task Work_of_another_role_on_the_same_line_is_settled_by_the_task_that_goes_on()
    {
        var (root, output) = (Python(), clinic.Scratch("conflict"));
        var (exit, text, errors) = await SolveAsync("conflict", root, "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("(database-engineer)");
        File.ReadAllText(Path.Combine(output, "changes.patch")).ShouldContain("+    dose = milligrams * weight");
        await ReplaysAsync(root, output);
    }

    [Fact]
    public async Task A_worker_that_weakens_a_test_and_claims_success_is_not_believed()
    {
        var (root, output) = (Python(), clinic.Scratch("cheating"));
        await using var peer = await StoryPeer.StartAsync("anthropic", "cheating");

        var (exit, text, errors) = await SolveAsync(peer, root, "--output", output);

        exit.ShouldBe(1, errors + text);
        text.ShouldNotContain("PROVEN (");
        text.ShouldContain("Edits the test file 'tests/test_dosage.py'");
        await ReplaysAsync(root, output, exitCode: 1);
    }

    [Fact]
    public async Task A_plan_can_be_written_first_and_worked_on_later_and_work_that_changes_nothing_delivers_no_patch()
    {
        var root = Python();
        await using var peer = await StoryPeer.StartAsync("openai-compatible", "nothing");
        var (exit, json, errors) = await SolveAsync(peer, root, "--plan-only", "--format", "json");
        exit.ShouldBe(0, errors);
        var plan = clinic.Scratch($"{Guid.NewGuid():N}.json");
        File.WriteAllText(plan, json);

        var (worked, text, log) = await SolveAsync(peer, root, "--plan", plan);

        worked.ShouldBe(0, log + text);
        log.ShouldNotContain("submit_plan");
        text.ShouldContain("No patch came of it.");
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

    private const string Wanted = "Add a dose for a week";

    private Task<(int ExitCode, string Output, string Errors)> SolveAsync(string story, string root, params string[] further) =>
        clinic.BacksmithAsync(null, ["solve", Wanted, "--repo", root, "--model", $"scripted/{Path.Combine(AppContext.BaseDirectory, "Stories", story + ".jsonl")}", .. further]);

    private async Task<(int ExitCode, string Output, string Errors)> SolveAsync(StoryPeer peer, string root, params string[] further)
    {
        using var run = RunningBacksmith.Start(root, clinic.State, peer.Variables, ["solve", Wanted, "--repo", root, "--model", peer.Model, .. further]);
        return await run.EndAsync();
    }

    /// <summary>Goes through the newest recording without its model: the same patch must come, byte for byte.</summary>
    private async Task ReplaysAsync(string root, string delivered, int exitCode = 0)
    {
        var again = delivered + "-again";
        var (exit, _, errors) = await clinic.BacksmithAsync(null, Replay(root, again));

        exit.ShouldBe(exitCode, errors);
        Patch(again).ShouldBe(Patch(delivered));
    }

    private string[] Replay(string root, string output) =>
        ["solve", Wanted, "--repo", root, "--replay", Directory.GetFiles(Path.Combine(clinic.State, "recordings")).Order(StringComparer.Ordinal).Last(), "--output", output];

    private static byte[] Patch(string delivered) => File.ReadAllBytes(Path.Combine(delivered, "changes.patch"));

    /// <summary>The number of the question that a run ended with.</summary>
    private static string Asked((int ExitCode, string Output, string Errors) run)
    {
        run.ExitCode.ShouldBe(5, run.Errors);
        run.Errors.ShouldContain("Does a week have five days of doses, or seven?");
        return Number().Match(run.Errors).Groups["task"].Value;
    }

    private async Task<(string Output, string Errors)> AnsweredAsync(string question)
    {
        (await clinic.BacksmithAsync(null, "tasks", "answer", question, "seven")).ExitCode.ShouldBe(0);
        var (exit, text, log) = await clinic.BacksmithAsync(null, "tasks", "resume");
        exit.ShouldBe(0, log + text);
        return (text, log);
    }

    private string Python() => PythonProject.At(clinic.Scratch($"python-{Guid.NewGuid():N}"));

    [GeneratedRegex(@"backsmith tasks answer (?<task>\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"backsmith apply (?<id>[\w-]+)")]
    private static partial Regex Applied();
}
