using System.Text;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>The page of a rule: what its descriptor says, and its cases as examples.</summary>
internal static class RulePage
{
    /// <summary>The ids of the review categories, as Core lists them.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        ["input-validation", "injection", "error-handling", "data-access", "concurrency", "secrets-crypto", "logging", "api-contract", "access-control", "resilience", "dependencies", "tests-docs"];

    public static string Index(IReadOnlyList<CatalogRule> rules)
    {
        var text = new StringBuilder("# Rules\n\nMade from the rules and their cases by the tests; `docs/adding-a-rule.md` says how.\n\n| Rule | What it finds | Category | Severity | Fix |\n| --- | --- | --- | --- | --- |\n");
        foreach (var rule in rules)
        {
            text.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Descriptor.Title} | {rule.Descriptor.Category} | {Severity(rule)} | {(rule.Fix is null ? "no" : "yes")} |\n");
        }

        return text.ToString();
    }

    public static string Of(CatalogRule rule)
    {
        var parts = rule.Descriptor.Description.ToString().Split("\n\n", 2);
        var text = new StringBuilder($"# {rule.Id}: {rule.Descriptor.Title}\n\nCategory {rule.Descriptor.Category} · {Severity(rule)} · {(rule.Fix is null ? "no fix" : "with fix")}\n\n");
        text.Append($"**Why.** {parts[0]}\n\n**What to do.** {parts[^1]}\n\n## Reports\n\n").Append(Sentences(rule, "flagged"));
        text.Append("\n## Stays silent\n\n").Append(Sentences(rule, "silent"));
        text.Append("\n## Example\n\n```csharp\n").Append(Body(Example(rule))).Append("```\n");
        if (rule.Fix is not null)
        {
            text.Append("\nAfter the fix:\n\n```csharp\n").Append(Body(rule.Cases("fixed").First(path => path.EndsWith(".after.cs", StringComparison.Ordinal)))).Append("```\n");
        }

        return text.ToString();
    }

    private static string Example(CatalogRule rule)
    {
        var path = rule.Fix is null ? rule.Cases("flagged").First(File.Exists) : rule.Cases("fixed").First(path => path.EndsWith(".before.cs", StringComparison.Ordinal));
        return path;
    }

    private static string Sentences(CatalogRule rule, string kind) => string.Concat(rule.Cases(kind).Select(path => $"- {RuleCase.Sentence(path)}\n"));

    /// <summary>The case as a reader sees it: without set-up lines and the sentence that the page lists above; marked lines say the id.</summary>
    private static string Body(string path)
    {
        var lines = File.ReadAllLines(path).Where(line => !line.StartsWith("//? ", StringComparison.Ordinal)).ToList();
        if (lines.Count > 0 && lines[0].StartsWith("// ", StringComparison.Ordinal))
        {
            lines.RemoveAt(0);
        }

        return string.Join('\n', lines).Trim().Replace("//! ", "// ", StringComparison.Ordinal) + "\n";
    }

    private static string Severity(CatalogRule rule) => rule.Descriptor.DefaultSeverity.ToString().ToLowerInvariant();
}
