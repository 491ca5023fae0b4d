using System.Text.Json;
using Backsmith.Cli.Tests.Surface;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Commands;

public sealed class SkillsCommandTests : IDisposable
{
    private const string Text = "---\nname: {0}\ndescription: {1}\n---\nThe text of {0}.\n";

    private readonly Product _product = new();

    public void Dispose() => _product.Dispose();

    [Fact]
    public async Task The_skills_that_ship_are_listed_and_shown()
    {
        var (exit, output, errors) = await _product.RunAsync("skills list");

        (exit, errors).ShouldBe((0, ""));
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(15);
        output.ShouldMatch(@"(?m)^database-integration +product +\S");

        var shown = await _product.RunAsync("skills show database-integration");
        (shown.ExitCode, shown.Errors).ShouldBe((0, ""));
        shown.Output.ShouldStartWith("database-integration (product, ");
        shown.Output.ShouldContain("  references/aspnet-core.md");
        (await _product.RunAsync("skills show database-integration references/aspnet-core.md")).Output.Length.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_task_is_answered_with_its_skills_and_why()
    {
        var (exit, output, _) = await _product.RunAsync(["skills", "list", "--task", "Add an endpoint; only admins may, by JWT", "--format", "json"]);

        exit.ShouldBe(0);
        using var answer = JsonDocument.Parse(output);
        var skills = answer.RootElement.GetProperty("skills").EnumerateArray().ToList();
        skills.Select(skill => skill.GetProperty("name").GetString()).ShouldBe(["authentication-authorization", "api-endpoint-implementation"], ignoreOrder: true);
        skills.ShouldAllBe(skill => skill.GetProperty("because").GetArrayLength() > 0);
        (await _product.RunAsync(["skills", "list", "--task", "Rename Foo"])).Output.ShouldBe("No skill fits this task.\n");
    }

    [Fact]
    public async Task A_user_adds_words_to_the_decision_table()
    {
        Directory.CreateDirectory(_product.State);
        var table = Path.Combine(_product.State, "decision-table.json");
        await File.WriteAllTextAsync(table, """{"rows":[{"skill":"caching-strategies-backend","words":["Garnet"]}]}""");
        (await _product.RunAsync(["skills", "list", "--task", "Use Garnet"])).Output.ShouldContain("the task says: Garnet");

        await File.WriteAllTextAsync(table, "{\n\"rows\": 7}");
        var (exit, _, errors) = await _product.RunAsync(["skills", "list", "--task", "Use Garnet"]);
        exit.ShouldBe(3);
        errors.ShouldContain("decision-table.json: line 2");
    }

    [Fact]
    public async Task A_skill_of_the_home_folder_stands_in_for_the_products()
    {
        Write(Path.Combine(_product.Home, ".claude/skills/backend-testing/SKILL.md"), string.Format(Text, "backend-testing", "Mine. Use when tests are asked for."));
        Write(Path.Combine(_product.Home, ".agents/skills/own/SKILL.md"), string.Format(Text, "own", "Own. Use when asked."));
        Write(Path.Combine(_product.Home, ".agents/skills/broken/SKILL.md"), "no fields");

        var (exit, output, errors) = await _product.RunAsync("skills list");

        exit.ShouldBe(0);
        output.ShouldMatch(@"(?m)^backend-testing +home +Mine\.\n +instead of the product skill in ");
        output.ShouldMatch(@"(?m)^own +home +Own\.$");
        errors.ShouldContain(".agents/skills/broken cannot be used");
        (await _product.RunAsync("skills show backend-testing")).Output.ShouldContain("The text of backend-testing.");
    }

    [Fact]
    public async Task Skills_of_a_repository_are_read_only_when_it_is_trusted()
    {
        var repository = Path.Combine(_product.Scratch, "repository");
        Write(Path.Combine(repository, ".agents/skills/theirs/SKILL.md"), string.Format(Text, "theirs", "Theirs. Use when\u001b[31m asked."));
        Write(Path.Combine(repository, ".git/HEAD"), "ref: refs/heads/main\n");
        Directory.CreateDirectory(Path.Combine(repository, ".git/objects"));
        Directory.CreateDirectory(Path.Combine(repository, ".git/refs"));

        var untrusted = await _product.RunAsync(["skills", "list", "--repo", repository]);
        untrusted.Output.ShouldNotContain("theirs");
        untrusted.Errors.ShouldContain(".agents/skills of ");
        untrusted.Errors.ShouldContain("--trust-repository-skills");
        (await _product.RunAsync(["skills", "show", "theirs", "--repo", repository])).ExitCode.ShouldBe(4);

        var trusted = await _product.RunAsync(["skills", "list", "--repo", repository, "--trust-repository-skills"]);
        trusted.ExitCode.ShouldBe(0, trusted.Errors);
        trusted.Output.ShouldMatch(@"(?m)^theirs +repository +Theirs\.");
        trusted.Output.ShouldNotContain("\u001b");
        (await _product.RunAsync(["skills", "show", "theirs", "--repo", repository, "--trust-repository-skills"])).Output.ShouldContain("The text of theirs.");
    }

    [Fact]
    public async Task An_exam_is_judged_by_tests_that_fail_without_the_work_and_pass_with_it()
    {
        Exam("doses", "def per_day(weight, milligrams):\n    return 0\n", "+    return weight * milligrams");
        Exam("wrong", "def per_day(weight, milligrams):\n    return 0\n", "+    return weight + milligrams");
        Exam("empty", "def per_day(weight, milligrams):\n    return 20\n", "+    return weight * milligrams", stands: "20");

        (await _product.RunAsync("skills exam doses --solution")).ShouldBe((0, "doses: passed. The acceptance tests fail without the work and pass with it.\n", ""));
        var wrong = await _product.RunAsync("skills exam wrong --solution");
        wrong.ExitCode.ShouldBe(1);
        wrong.Output.ShouldStartWith("wrong: failed. The acceptance tests do not pass.");
        wrong.Output.ShouldContain("12 != 20");
        (await _product.RunAsync("skills exam empty --solution")).Output.ShouldBe("empty: failed. The acceptance tests pass without any work, so they judge nothing.\n");
    }

    [Fact]
    public async Task An_exam_needs_a_skill_that_has_one_and_a_model()
    {
        Write(Path.Combine(_product.Home, ".agents/skills/own/SKILL.md"), string.Format(Text, "own", "Own. Use when asked."));

        var unknown = await _product.RunAsync("skills exam nothing --solution");
        (unknown.ExitCode, unknown.Errors).ShouldBe((4, "backsmith: There is no skill 'nothing'. 'backsmith skills list' lists those there are.\n"));
        var without = await _product.RunAsync("skills exam own --solution");
        without.ExitCode.ShouldBe(4);
        without.Errors.ShouldContain("'own' has no exam that can be sat.");
        var nobody = await _product.RunAsync("skills exam backend-testing");
        nobody.ExitCode.ShouldBe(2);
        nobody.Errors.ShouldContain("Name a model");
    }

    /// <summary>A skill in the home folder whose exam is one Python function.</summary>
    private void Exam(string name, string module, string solution, string stands = "0")
    {
        var folder = Path.Combine(_product.Home, ".agents/skills", name);
        Write(Path.Combine(folder, "SKILL.md"), string.Format(Text, name, "Doses. Use when asked."));
        Write(Path.Combine(folder, "exam/exam.json"), """{"task":"Make per_day multiply.","claim":"repair","acceptance":["python3","-m","unittest","discover","-s","acceptance","-t","."]}""");
        Write(Path.Combine(folder, "exam/repository/dosage.py"), module);
        Write(Path.Combine(folder, "exam/acceptance/__init__.py"), "");
        Write(Path.Combine(folder, "exam/acceptance/test_dosage.py"), "import unittest\n\nfrom dosage import per_day\n\n\nclass DosageTests(unittest.TestCase):\n    def test_multiplies(self):\n        self.assertEqual(per_day(2, 10), 20)\n");
        Write(Path.Combine(folder, "exam/solution.patch"), $"--- a/dosage.py\n+++ b/dosage.py\n@@ -1,2 +1,2 @@\n def per_day(weight, milligrams):\n-    return {stands}\n{solution}\n");
    }

    [Fact]
    public async Task Lint_names_file_line_and_way_out_and_ends_with_1()
    {
        var folder = Path.Combine(_product.Scratch, "skills");
        Write(Path.Combine(folder, "good/SKILL.md"), string.Format(Text, "good", "Good. Use when asked."));
        (await _product.RunAsync(["skills", "lint", folder])).ShouldBe((0, "1 skill, no problem\n", ""));

        Write(Path.Combine(folder, "bad/SKILL.md"), "---\nname: Bad\ndescription: Bad\n---\n[a](gone.md)\n");
        Write(Path.Combine(folder, "bad/checks.json"), """{"rules":[{"id":"BS9999","why":"x"},{"id":"CA2016","why":"x"}],"commands":[],"questions":[]}""");
        var (exit, output, _) = await _product.RunAsync(["skills", "lint", folder]);

        exit.ShouldBe(1);
        output.ShouldContain("/bad/SKILL.md:2: The name 'Bad'");
        output.ShouldContain("/bad/SKILL.md:3: The description does not say when");
        output.ShouldContain("/bad/SKILL.md:5: There is no 'gone.md'");
        output.ShouldContain("/bad/checks.json:1: There is no rule 'BS9999'");
        output.ShouldNotContain("CA2016");
        output.ShouldEndWith("2 skills, 4 problems\n");
        (await _product.RunAsync(["skills", "lint", Path.Combine(folder, "good")])).ExitCode.ShouldBe(0);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
