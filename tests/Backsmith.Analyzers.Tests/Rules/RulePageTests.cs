using System.Text;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>The pages in docs/rules are made from the rules and their cases. BACKSMITH_ACCEPT=1 writes them anew.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Rules => [.. RuleCatalog.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_page_says_what_the_rule_is(string id) => Verify($"{id}.md", RulePage.Of(RuleCatalog.Find(id)));

    [Fact]
    public void The_index_lists_every_rule() => Verify("README.md", RulePage.Index(RuleCatalog.All));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_descriptor_says_why_and_what_to_do(string id)
    {
        var rule = RuleCatalog.Find(id).Descriptor;
        rule.Description.ToString().Split("\n\n").Length.ShouldBeGreaterThan(1, "Description: why it matters, an empty line, what to do.");
        RulePage.Categories.ShouldContain(rule.Category);
        rule.Title.ToString().ShouldNotEndWith(".");
    }

    private static void Verify(string name, string text)
    {
        var path = Path.Combine(RuleCatalog.Documentation, name);
        if (Environment.GetEnvironmentVariable("BACKSMITH_ACCEPT") == "1")
        {
            Directory.CreateDirectory(RuleCatalog.Documentation);
            File.WriteAllText(path, text, new UTF8Encoding(false));
        }

        File.Exists(path).ShouldBeTrue($"{path} is missing; run the tests with BACKSMITH_ACCEPT=1.");
        (File.ReadAllText(path) == text).ShouldBeTrue($"{path} is not what the rules and their cases say; run the tests with BACKSMITH_ACCEPT=1.");
    }
}
