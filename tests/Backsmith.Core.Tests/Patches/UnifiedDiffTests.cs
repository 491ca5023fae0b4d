using System.Text;
using Backsmith.Patches;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Patches;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Reads_a_change_with_its_lines()
    {
        var file = Read("diff --git a/x.cs b/x.cs\nindex 111..222 100644\n--- a/x.cs\n+++ b/x.cs\n@@ -3,2 +3,3 @@ class X\n a\n-b\n+c\n+d\n").ShouldHaveSingleItem();

        file.Kind.ShouldBe(ChangeKind.Modified);
        file.OldMode.ShouldBe("100644");
        var hunk = file.Hunks.ShouldHaveSingleItem();
        (hunk.OldStart, hunk.OldCount, hunk.NewStart, hunk.NewCount, hunk.Section).ShouldBe((3, 2, 3, 3, "class X"));
        hunk.Lines.Select(line => line.Mark + line.Text).ShouldBe([" a", "-b", "+c", "+d"]);
    }

    [Theory]
    [InlineData("diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", ChangeKind.Renamed, "x", "y")]
    [InlineData("diff --git a/x b/x\nold mode 100644\nnew mode 100755\n", ChangeKind.Modified, "x", "x")]
    [InlineData("diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n", ChangeKind.Added, null, "x")]
    [InlineData("diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", ChangeKind.Deleted, "x", null)]
    [InlineData("--- a/x\t2026-01-01\n+++ b/x\t2026-01-01\n@@ -1 +1 @@\n-a\n+b\n", ChangeKind.Modified, "x", "x")]
    [InlineData("diff --git \"a/😀\\t.cs\" \"b/😀\\t.cs\"\nold mode 100644\nnew mode 100755\n", ChangeKind.Modified, "😀\t.cs", "😀\t.cs")]
    [InlineData("diff --git \"a/\\303\\274 .cs\" \"b/\\303\\274 .cs\"\nold mode 100644\nnew mode 100755\n", ChangeKind.Modified, "ü .cs", "ü .cs")]
    [InlineData("From 1 Mon\nSubject: x\n\n---\n x | 2 +-\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39\n", ChangeKind.Modified, "x", "x")]
    public void Reads_what_git_writes(string diff, ChangeKind kind, string? oldPath, string? newPath)
    {
        var file = Read(diff).ShouldHaveSingleItem();

        (file.Kind, file.OldPath, file.NewPath).ShouldBe((kind, oldPath, newPath));
    }

    [Fact]
    public void Keeps_carriage_returns_and_notes_a_missing_last_line_feed()
    {
        var lines = Read("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+b\r\n\\ No newline at end of file\n").Single().Hunks.Single().Lines;

        lines.Select(line => (line.Text, line.NoNewline)).ShouldBe([("a\r", false), ("b\r", true)]);
    }

    [Theory]
    [InlineData("hello\n", "not a diff")]
    [InlineData("--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n", "ends in the middle")]
    [InlineData("--- a/x\n+++ b/x\n@@ bad @@\n", "hunk header")]
    [InlineData("--- a/x\n+++ b/x\n@@ -1 +1 @@\n*a\n", "starts with neither")]
    [InlineData("diff --cc x\n", "combined diff")]
    [InlineData("diff --git a/x b/x\nBinary files a/x and b/x differ\n", "--binary")]
    [InlineData("--- a/../x\n+++ b/../x\n@@ -0,0 +1 @@\n+a\n", "'../x', which leads out")]
    [InlineData("--- /dev/null\n+++ /etc/x\n@@ -0,0 +1 @@\n+a\n", "'/etc/x', which leads out")]
    [InlineData("diff --git a//etc/x b//etc/x\nold mode 100644\nnew mode 100755\n", "'/etc/x', which leads out")]
    [InlineData("diff --git a/x b/x\nsimilarity index 100%\nrename from x\nrename to y/../../z\n", "leads out")]
    [InlineData("d\0i\0f\0f\0 \0", "UTF-16")]
    public void Says_what_is_wrong(string diff, string words) =>
        UnifiedDiff.Parse(Encoding.UTF8.GetBytes(diff), "", PatchAuthor.Human).Problem.ShouldNotBeNull().ShouldContain(words);

    [Fact]
    public void Nothing_is_an_empty_patch() => Read("").ShouldBeEmpty();

    private static IReadOnlyList<FileChange> Read(string diff)
    {
        var outcome = UnifiedDiff.Parse(Encoding.UTF8.GetBytes(diff), "tree", PatchAuthor.Human);
        outcome.Problem.ShouldBeNull();
        return outcome.Patch.ShouldNotBeNull().Files;
    }
}
