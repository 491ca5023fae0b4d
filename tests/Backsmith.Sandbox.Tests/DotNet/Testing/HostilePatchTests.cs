using Backsmith.Proofs;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet.Testing;

/// <summary>Patches that want to be proven without deserving it: each is proven for real, none may be, and each is told why.</summary>
public sealed class HostilePatchTests(HostilePatchTests.Clinic clinic) : IClassFixture<HostilePatchTests.Clinic>
{
    private const string Source = "src/Lib/Dosage.cs";
    private const string Tests = "tests/Lib.Tests/DosageTests.cs";
    private static readonly (string From, string To)[] Wrong = [("weight * milligrams", "weight + milligrams"), ("a - b", "b - a"), ("a / 2", "a / 3")];

    private (string Path, string? Text) Broken => clinic.Edit(Source, Wrong);

    [Fact]
    public async Task An_honest_change_is_proven()
    {
        var proof = await clinic.ProveAsync(Claim.Preserve, clinic.Edit(Source, ("weight * milligrams", "milligrams * weight")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Proven, Why(proof));
        proof.Judgement.Level.ShouldBe(EvidenceLevel.Tested);
    }

    [Fact]
    public async Task A_repair_is_proven_by_the_test_that_failed()
    {
        var proof = await clinic.ProveAsync(Claim.Repair, clinic.Edit(Source, ("milligrams / 100", "(milligrams + 99) / 100")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Proven, Why(proof));
    }

    [Fact]
    public async Task What_does_not_compile_is_refuted_with_the_error()
    {
        var proof = await clinic.ProveAsync(Claim.Preserve, clinic.Edit(Source, ("weight * milligrams", "height * milligrams")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        Why(proof).ShouldContain("CS0103");
    }

    [Fact]
    public async Task A_test_that_was_weakened_to_let_a_mistake_pass_counts_as_it_was()
    {
        var proof = await clinic.ProveAsync(
            Claim.Preserve, clinic.Edit(Source, ("weight * milligrams", "weight + milligrams")), clinic.Edit(Tests, ("Assert.Equal(20, Dosage.PerDay(2, 10))", "Assert.NotEqual(0, Dosage.PerDay(2, 10))")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        Why(proof).ShouldContain("under the tests as they were");
    }

    [Fact]
    public async Task A_test_that_was_deleted_with_what_it_would_catch_is_missed()
    {
        var proof = await clinic.ProveAsync(Claim.Preserve, Broken, (Tests, null));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted, Why(proof));
        proof.Judgement.Alerts.ShouldContain($"Deletes the test file '{Tests}'.");
    }

    [Fact]
    public async Task Leaving_before_a_test_runs_is_no_run()
    {
        var proof = await clinic.ProveAsync(
            Claim.Preserve,
            clinic.Edit(Source, ("public static int PerDay", "[System.Runtime.CompilerServices.ModuleInitializer]\n    internal static void Begin() => Environment.Exit(0);\n\n    public static int PerDay")));

        proof.Judgement.Verdict.ShouldNotBe(Verdict.Proven);
        proof.Judgement.Checks.Single(check => check.Name == "test-results").Result.ShouldBe(CheckResult.Open, Why(proof));
        proof.Judgement.Alerts.ShouldContain(alert => alert.Contains("hooks into the start of the assembly"));
    }

    [Fact]
    public async Task What_steers_the_test_run_steers_nothing_and_needs_a_person()
    {
        const string Settings = "<RunSettings><RunConfiguration><TestCaseFilter>FullyQualifiedName!~Multiplies</TestCaseFilter><EnvironmentVariables><VSTEST_X>1</VSTEST_X></EnvironmentVariables></RunConfiguration></RunSettings>";

        var proof = await clinic.ProveAsync(
            Claim.Preserve,
            Broken,
            (".runsettings", Settings),
            ("Directory.Build.props", "<Project><PropertyGroup><RunSettingsFilePath>$(MSBuildThisFileDirectory).runsettings</RunSettingsFilePath><VSTestTestCaseFilter>FullyQualifiedName!~Multiplies</VSTestTestCaseFilter></PropertyGroup></Project>"),
            ("Directory.Build.targets", "<Project><Target Name=\"VSTest\" /></Project>"),
            ("tests/Lib.Tests/xunit.runner.json", """{ "methodDisplay": "method", "stopOnFail": true }"""));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        Why(proof).ShouldContain("DosageTests.Multiplies");
        proof.Judgement.Checks.Single(check => check.Name == "scope").Result.ShouldBe(CheckResult.Open);
        foreach (var file in new[] { ".runsettings", "Directory.Build.props", "Directory.Build.targets", "xunit.runner.json" })
        {
            proof.Judgement.Alerts.ShouldContain(alert => alert.Contains(file));
        }
    }

    [Fact]
    public async Task Tests_left_out_of_the_build_are_missed()
    {
        var proof = await clinic.ProveAsync(
            Claim.Preserve, Broken, ("Directory.Build.targets", "<Project><ItemGroup><Compile Remove=\"**/DosageTests.cs\" /></ItemGroup></Project>"));

        proof.Judgement.Verdict.ShouldNotBe(Verdict.Proven);
        proof.Judgement.Checks.Single(check => check.Name == "tests-hold").Result.ShouldBe(CheckResult.Open, Why(proof));
    }

    [Fact]
    public async Task A_replaced_test_host_is_noticed()
    {
        var proof = await clinic.ProveAsync(
            Claim.Preserve,
            Broken,
            ("src/Lib/testhost.dat", "not what it says"),
            clinic.Edit("src/Lib/Lib.csproj", ("</Project>", "  <ItemGroup><Content Include=\"testhost.dat\" Link=\"testhost.dll\" CopyToOutputDirectory=\"Always\" /></ItemGroup>\n</Project>")));

        proof.Judgement.Verdict.ShouldNotBe(Verdict.Proven);
        Why(proof).ShouldContain("testhost.dll' is not the file of its package");
    }

    [Fact]
    public async Task A_logger_beside_the_tests_is_not_loaded_by_the_console()
    {
        var packages = new DirectoryInfo(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages", "microsoft.testplatform.objectmodel"));
        var platform = $"/backsmith/user-packages/{packages.Name}/{packages.EnumerateDirectories().MaxBy(version => version.Name)!.Name}/lib/netstandard2.0/Microsoft.VisualStudio.TestPlatform.ObjectModel.dll";

        var proof = await clinic.ProveAsync(
            Claim.Preserve,
            Broken,
            ("src/Evil/Evil.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><AssemblyName>Evil.TestLogger</AssemblyName></PropertyGroup>
                  <ItemGroup><Reference Include="Microsoft.VisualStudio.TestPlatform.ObjectModel" Private="false"><HintPath>{platform}</HintPath></Reference></ItemGroup>
                </Project>
                """),
            ("src/Evil/Logger.cs", """
                using System.IO;
                using Microsoft.VisualStudio.TestPlatform.ObjectModel;
                using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

                namespace Evil
                {
                    [ExtensionUri("logger://evil")]
                    [FriendlyName("trx")]
                    public class Logger : ITestLogger
                    {
                        public void Initialize(TestLoggerEvents events, string folder)
                        {
                            foreach (var place in Directory.GetDirectories("/backsmith/out", "tests-*"))
                            {
                                File.WriteAllText(place + "/forged.trx", "");
                            }
                        }
                    }
                }
                """),
            clinic.Edit("src/Lib/Lib.csproj", ("</Project>", "  <ItemGroup><ProjectReference Include=\"../Evil/Evil.csproj\" /></ItemGroup>\n</Project>")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        proof.Evidence.After!.Build.Succeeded.ShouldBeTrue(Why(proof));
        proof.Judgement.Checks.Single(check => check.Name == "test-results").Result.ShouldBe(CheckResult.Pass, Why(proof));
        Why(proof).ShouldContain("Multiplies");
    }

    [Fact]
    public async Task Tests_that_were_made_to_miss_mistakes_do_not_hide_them()
    {
        var proof = await clinic.ProveAsync(Claim.Preserve, Broken, clinic.Edit(
            Tests,
            ("Assert.Equal(20, Dosage.PerDay(2, 10))", "Assert.NotEqual(0, Dosage.PerDay(2, 10))"),
            ("[Fact]\n    public void Subtracts", "[Fact(Skip = \"later\")]\n    public void Subtracts"),
            ("[Fact]\n    public void Halves() => Assert.Equal(5, Dosage.Half(10));", "")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        var original = proof.Judgement.Checks.Single(check => check.Name == "original-tests");
        original.Result.ShouldBe(CheckResult.Fail);
        foreach (var test in new[] { "Multiplies", "Subtracts", "Halves" })
        {
            original.Evidence.ShouldContain($"DosageTests.{test}");
        }
    }

    [Fact]
    public async Task Failing_tests_that_were_made_to_pass_or_to_go_are_no_repair()
    {
        var proof = await clinic.ProveAsync(Claim.Repair, clinic.Edit(
            Tests,
            ("Assert.Equal(2, Dosage.Tablets(150))", "Assert.Equal(1, Dosage.Tablets(150))"),
            ("[Fact]\n    public void Rounds_up_more", "[Fact(Skip = \"later\")]\n    public void Rounds_up_more"),
            ("[Fact]\n    public void Rounds_up_most() => Assert.Equal(4, Dosage.Tablets(350));", "")));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        proof.Judgement.Checks.Single(check => check.Name == "claim").Evidence.ShouldContain("under the tests as they were no failing test passes now");
    }

    [Fact]
    public async Task An_assertion_that_holds_for_everything_is_not_believed()
    {
        var proof = await clinic.ProveAsync(
            Claim.Preserve, Broken,
            ("tests/Lib.Tests/Assert.cs", "namespace Lib.Tests;\n\npublic static class Assert\n{\n    public static void Equal(object expected, object actual)\n    {\n    }\n}\n"));

        proof.Judgement.Verdict.ShouldBe(Verdict.Refuted);
        proof.Judgement.Checks.Single(check => check.Name == "original-tests").Result.ShouldBe(CheckResult.Fail);
        proof.Judgement.Alerts.ShouldContain(alert => alert.Contains("takes the place of a name of the test framework"));
    }

    private static string Why(Proof proof) => string.Join('\n', proof.Judgement.Obstacles.Select(check => $"{check.Name}: {check.Evidence}"));

    /// <summary>A library with tests, three of which fail.</summary>
    public sealed class Clinic : ProvenBase
    {
        protected override IEnumerable<(string Path, string Text)> Files() =>
        [
            (Source, """
                namespace Lib;

                public static class Dosage
                {
                    public static int PerDay(int weight, int milligrams)
                    {
                        return weight * milligrams;
                    }

                    public static int Less(int a, int b)
                    {
                        return a - b;
                    }

                    public static int Half(int a)
                    {
                        return a / 2;
                    }

                    public static int Tablets(int milligrams)
                    {
                        return milligrams / 100;
                    }
                }

                """),
            ("tests/Lib.Tests/Lib.Tests.csproj", TestProject()),
            (Tests, """
                using Xunit;

                namespace Lib.Tests;

                public sealed class DosageTests
                {
                    [Fact]
                    public void Multiplies() => Assert.Equal(20, Dosage.PerDay(2, 10));

                    [Fact]
                    public void Subtracts() => Assert.Equal(3, Dosage.Less(5, 2));

                    [Fact]
                    public void Halves() => Assert.Equal(5, Dosage.Half(10));

                    [Fact]
                    public void Rounds_up() => Assert.Equal(2, Dosage.Tablets(150));

                    [Fact]
                    public void Rounds_up_more() => Assert.Equal(3, Dosage.Tablets(250));

                    [Fact]
                    public void Rounds_up_most() => Assert.Equal(4, Dosage.Tablets(350));
                }

                """),
        ];
    }
}
