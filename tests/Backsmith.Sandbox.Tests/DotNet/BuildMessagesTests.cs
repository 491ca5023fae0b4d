using Backsmith.Sandbox.DotNet;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

public sealed class BuildMessagesTests
{
    [Theory]
    [InlineData("/r/src/A.cs(3,14): warning CS0219: The variable 'x' is never used [/r/src/A.csproj]", "CS0219", "The variable 'x' is never used", "src/A.cs", 3, "src/A.csproj")]
    [InlineData("     3:2>/r/src/A.cs(3,14,3,20): warning CS0219: text [/r/src/A.csproj::TargetFramework=net8.0]", "CS0219", "text", "src/A.cs", 3, "src/A.csproj")]
    [InlineData("12>/r/a: b (1)/c.cs(7,1): warning xUnit1004: skipped: why [/r/a: b (1)/c.fsproj]", "xUnit1004", "skipped: why", "a: b (1)/c.cs", 7, "a: b (1)/c.fsproj")]
    [InlineData("CSC : warning CS8002: text [/r/A.csproj]", "CS8002", "text", null, null, "A.csproj")]
    [InlineData("MSBUILD : warning MSB1011: text", "MSB1011", "text", null, null, null)]
    [InlineData("/usr/share/dotnet/sdk/Sdk.targets(9,5): warning NETSDK1138: text [/r/A.csproj]", "NETSDK1138", "text", "/usr/share/dotnet/sdk/Sdk.targets", 9, "A.csproj")]
    [InlineData("/r/Directory.Build.targets(3,5): warning : without a code [/r/A.csproj]", "MSBUILD", "without a code", "Directory.Build.targets", 3, "A.csproj")]
    [InlineData("/r/A.cs(1,1): warning CS1: see [Obsolete] [/r/A.csproj]", "CS1", "see [Obsolete]", "A.cs", 1, "A.csproj")]
    [InlineData("/r/A.cs(1,1): warning CS1: see [Obsolete]", "CS1", "see [Obsolete]", "A.cs", 1, null)]
    public void A_message_is_taken_apart(string line, string code, string text, string? path, int? number, string? project) =>
        BuildMessages.Read($"Build started.\n{line}\r\nDone.\n", "warning", "/r").ShouldBe([new BuildMessage(code, text, path, number, project)]);

    [Fact]
    public void Each_message_counts_once_and_only_those_of_the_severity()
    {
        const string Log = "/r/A.cs(1,1): error CS1: a [/r/A.csproj::TargetFramework=net8.0]\n/r/A.cs(1,1): error CS1: a [/r/A.csproj::TargetFramework=net9.0]\n/r/A.cs(1,1): warning CS2: b [/r/A.csproj]\n";

        BuildMessages.Read(Log, "error", "/r").ShouldHaveSingleItem().Code.ShouldBe("CS1");
    }

    [Theory]
    [InlineData("    0 Error(s)")]
    [InlineData("  A -> /r/bin/A.dll")]
    [InlineData("there was an error: of another kind")]
    public void Other_lines_are_none(string line) => BuildMessages.Read(line, "error", "/r").ShouldBeEmpty();
}
