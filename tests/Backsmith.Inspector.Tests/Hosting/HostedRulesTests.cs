using System.Runtime.CompilerServices;
using System.Text;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Hosting;

/// <summary>The SDK's rules that run are an explicit list, and docs/rules/hosted.md is made from it. BACKSMITH_ACCEPT=1 writes it anew.</summary>
public sealed class HostedRulesTests : IDisposable
{
    private static readonly RuleHost Rules = RuleHost.Load(CodeFolder.SdkFolder);

    private readonly CodeFolder _code = new();

    public void Dispose() => _code.Dispose();

    [Fact]
    public void Every_hosted_rule_is_one_that_the_SDK_has_in_a_category_of_ours()
    {
        var hosted = RuleHost.Hosted();
        hosted.Keys.Except(Rules.Rules.Keys).ShouldBeEmpty();
        hosted.Values.Select(rule => rule.Category).Except(Category.All.Select(category => category.Id)).ShouldBeEmpty();
        hosted.Values.Where(rule => rule.Fix).Select(rule => rule.Id).ShouldAllBe(id => Rules.Fixes.ContainsKey(id) && Rules.Rules[id].HasFix);
        Rules.Rules.Values.Where(rule => rule.Id.StartsWith("CA", StringComparison.Ordinal) && rule.HasFix && !hosted[rule.Id].Fix).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CA2100")]
    [InlineData("CA1848")]
    [InlineData("CA1062")]
    [InlineData("CA2007")]
    public void A_rule_that_ours_see_better_or_that_is_noise_is_not_hosted(string id) => Rules.Rules.Keys.ShouldNotContain(id);

    [Fact]
    public void The_page_lists_them()
    {
        var text = new StringBuilder("# Rules of the .NET SDK\n\nMade from `src/Backsmith.Inspector/Hosting/hosted-rules.json` by the tests. These rules of the SDK run beside ours, whether the repository wants them or not; what it suppresses is\nreported as suppressed. They are silent in test projects. Where one sees the same flaw as a rule of ours, only ours is reported.\n\n| Rule | Why | Category | Severity | Fix | Ours |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var rule in RuleHost.Hosted().Values.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            text.Append($"| [{rule.Id}](https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/{rule.Id.ToLowerInvariant()}) | {rule.Why} | {rule.Category} | {rule.Severity.ToString().ToLowerInvariant()} | {(rule.Fix ? "the SDK's" : "no")} | {HostedDuplicates.Twins.GetValueOrDefault(rule.Id, "")} |\n");
        }

        text.Append("\nNot hosted: CA2100, because BS0001 follows the value and is silent on constants; CA1848, CA1062 and CA2007, because what they ask for is a matter of style in an application.\n");
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "rules", "hosted.md");
        if (Environment.GetEnvironmentVariable("BACKSMITH_ACCEPT") == "1")
        {
            File.WriteAllText(path, text.ToString());
        }

        File.ReadAllText(path).ShouldBe(text.ToString(), "Run the tests with BACKSMITH_ACCEPT=1.");
    }

    [Fact]
    public async Task They_are_silent_in_test_projects()
    {
        const string Flawed = "class C { void M() { try { } catch (System.Exception e) { throw e; } } }\n";
        _code.File("Shop/C.cs", Flawed).Project("Shop").File("Shop.Tests/C.cs", Flawed).Project("Shop.Tests", test: true, arguments: ["/out:Shop.Tests.dll"]);
        (await _code.ReviewAsync(new InspectorSession())).Findings.ShouldHaveSingleItem().Location.Path.ShouldBe("Shop/C.cs");
    }

    [Theory]
    [InlineData("class C { void M() { try { } catch (System.Exception e) { throw e; } } }\n", "{ throw; }")]
    [InlineData("using System.IO; using System.Threading; using System.Threading.Tasks; class C { Task M(Stream s, CancellationToken stop) => s.FlushAsync(); }\n", "s.FlushAsync(stop)")]
    public async Task The_fix_of_the_SDK_is_made_where_it_is_safe(string before, string after)
    {
        _code.File("App/C.cs", before).Project("App");
        var session = new InspectorSession();
        var finding = (await _code.ReviewAsync(session)).Findings.ShouldHaveSingleItem();
        finding.HasFix.ShouldBeTrue();
        var outcome = (FixOutcome)await session.AnswerAsync("fix", System.Text.Json.JsonSerializer.SerializeToNode(new FixRequest([finding.Fingerprint]), Wire.Json), default);
        Encoding.UTF8.GetString(outcome.Files.ShouldHaveSingleItem().Content!).ShouldContain(after);
    }

    [Theory]
    [InlineData("BS0030", "System.IO.File.ReadAllText(name)")]
    [InlineData("BS0033", "System.Diagnostics.Process.Start(name)")]
    public async Task What_ours_and_the_SDKs_find_dangerous_is_reported_once_by_ours(string rule, string call)
    {
        _code.File("App/C.cs", "using Microsoft.AspNetCore.Mvc; public class C : ControllerBase { [HttpGet] public object? Get(string name) => " + call + "; }\n").Project("App");
        (await _code.ReviewAsync(new InspectorSession())).Findings.Select(finding => finding.RuleId).ShouldBe([rule]);
    }

    [Theory]
    [InlineData("CA5387", 14, "C.M", true, "in the same member, some lines away")]
    [InlineData("CA5351", 10, null, true, "on the same line")]
    [InlineData("CA5351", 30, "C.M", false, "too far away")]
    [InlineData("CA5351", 12, "C.N", false, "in another member")]
    [InlineData("CA2016", 10, "C.M", false, "about something else")]
    public void What_ours_and_the_SDKs_say_of_one_flaw_is_told_once(string rule, int line, string? symbol, bool joined, string because)
    {
        var project = ProjectId.CreateNewId();
        var hits = new[] { Hit("BS0012", 10, "C.M"), Hit(rule, line, symbol) }.Select(hit => (project, hit)).ToList();
        HostedDuplicates.Without(hits).Count().ShouldBe(joined ? 1 : 2, because);
    }

    private static RuleHit Hit(string rule, int line, string? symbol) => new(rule, "", new SourceLocation("a.cs", line, 1, line, 9), symbol, "", Confidence.High, [], false);

    private static string Here([CallerFilePath] string path = "") => path;
}
