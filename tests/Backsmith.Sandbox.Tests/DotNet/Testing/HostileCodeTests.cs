using System.Diagnostics;
using Backsmith.Proofs;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet.Testing;

/// <summary>Code that wants the tests that reach it to be believed. Each attempt has a test project of its own, and one patch makes them all.</summary>
public sealed class HostileCodeTests(HostileCodeTests.Clinic clinic) : IClassFixture<HostileCodeTests.Clinic>
{
    private const string Forge = """
        foreach (var folder in System.IO.Directory.GetDirectories("/backsmith/out").Append(".").Append("TestResults"))
        {
            try
            {
                System.IO.Directory.CreateDirectory(folder);
                System.IO.File.WriteAllText(folder + "/results.trx", "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"/>");
            }
            catch (Exception)
            {
            }
        }

        return 0;
        """;

    private static readonly (string Name, string Body)[] Attempts =
    [
        ("Exits", "Environment.Exit(0); return 0;"),
        ("Hangs", "new System.Threading.ManualResetEvent(false).WaitOne(); return 20;"),
        ("Prints", "for (var n = 0; n < 1024; n++) { Console.WriteLine(new string('x', 1 << 20)); } return 20;"),
        ("Forks", "for (var n = 0; n < 20; n++) { System.Diagnostics.Process.Start(\"setsid\", [\"--fork\", \"sleep\", \"86397\"])!.WaitForExit(); } return 20;"),
        ("Kills", "Kill(-1, 9); return 0; [System.Runtime.InteropServices.DllImport(\"libc\", EntryPoint = \"kill\")] static extern int Kill(int process, int signal);"),
        ("Forges", Forge),
        ("Steers", "Environment.SetEnvironmentVariable(\"VSTEST_TESTCASE_FILTER\", \"FullyQualifiedName~Nothing\"); Environment.ExitCode = 0; return 0;"),
    ];

    [Fact]
    public async Task No_attempt_is_believed_and_each_is_named()
    {
        var proof = await clinic.ProveAsync(Claim.Preserve, [.. Attempts.Select(attempt => clinic.Edit($"src/Lib/{attempt.Name}.cs", ("return 20;", attempt.Body)))]);

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        var problems = proof.Evidence.After!.Tests.ShouldHaveSingleItem().Problems;
        Of("Exits").ShouldNotBeEmpty(string.Join('\n', problems));
        Of("Hangs").ShouldContain(problem => problem.Contains("stopped after 60 s"));
        Of("Prints").ShouldContain(problem => problem.Contains("printed more than 16 MiB"));
        Of("Forks").ShouldContain(problem => problem.Contains("left processes behind: sleep"));
        Of("Kills").ShouldNotBeEmpty(string.Join('\n', problems));
        var holds = proof.Judgement.Checks.Single(check => check.Name == "tests-hold");
        holds.Result.ShouldBe(CheckResult.Fail);
        holds.Evidence.ShouldContain("Forges.Tests.Holds");
        holds.Evidence.ShouldContain("Steers.Tests.Holds");
        proof.Judgement.Checks.Single(check => check.Name == "test-results").Result.ShouldBe(CheckResult.Open);
        Process.GetProcessesByName("sleep").Where(process => CommandLine(process).Contains("86397")).ShouldBeEmpty();

        List<string> Of(string name) => [.. problems.Where(problem => problem.Contains($"{name}.Tests"))];
    }

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>One function and one test project for each attempt.</summary>
    public sealed class Clinic : ProvenBase
    {
        protected override IEnumerable<(string Path, string Text)> Files() => Attempts.SelectMany(attempt => new (string, string)[]
        {
            ($"src/Lib/{attempt.Name}.cs", $"namespace Lib;\n\npublic static class {attempt.Name}\n{{\n    public static int Twenty()\n    {{\n        return 20;\n    }}\n}}\n"),
            ($"tests/{attempt.Name}.Tests/{attempt.Name}.Tests.csproj", TestProject()),
            ($"tests/{attempt.Name}.Tests/Tests.cs", $"using Xunit;\n\nnamespace {attempt.Name};\n\npublic class Tests\n{{\n    [Fact]\n    public void Holds() => Assert.Equal(20, Lib.{attempt.Name}.Twenty());\n}}\n"),
        });
    }
}
