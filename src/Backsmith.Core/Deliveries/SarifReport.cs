using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Secrets;

namespace Backsmith.Deliveries;

/// <summary>Writes findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), secrets left out. What is written is closed by <c>docs/sarif-profile.schema.json</c>.</summary>
public static class SarifReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The findings of the base; those that are repaired with proof carry their fix.</summary>
    public static string OfBase(Delivery delivery, string toolVersion) => Write(delivery, delivery.Base.Review, delivery.Repairs, toolVersion);

    /// <summary>The findings of the patched tree.</summary>
    public static string OfPatched(Delivery delivery, Review review, string toolVersion) => Write(delivery, review, [], toolVersion);

    private static string Write(Delivery delivery, Review review, IReadOnlyList<Repair> repairs, string toolVersion)
    {
        var indices = review.Rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var fixes = repairs.Where(repair => repair is { State: RepairState.Proven, Patch: not null }).ToDictionary(repair => repair.Finding.Fingerprint);
        var redaction = new Redaction(delivery.Secrets);
        var run = new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = Driver(review, toolVersion) },
            ["columnKind"] = "utf16CodeUnits",
            ["originalUriBaseIds"] = new JsonObject { ["SRCROOT"] = new JsonObject { ["description"] = Text("The root of the repository.") } },
            ["invocations"] = new JsonArray(Invocation(delivery)),
            ["results"] = new JsonArray([.. review.Findings.Select(finding => Result(finding, indices, fixes.GetValueOrDefault(finding.Fingerprint), redaction))]),
        };
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(redaction.OfNode(run)),
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Driver(Review review, string toolVersion) => new()
    {
        ["name"] = "Backsmith",
        ["fullName"] = $"Backsmith {toolVersion}",
        ["version"] = toolVersion,
        ["semanticVersion"] = toolVersion,
        ["informationUri"] = SarifRule.Information,
        ["rules"] = new JsonArray([.. review.Rules.Select(rule => SarifRule.Of(rule, review.Findings))]),
    };

    private static JsonObject Invocation(Delivery delivery) => new()
    {
        ["executionSuccessful"] = true,
        ["startTimeUtc"] = Time(delivery.StartedAt),
        ["endTimeUtc"] = Time(delivery.FinishedAt),
        ["exitCode"] = delivery.ExitCode,
        ["toolExecutionNotifications"] = new JsonArray([.. BlindSpots.Sentences(delivery).Select(sentence => new JsonObject { ["level"] = "note", ["message"] = Text(sentence) })]),
    };

    private static JsonObject Result(Finding finding, Dictionary<string, int> indices, Repair? repair, Redaction redaction)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.RuleId,
            ["ruleIndex"] = indices[finding.RuleId],
            ["kind"] = "fail",
            ["level"] = Level(finding.Severity),
            ["message"] = Text(finding.Message),
            ["locations"] = new JsonArray(Location(finding.Location, finding.Symbol)),
            ["partialFingerprints"] = new JsonObject { ["backsmith/v1"] = finding.Fingerprint },
            ["properties"] = new JsonObject { ["category"] = finding.Category, ["confidence"] = finding.Confidence.ToString().ToLowerInvariant() },
        };
        if (finding.Suppressed)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource" });
        }

        if (finding.Flow.Count > 0)
        {
            result["codeFlows"] = new JsonArray(new JsonObject { ["threadFlows"] = new JsonArray(new JsonObject { ["locations"] = new JsonArray([.. finding.Flow.Select(Step)]) }) });
        }

        if (repair is not null && SarifFix.Of(repair, redaction) is { } fix)
        {
            result["fixes"] = new JsonArray(fix);
        }

        return result;
    }

    private static JsonObject Step(FlowStep step)
    {
        var location = Location(step.Location, null);
        location["message"] = Text(step.Message);
        return new JsonObject { ["location"] = location };
    }

    private static JsonObject Location(SourceLocation place, string? symbol)
    {
        var location = new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = Artifact(place.Path),
                ["region"] = new JsonObject { ["startLine"] = place.StartLine, ["startColumn"] = place.StartColumn, ["endLine"] = place.EndLine, ["endColumn"] = place.EndColumn },
            },
        };
        if (symbol is not null)
        {
            location["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = symbol });
        }

        return location;
    }

    /// <summary>A file under the root of the repository.</summary>
    internal static JsonObject Artifact(string path) => new() { ["uri"] = string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = "SRCROOT" };

    internal static JsonObject Text(string text) => new() { ["text"] = text };

    internal static string Level(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
