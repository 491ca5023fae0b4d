using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>The delivery checklist as pass, fail or not applicable, each with what it rests on.</summary>
public static class Scorecard
{
    /// <summary>Every box in order.</summary>
    public static IReadOnlyList<(string Box, string Result, string Evidence)> Of(Delivery delivery)
    {
        var checks = (delivery.Proof?.Judgement.Checks ?? []).ToDictionary(check => check.Name);
        var review = delivery.Proof?.Evidence.After?.Review ?? delivery.Base.Review;
        return
        [
            FromCategory("inputs validated at boundaries", "input-validation"),
            FromCategory("specific exceptions, consistent errors", "error-handling"),
            FromCategory("no hard-coded credentials, slow password hash", "secrets-crypto"),
            FromCategory("parameterised SQL", "injection"),
            FromCategory("access decided on every endpoint", "access-control"),
            FromCategory("sensitive data not logged", "logging"),
            FromCategory("transactions scoped, no races", "concurrency"),
            FromCategory("queries efficient and bounded", "data-access"),
            FromCategory("external calls with timeout and retry", "resilience"),
            FromCheck("no open end left", "open-ends"),
            FromCheck("no duplication", "duplicates"),
            FromCheck("no formatting drift", "formatting"),
            FromCheck("builds", "builds"),
            FromCheck("tests hold", "tests-hold"),
            FromCheck("deterministic tests", "tests-steady"),
            FromCategory("responses consistent", "api-contract"),
            FromCategory("tests and documentation", "tests-docs"),
        ];

        (string, string, string) FromCategory(string box, string category)
        {
            var rules = review.Rules.Count(rule => rule.Category == category);
            var left = review.Findings.Count(finding => finding.Category == category && finding.Severity >= delivery.Request.Threshold);
            return rules == 0 ? (box, "not checked", "no rule covers it yet")
                : left == 0 ? (box, "not checked fully", $"{rules} rules looked and found nothing; they do not cover all of it")
                : (box, "fail", $"{left} findings left");
        }

        (string, string, string) FromCheck(string box, string name) =>
            checks.TryGetValue(name, out var check)
                ? (box, check.Result switch { CheckResult.Pass => "pass", CheckResult.Fail => "fail", CheckResult.Open => "open", _ => "not applicable" }, check.Evidence)
                : (box, "not applicable", delivery.Proof is null ? "no patch was made" : "the proof ended before this check");
    }
}
