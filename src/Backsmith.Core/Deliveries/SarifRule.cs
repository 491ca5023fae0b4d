using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Backsmith.Findings;

namespace Backsmith.Deliveries;

/// <summary>Writes a rule as a SARIF <c>reportingDescriptor</c> (3.49).</summary>
internal static partial class SarifRule
{
    /// <summary>Names this program; a page of a rule is named below it, as no address is fixed where the pages lie.</summary>
    public const string Information = "urn:backsmith:tool";

    /// <param name="rule">Which.</param>
    /// <param name="findings">What was found in this run: tells how sure the rule was.</param>
    public static JsonObject Of(Rule rule, IReadOnlyList<Finding> findings)
    {
        var why = rule.Rationale.Length > 0 ? rule.Rationale : rule.Title;
        var how = rule.Remedy.Length > 0 ? rule.Remedy : rule.Title;
        return new JsonObject
        {
            ["id"] = rule.Id,
            ["name"] = Name(rule.Title),
            ["shortDescription"] = SarifReport.Text(Wording.Sentence(rule.Title)),
            ["fullDescription"] = SarifReport.Text(Wording.Sentence(why)),
            ["help"] = new JsonObject { ["text"] = $"{why}\n\n{how}", ["markdown"] = $"**Why.** {why}\n\n**What to do.** {how}{(IsOwn(rule) ? $"\n\nPage: `docs/rules/{rule.Id}.md`." : "")}" },
            ["helpUri"] = Uri.TryCreate(rule.HelpUri, UriKind.Absolute, out var page) ? page.AbsoluteUri : $"urn:backsmith:rule:{rule.Id}",
            ["defaultConfiguration"] = new JsonObject { ["level"] = SarifReport.Level(rule.Severity) },
            ["properties"] = new JsonObject
            {
                ["category"] = rule.Category,
                ["precision"] = Precision(findings.Where(finding => finding.RuleId == rule.Id).Select(finding => finding.Confidence).DefaultIfEmpty(Confidence.High).Min()),
                ["tags"] = new JsonArray([.. Weaknesses(why + how).Prepend(rule.Category).Select(tag => (JsonNode)tag)]),
            },
        };
    }

    private static bool IsOwn(Rule rule) => ChecklistLine.IsOwn(rule.Id);

    /// <summary>The least sure finding of the rule, in the words of code scanning.</summary>
    private static string Precision(Confidence least) => least switch { Confidence.High => "high", Confidence.Medium => "medium", _ => "low" };

    /// <summary>A name as an identifier: <c>QueryPerElement</c>.</summary>
    private static string Name(string title) => string.Concat(Word().Matches(title).Select(word => char.ToUpperInvariant(word.Value[0]) + word.Value[1..]));

    private static IEnumerable<string> Weaknesses(string text) => Weakness().Matches(text).Select(match => $"external/cwe/cwe-{match.Groups[1].Value}").Distinct();

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"CWE-(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Weakness();
}
