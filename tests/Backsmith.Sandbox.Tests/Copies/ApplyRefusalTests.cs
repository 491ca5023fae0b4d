using System.Text;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Copies;

/// <summary>What git refuses is told with the file, the reason and the way out.</summary>
public sealed class ApplyRefusalTests
{
    private const string Words = "error: patch failed: x.cs:2\nerror: x.cs: patch does not apply\n";

    [Theory]
    [InlineData(" b\r\n-c\r\n+d\r\n", "a\nb\nc\n", "end with CR LF in the diff and with LF in the base")]
    [InlineData(" b\n-c\n+d\n", "a\r\nb\r\nc\r\n", "end with LF in the diff and with CR LF in the base")]
    [InlineData(" b\r\n-c\n+d\n", "a\nb\nc\n", "end with both CR LF and LF in the diff and with LF in the base")]
    [InlineData(" b\r\n-e\r\n+d\r\n", "a\nb\nc\n", "Hunk 1 of 'x.cs' does not apply: its context is not at line 2 of the base.")]
    [InlineData(" b\n-c\n+d\n", "", "its context is not at line 2")]
    public void Line_ends_are_named_when_they_are_all_that_differs(string body, string content, string expected) =>
        Explain(Words, "--- a/x.cs\n+++ b/x.cs\n@@ -2,2 +2,2 @@\n" + body, new FileVersion("x.cs", "100644", Encoding.UTF8.GetBytes(content))).ShouldContain(expected);

    [Fact]
    public void Paths_without_prefix_are_explained() =>
        Explain("error: x.cs: No such file or directory\n", "--- src/x.cs\n+++ src/x.cs\n@@ -1 +1 @@\n-a\n+b\n").ShouldBe(
            "The base has no file 'x.cs'. Of each path in a diff the first folder is left out, as git does: make it with 'git diff', with a/ and b/ before the paths.");

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Explain("error: src/x.cs: No such file or directory\n", "--- a/src/x.cs\n+++ b/src/x.cs\n@@ -1 +1 @@\n-a\n+b\n").ShouldBe("The base has no file 'src/x.cs'.");

    private static string Explain(string words, string diff, params FileVersion[] files) => ApplyRefusal.Explain(words, Encoding.UTF8.GetBytes(diff), files);
}
