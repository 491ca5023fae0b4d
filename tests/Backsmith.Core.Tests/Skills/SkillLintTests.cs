using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Skills;

public sealed class SkillLintTests
{
    private const string Checks = """{"rules":[{"id":"BS0001","why":"it matters"}],"commands":[{"name":"tests","run":["dotnet","test"],"expect":"exit 0"}],"questions":["Is it done?"]}""";
    private const string Exam = """{"task":"Do it.","claim":"feature","acceptance":["dotnet","test"]}""";
    private const string Patch = "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-a\n+b\n";

    private static readonly SkillLint Lint = new(new HashSet<string> { "BS0001", "CA2016" });

    [Theory]
    [InlineData("a")]
    [InlineData("pdf-2-text")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_skill_as_the_specification_wants_it_has_no_problem(string name) =>
        Lint.Check(SkillFiles.Folder(name, SkillFiles.Text(name, fields: "license: MIT\ncompatibility: Needs git\nallowed-tools: Read Bash(git:*)\nmetadata:\n  version: \"1\"\n"))).ShouldBeEmpty();

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-front")]
    [InlineData("end-")]
    [InlineData("two--hyphens")]
    [InlineData("ünicode")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void A_name_outside_of_the_specification(string name) => Problem(SkillFiles.Folder(name, SkillFiles.Text(name)), 2, name.Length > 64 ? "64" : "Write it as");

    [Fact]
    public void A_name_that_is_not_the_folders() => Problem(SkillFiles.Folder("one", SkillFiles.Text("two")), 2, "'one'");

    [Theory]
    [InlineData("Helps with PDFs.", "when")]
    [InlineData("[a, b]", "one text")]
    public void A_description_that_cannot_pick_the_skill(string description, string words) =>
        Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x", description))).ShouldContain(problem => problem.Line == 3 && problem.Message.Contains(words));

    [Fact]
    public void A_description_has_1024_characters_at_most_however_many_bytes_they_take()
    {
        var longest = "Use when " + new string('é', 1014) + "😀";

        Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x", longest))).ShouldBeEmpty();
        Problem(SkillFiles.Folder("x", SkillFiles.Text("x", longest + "e")), 3, "1025");
    }

    [Theory]
    [InlineData("name: x\n", "There is no description")]
    [InlineData("description: Use when needed.\n", "There is no name")]
    [InlineData("name: x\ndescription: ''\n", "There is no description")]
    [InlineData("", "There are no fields")]
    public void What_the_specification_requires(string fields, string words) =>
        Lint.Check(SkillFiles.Folder("x", $"---\n{fields}---\nbody\n")).ShouldContain(problem => problem.Message.Contains(words));

    [Theory]
    [InlineData("author: somebody\n", "knows no field 'author'")]
    [InlineData("compatibility: ''\n", "1 to 500")]
    [InlineData("metadata: text\n", "in a line of its own")]
    [InlineData("license: [a]\n", "one text")]
    public void Other_fields(string fields, string words) => Problem(SkillFiles.Folder("x", SkillFiles.Text("x", fields: fields)), 4, words);

    [Fact]
    public void A_folder_without_a_main_file_or_with_one_that_is_no_text()
    {
        var folder = SkillFiles.Folder("x", SkillFiles.Text("x"));

        Lint.Check(folder with { Files = new Dictionary<string, byte[]?> { ["skill.md"] = [] } }).ShouldHaveSingleItem().Message.ShouldContain("capitals");
        Lint.Check(folder with { Files = new Dictionary<string, byte[]?> { ["SKILL.md"] = [0xFF, 0xFE, 0] } }).ShouldHaveSingleItem().Message.ShouldContain("UTF-8");
        Lint.Check(folder with { Files = new Dictionary<string, byte[]?> { ["SKILL.md"] = null } }).ShouldHaveSingleItem().Message.ShouldContain("1 MiB");
    }

    [Fact]
    public void The_text_stays_under_500_lines_and_is_not_empty()
    {
        string Body(int lines) => string.Join('\n', Enumerable.Repeat("line", lines));

        Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x", body: Body(499)))).ShouldBeEmpty();
        Problem(SkillFiles.Folder("x", SkillFiles.Text("x", body: Body(500))), 5, "under 500");
        Problem(SkillFiles.Folder("x", SkillFiles.Text("x", body: " ")), 5, "nothing below");
    }

    [Theory]
    [InlineData("[a](references/a.md), [b](./references/a.md#part), [c](<references/a.md> \"title\"), [d](https://example.org/x), [e](#here), [f](mailto:a@example.org)", null)]
    [InlineData("`[a](gone.md)`\n\n```md\n[a](gone.md)\n```\n\nreferences/a.md", null)]
    [InlineData("references/a.md\n\n[a]: references/a.md", null)]
    [InlineData("references/a.md [a](references/gone.md)", "There is no 'references/gone.md'")]
    [InlineData("references/a.md ![a](gone.png)", "There is no 'gone.png'")]
    [InlineData("references/a.md\n[a]: gone.md", "There is no 'gone.md'")]
    [InlineData("references/a.md [a](../other/SKILL.md)", "leads out")]
    [InlineData("references/a.md [a](references/../../other.md)", "leads out")]
    [InlineData("references/a.md [a](/etc/passwd)", "leads out")]
    [InlineData("references/a.md [a](references/%2e%2e/%2e%2e/x)", "leads out")]
    [InlineData("references/a.md [a](scripts/deep/b.md)", "one level deep")]
    [InlineData("no link", "does not lead to this file")]
    public void Links(string body, string? words)
    {
        var problems = Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x", body: body), ("references/a.md", "text"), ("scripts/deep/b.md", "text")));

        if (words is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems.ShouldHaveSingleItem().Message.ShouldContain(words);
        }
    }

    [Fact]
    public void References_do_not_lead_further_than_the_main_file_does()
    {
        var folder = SkillFiles.Folder("x", SkillFiles.Text("x", body: "references/a.md"), ("references/a.md", "[back](../SKILL.md) [beside](b.md)"), ("references/b.md", "text"));

        Lint.Check(folder).Select(problem => (problem.File, problem.Line)).ShouldBe([("references/a.md", 1), ("references/b.md", 0)]);
        Lint.Check(folder)[0].Message.ShouldContain("two steps");
    }

    [Theory]
    [InlineData("\"BS0001\"", "\"BS9999\"", "no rule 'BS9999'")]
    [InlineData("it matters", " ", "why it matters")]
    [InlineData("[\"dotnet\",\"test\"]", "[]", "a program")]
    [InlineData("exit 0", "success", "exit 0")]
    [InlineData("exit 0", "exit 256", "exit 0")]
    [InlineData("Is it done?", "Do it.", "no question")]
    [InlineData("\"why\"", "\"because\"", "cannot be read at rules[0]")]
    [InlineData("\"it matters\"", "null", "'null' says nothing")]
    [InlineData("?\"]}", "?\"]", "cannot be read")]
    [InlineData("\"questions\":[\"Is it done?\"]", "\"questions\":[],\"questions\":[]", "cannot be read")]
    public void Checks_that_cannot_judge(string text, string instead, string words)
    {
        var broken = Checks.Replace(text, instead);
        broken.ShouldNotBe(Checks);

        Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x"), ("checks.json", broken))).ShouldHaveSingleItem().Message.ShouldContain(words);
    }

    [Fact]
    public void A_problem_of_the_checks_has_its_line()
    {
        var lines = Checks.Replace("{\"id\"", "\n{\"id\"").Replace("BS0001", "BS0099");

        Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x"), ("checks.json", lines))).ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public void A_skill_of_the_product_has_checks_and_a_whole_exam()
    {
        (string, string)[] whole = [("checks.json", Checks), ("exam/exam.json", Exam), ("exam/solution.patch", Patch), ("exam/repository/a.txt", "a"), ("exam/acceptance/b.txt", "b")];
        IReadOnlyList<SkillProblem> Without(params string[] paths) =>
            Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x"), [.. whole.Where(file => !paths.Contains(file.Item1))]) with { Origin = SkillOrigin.Product });

        Without().ShouldBeEmpty();
        foreach (var (path, _) in whole)
        {
            Without(path).ShouldHaveSingleItem().File.ShouldBe(path.StartsWith("exam/r") || path.StartsWith("exam/a") ? "exam/exam.json" : path);
        }

        Without([.. whole.Select(file => file.Item1)]).Select(problem => problem.File).ShouldBe(["checks.json", "exam/"]);
    }

    [Theory]
    [InlineData("exam/exam.json", """{"task":"Do it.","claim":"better","acceptance":["dotnet"]}""")]
    [InlineData("exam/exam.json", """{"task":"","claim":"feature","acceptance":["dotnet"]}""")]
    [InlineData("exam/exam.json", """{"task":"Do it.","claim":"feature","acceptance":[]}""")]
    [InlineData("exam/solution.patch", "no diff\n")]
    [InlineData("exam/solution.patch", "\n")]
    public void An_exam_that_nobody_can_sit(string path, string text)
    {
        (string Path, string Text)[] files = [("exam/exam.json", Exam), ("exam/solution.patch", Patch), ("exam/repository/a.txt", "a"), ("exam/acceptance/b.txt", "b")];

        var problem = Lint.Check(SkillFiles.Folder("x", SkillFiles.Text("x"), [.. files.Select(file => file.Path == path ? (path, text) : file)])).ShouldHaveSingleItem();

        problem.File.ShouldBe(path);
    }

    [Fact]
    public void The_skills_that_ship_are_as_they_should_be()
    {
        var hosted = Regex.Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs/rules/hosted.md")), @"\[(CA\d+)\]").Select(match => match.Groups[1].Value);
        var own = Directory.GetFiles(Path.Combine(SourceTree.Root, "docs/rules"), "BS*.md").Select(page => Path.GetFileNameWithoutExtension(page)!);
        var lint = new SkillLint(hosted.Concat(own).ToHashSet());
        var folders = SkillFiles.Names.Select(SkillFiles.OfTree).ToList();
        var table = File.ReadAllText(Path.Combine(SourceTree.Root, "skills", DecisionTable.FileName));

        folders.SelectMany(folder => lint.Check(folder).Select(problem => $"{folder.Name}/{problem.File}:{problem.Line}: {problem.Message}")).ShouldBeEmpty();
        DecisionTableLint.Check(table, folders).ShouldBeEmpty();
        folders.Count.ShouldBe(15);
    }

    private static void Problem(SkillFolder folder, int line, string words)
    {
        var problem = Lint.Check(folder).ShouldHaveSingleItem();
        problem.Line.ShouldBe(line, problem.Message);
        problem.Message.ShouldContain(words);
    }
}
