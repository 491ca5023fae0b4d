using System.Text;
using Backsmith.Patches;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Patches;

public sealed class ScopePolicyTests
{
    [Theory]
    [InlineData(".github/workflows/ci.yml", "x")]
    [InlineData("src/Directory.Build.props", "x")]
    [InlineData("tests.runsettings", "x")]
    [InlineData("packages.lock.json", "x")]
    [InlineData("deploy/id_rsa", "x")]
    [InlineData("src/.editorconfig", "x")]
    [InlineData("AGENTS.md", "x")]
    [InlineData("src/A.csproj", "<PackageReference Include=\"X\" Version=\"1\" />")]
    [InlineData("src/A.csproj", "<Target Name=\"T\" />")]
    [InlineData("src/A.csproj", "    OutputItemType")]
    [InlineData("src/A.csproj", "<Compile Remove=\"T.cs\" />")]
    [InlineData("src/A.cs", "[ModuleInitializer] internal static void Run() { }")]
    [InlineData("src/A.cs", "[Module\\u0049nitializer] internal static void Run() { }")]
    [InlineData("src/A.cs", "internal static class Assert")]
    [InlineData("src/A.cs", "internal sealed class Fact : System.Attribute { }")]
    [InlineData("src/A.cs", "namespace Xunit;")]
    [InlineData("src/A.cs", "global using Assert = Mine.Anything;")]
    [InlineData("src/A.cs", "public static void ShouldBe<T>(this T actual, T expected) { }")]
    [InlineData("src/A.cs", "Xunit.TestFramework(\"Mine\", \"Tests\")]")]
    [InlineData("src/A.cs", "internal class StartupHook")]
    [InlineData("src/runtimeconfig.template.json", "x")]
    [InlineData("lib/testhost.dll", "x")]
    [InlineData("src/A.cs", "#pragma warning disable BS0001")]
    [InlineData("tests/conftest.py", "x = 1")]
    [InlineData("pytest.ini", "[pytest]")]
    [InlineData("web/jest.config.js", "x")]
    [InlineData("web/vitest.config.ts", "x")]
    [InlineData("web/.mocharc.json", "x")]
    [InlineData("web/tsconfig.build.json", "x")]
    [InlineData("web/package.json", "    \"test\": \"exit 0\",")]
    [InlineData("web/package.json", "    \"left-pad\": \"^1.0.0\"")]
    [InlineData("pyproject.toml", "addopts = \"-k none\"")]
    [InlineData("requirements-dev.txt", "requests>=2")]
    [InlineData("app/jobs.py", "    os._exit(0)")]
    [InlineData("app/jobs.py", "def pytest_runtest_makereport(item, call):")]
    [InlineData("web/src/a.ts", "  // @ts-ignore")]
    [InlineData("web/src/a.js", "process.exit(0);")]
    [InlineData("web/node_modules/a/index.js", "x")]
    public void What_judges_the_patch_needs_a_person(string path, string line) => Review(path, line).ShouldNotBeEmpty();

    [Theory]
    [InlineData("src/A.cs", "return 1;")]
    [InlineData("app/jobs.py", "    return 1")]
    [InlineData("web/src/a.ts", "process.exit(1);")]
    [InlineData("src/A.csproj", "<ProjectReference Include=\"../B/B.csproj\" />")]
    [InlineData("src/Packages.cs", "return 1;")]
    [InlineData("src/A.cs", "var pattern = \"\\\\u0041\";")]
    [InlineData("src/A.cs", "public sealed class Assertion { }")]
    [InlineData("src/A.cs", "public record Test(int Score) : Measurement;")]
    [InlineData("src/A.cs", "global using System.Linq;")]
    [InlineData("docs/environment.md", "x")]
    [InlineData("src/keys/Keyboard.cs", "return 1;")]
    public void Ordinary_code_does_not(string path, string line) => Review(path, line).ShouldBeEmpty();

    [Theory]
    [InlineData("web/package.json", "  \"version\": \"2.0.0\",")]
    [InlineData("pyproject.toml", "description = \"Orders\"")]
    [InlineData("requirements.txt", "# what the service needs")]
    public void A_line_of_a_manifest_that_only_describes_does_not(string path, string line)
    {
        var diff = $"--- a/{path}\n+++ b/{path}\n@@ -1 +1,2 @@\n same\n+{line}\n";

        new ScopePolicy().Review(UnifiedDiff.Parse(Encoding.UTF8.GetBytes(diff), "", PatchAuthor.Human).Patch!).Breaches.ShouldBeEmpty();
    }

    [Fact]
    public void A_submodule_cannot_be_changed() =>
        Review("lib/x.cs", "y", new ScopePolicy { ReadOnlyPaths = ["lib"] }).ShouldHaveSingleItem().Reason.ShouldContain("another repository");

    [Fact]
    public void Nothing_outside_the_allowed_paths_may_change() =>
        Review("src2/x.cs", "y", new ScopePolicy { AllowedPaths = ["src"] }).ShouldHaveSingleItem().Reason.ShouldContain("outside");

    private static IReadOnlyList<ScopeBreach> Review(string path, string line, ScopePolicy? policy = null)
    {
        var diff = $"--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-old\n+{line}\n";
        return (policy ?? new ScopePolicy()).Review(UnifiedDiff.Parse(Encoding.UTF8.GetBytes(diff), "", PatchAuthor.Human).Patch!).Breaches;
    }
}
