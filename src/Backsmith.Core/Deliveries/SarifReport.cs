using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Findings;
using Backsmith.Inspection;

namespace Backsmith.Deliveries;

/// <summary>Writes findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020).</summary>
public static class SarifReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One run with its rules and results.</summary>
    public static string Write(Review review, string toolVersion)
    {
        var indices = review.Rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "Backsmith",
                    ["semanticVersion"] = toolVersion,
                    ["rules"] = new JsonArray([.. review.Rules.Select(Rule)]),
                },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["originalUriBaseIds"] = new JsonObject { ["SRCROOT"] = new JsonObject { ["description"] = new JsonObject { ["text"] = "The repository root." } } },
            ["invocations"] = new JsonArray(new JsonObject
            {
                ["executionSuccessful"] = true,
                ["toolExecutionNotifications"] = new JsonArray([.. review.Limitations.Select(text => new JsonObject { ["level"] = "note", ["message"] = Text(text) })]),
            }),
            ["results"] = new JsonArray([.. review.Findings.Select(finding => Result(finding, indices))]),
        };
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Rule(Rule rule)
    {
        var written = new JsonObject
        {
            ["id"] = rule.Id,
            ["shortDescription"] = Text(rule.Title),
            ["fullDescription"] = Text(rule.Rationale.Length > 0 ? rule.Rationale : rule.Title),
            ["help"] = Text(rule.Remedy.Length > 0 ? rule.Remedy : rule.Title),
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
            ["properties"] = new JsonObject { ["category"] = rule.Category },
        };
        if (Uri.TryCreate(rule.HelpUri, UriKind.Absolute, out var help))
        {
            written["helpUri"] = help.AbsoluteUri;
        }

        return written;
    }

    private static JsonObject Result(Finding finding, Dictionary<string, int> indices)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.RuleId,
            ["ruleIndex"] = indices[finding.RuleId],
            ["level"] = Level(finding.Severity),
            ["message"] = Text(finding.Message),
            ["locations"] = new JsonArray(Location(finding.Location)),
            ["partialFingerprints"] = new JsonObject { ["backsmith/v1"] = finding.Fingerprint },
            ["properties"] = new JsonObject { ["category"] = finding.Category, ["confidence"] = finding.Confidence.ToString().ToLowerInvariant() },
        };
        if (finding.Suppressed)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource" });
        }

        if (finding.Flow.Count > 0)
        {
            var steps = finding.Flow.Select(step =>
            {
                var location = Location(step.Location);
                location["message"] = Text(step.Message);
                return (JsonNode)new JsonObject { ["location"] = location };
            });
            result["codeFlows"] = new JsonArray(new JsonObject { ["threadFlows"] = new JsonArray(new JsonObject { ["locations"] = new JsonArray([.. steps]) }) });
        }

        return result;
    }

    private static JsonObject Location(SourceLocation place) => new()
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', place.Path.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = "SRCROOT" },
            ["region"] = new JsonObject { ["startLine"] = place.StartLine, ["startColumn"] = place.StartColumn, ["endLine"] = place.EndLine, ["endColumn"] = place.EndColumn },
        },
    };

    private static string Level(Severity severity) => severity.ToString().ToLowerInvariant();

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
