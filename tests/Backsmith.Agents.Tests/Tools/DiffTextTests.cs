using Backsmith.Agents.Tools;
using Shouldly;
using Xunit;

namespace Backsmith.Agents.Tests.Tools;

public sealed class DiffTextTests
{
    private static readonly string Diff = File("README.md", "+Read.") + File("src/A.cs", "-old\n+new") + File("src/Long.cs", "+" + new string('x', 500)) + File("tests/ATests.cs", "+test\n+--more");

    [Fact]
    public void Files_are_listed_and_shown_whole_code_before_tests_and_tests_before_texts()
    {
        var text = DiffText.Of(Diff, 10_000, _ => true);

        text.ShouldStartWith("README.md  +1 -0\nsrc/A.cs  +1 -1\nsrc/Long.cs  +1 -0\ntests/ATests.cs  +2 -0\n\ndiff --git a/src/A.cs b/src/A.cs\n");
        Order(text).ShouldBe(["src/A.cs", "src/Long.cs", "tests/ATests.cs", "README.md"]);
        text.Length.ShouldBeGreaterThanOrEqualTo(Diff.Length);
    }

    [Fact]
    public void A_file_without_room_is_named_and_no_other_is_cut_for_it()
    {
        var text = DiffText.Of(Diff, 400, _ => true);

        Order(text).ShouldBe(["src/A.cs", "tests/ATests.cs", "README.md"]);
        text.ShouldEndWith("read them in your copy: src/Long.cs\n");
        text.ShouldContain(File("src/A.cs", "-old\n+new"));
    }

    [Fact]
    public void What_is_not_wanted_is_left_out() => DiffText.Of(Diff, 10_000, path => path == "src/A.cs").ShouldBe("src/A.cs  +1 -1\n\n" + File("src/A.cs", "-old\n+new"));

    [Fact]
    public void Nothing_is_nothing() => DiffText.Of("", 100, _ => true).Trim().ShouldBeEmpty();

    private static string File(string path, string lines) => $"diff --git a/{path} b/{path}\nindex 1..2 100644\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n{lines}\n";

    private static IEnumerable<string> Order(string text) => text.Split('\n').Where(line => line.StartsWith("diff --git ", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(" b/", StringComparison.Ordinal) + 3)..]);
}
