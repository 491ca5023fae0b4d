using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Backsmith.Findings;
using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Backsmith.Secrets;

namespace Backsmith.Deliveries;

/// <summary>Writes a proof as an in-toto Statement v1 (in-toto/attestation, spec/v1/statement.md), secrets left out; explained in <c>docs/proof.md</c>.</summary>
public static class ProofStatement
{
    /// <summary>Names the form of the predicate.</summary>
    public const string PredicateType = "urn:backsmith:proof:v1";

    /// <summary>The statement as UTF-8 JSON: the payload that is signed.</summary>
    public static byte[] Write(Delivery delivery, Proof proof, string toolVersion)
    {
        var patch = proof.Evidence.Patch;
        var tests = TestComparison.Of(proof.Evidence.Before.Tests, proof.Evidence.After?.Tests ?? []);
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(
                new JsonObject { ["name"] = "changes.patch", ["digest"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(patch.Diff.Span)) } },
                new JsonObject { ["name"] = "base", ["digest"] = new JsonObject { ["gitTree"] = patch.BaseTree } }),
            ["predicateType"] = PredicateType,
            ["predicate"] = new JsonObject
            {
                ["tool"] = new JsonObject { ["name"] = "backsmith", ["version"] = toolVersion },
                ["execution"] = delivery.ExecutionId,
                ["head"] = delivery.Base.Snapshot.HeadCommit,
                ["startedAt"] = delivery.StartedAt.ToString("O"),
                ["finishedAt"] = delivery.FinishedAt.ToString("O"),
                ["subject"] = delivery.Request.Repository.Subject,
                ["environment"] = Environment(delivery.Environment),
                ["claim"] = Name(proof.Evidence.Claim),
                ["verdict"] = Name(proof.Judgement.Verdict),
                ["evidence"] = Name(proof.Judgement.Level),
                ["alerts"] = Strings(proof.Judgement.Alerts),
                ["checks"] = new JsonArray([.. proof.Judgement.Checks.Select(check => new JsonObject { ["name"] = check.Name, ["result"] = Name(check.Result), ["evidence"] = check.Evidence })]),
                ["tests"] = new JsonObject
                {
                    ["held"] = tests.Held.Count,
                    ["newlyPassing"] = Names(tests.NewlyPassing),
                    ["newlyFailing"] = Names(tests.NewlyFailing),
                    ["gone"] = Names(tests.Gone),
                    ["flaky"] = Names(tests.Flaky),
                },
                ["repaired"] = new JsonArray([.. delivery.Repairs.Where(repair => repair.State == RepairState.Proven).Select(repair => Brief(repair.Finding))]),
                ["commands"] = new JsonArray([.. proof.Commands.Select(Command)]),
            },
        };
        return Encoding.UTF8.GetBytes(new Redaction(delivery.Secrets).OfNode(statement)!.ToJsonString());
    }

    private static JsonObject? Environment(ProofEnvironment? place) => place is null ? null : new()
    {
        ["sdk"] = place.Sdk, ["os"] = place.OperatingSystem, ["kernel"] = place.Kernel, ["architecture"] = place.Architecture, ["processors"] = place.Processors,
    };

    private static JsonObject Command(CommandRun run) => new()
    {
        ["step"] = run.Step,
        ["command"] = Strings(run.Command),
        ["end"] = Name(run.End),
        ["exitCode"] = run.ExitCode,
        ["milliseconds"] = (long)run.Duration.TotalMilliseconds,
        ["log"] = new JsonObject { ["sha256"] = run.LogDigest },
    };

    private static JsonObject Brief(Finding finding) => new()
    {
        ["rule"] = finding.RuleId, ["path"] = finding.Location.Path, ["line"] = finding.Location.StartLine, ["fingerprint"] = finding.Fingerprint,
    };

    private static JsonArray Names(IEnumerable<TestId> tests) => Strings(tests.Select(test => test.Name));

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
