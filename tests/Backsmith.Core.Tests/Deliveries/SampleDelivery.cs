using System.Text;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Repositories;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;

namespace Backsmith.Core.Tests.Deliveries;

/// <summary>Deliveries as executions leave them: a review that repaired one finding of three, and parts to change.</summary>
internal static class SampleDelivery
{
    public const string Diff = """
        diff --git a/src/Shop/Accounts.cs b/src/Shop/Accounts.cs
        index 1111111111111111111111111111111111111111..2222222222222222222222222222222222222222 100644
        --- a/src/Shop/Accounts.cs
        +++ b/src/Shop/Accounts.cs
        @@ -10,3 +10,3 @@ public sealed class Accounts
             {
        -        logger.LogInformation("Sign-in of {User} with {Password}", user, password);
        +        logger.LogInformation("Sign-in of {User}", user);
                 return user.Length > 0;

        """;

    private static readonly string[] Tests = ["Shop.Tests.Accounts.Signs_in", "Shop.Tests.Orders.Adds_up"];

    public static Finding Logged { get; } = new(
        "BS0006", "logging", Severity.Warning, "'password' is a secret and 'LogInformation' writes it to the log. Leave it out.",
        new SourceLocation("src/Shop/Accounts.cs", 11, 9, 11, 60), "Shop.Accounts.SignIn(string, System.String)", new string('a', 32), Confidence.High,
        [new FlowStep(new SourceLocation("src/Shop/Accounts.cs", 8, 40, 8, 48), "'password' is a secret"), new FlowStep(new SourceLocation("src/Shop/Accounts.cs", 11, 9, 11, 60), "written to the log")],
        true, false);

    public static Finding Injected { get; } = new(
        "BS0001", "injection", Severity.Error, "'term' becomes part of the SQL text. Pass it as a parameter.",
        new SourceLocation("src/Shop/Orders.cs", 20, 5, 20, 30), "Shop.Orders.Find(string)", new string('b', 32), Confidence.Medium, [], true, false);

    public static Finding Rethrown { get; } = new(
        "CA2200", "error-handling", Severity.Note, "Re-throwing caught exception changes stack information",
        new SourceLocation("src/Shop/Orders.cs", 31, 13, 31, 21), "Shop.Orders.Save()", new string('c', 32), Confidence.High, [], false, true);

    public static Rule[] Rules { get; } =
    [
        new("BS0001", "SQL built from a value that comes from outside", "injection", Severity.Error, "Whoever sends the value changes the statement (CWE-89).", "Pass it as a parameter.", null, true),
        new("BS0006", "Sensitive data in logs", "logging", Severity.Warning, "Logs are read by more people (CWE-532).", "Leave it out.", null, true),
        new("CA2200", "Rethrow to preserve stack details", "error-handling", Severity.Note, "The stack is lost.", "Use throw.", "https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2200", false),
        new("CA5350", "Do not use weak cryptography", "secrets-crypto", Severity.Warning, "It is weak.", "Use SHA-256.", null, false),
    ];

    /// <summary>A review that hands over a proven patch for one finding.</summary>
    public static Delivery Repaired(string diff = Diff)
    {
        var patch = Patch(diff);
        var before = Base([Injected, Logged, Rethrown]);
        var proof = Proof.Of(Evidence(patch, before.Review, before.Review with { Findings = [Injected, Rethrown] }));
        return new Delivery(
            "20261121-101500-00ff", "review", Request, before, proof.Evidence.Before,
            [
                new Repair(Injected, RepairState.NoFix, null, "The fix would need a decision that the code does not show.", null),
                new Repair(Logged, RepairState.Proven, "Leave the value out of the log", null, patch),
                new Repair(Rethrown, RepairState.NoFix, null, "The rule has no fix.", null),
            ],
            patch, proof, [], [], new ProofEnvironment("0.1.0", "10.0.401", "Debian GNU/Linux 12 (bookworm)", "6.1.0", "x64", 2), Start, Start.AddSeconds(75.5));
    }

    /// <summary>A review that only reports.</summary>
    public static Delivery Reported(ReviewedBase? reviewed = null)
    {
        var seen = reviewed ?? Base([Injected, Logged]);
        return Repaired() with
        {
            Request = Request with { Fix = false }, Base = seen, Measurement = null, Patch = null, Proof = null, Environment = null,
            Repairs = [.. seen.Review.Findings.Select(finding => new Repair(finding, RepairState.NoFix, null, finding.HasFix ? "No fix was asked for." : "The rule has no fix.", null))],
        };
    }

    /// <summary>A patch of somebody else, judged.</summary>
    public static Delivery Verified(Claim claim, Review after, string diff = Diff)
    {
        var before = Base([Injected, Logged]);
        var proof = Proof.Of(Evidence(Patch(diff), before.Review, after) with { Claim = claim, Targets = [] });
        return Repaired() with
        {
            Kind = "verify", Base = before, Patch = proof.Evidence.Patch, Proof = proof,
            Repairs = [.. before.Review.Findings.Select(finding => new Repair(finding, RepairState.NoFix, null, "No fix was asked for.", null))],
        };
    }

    public static ReviewedBase Base(IReadOnlyList<Finding> findings, IReadOnlyList<InspectedProject>? projects = null, IReadOnlyList<MissingPackage>? missing = null) => new(
        new Snapshot(new string('1', 40), new string('2', 40), 12, [], []),
        new RestoreOutcome(missing is null, missing ?? [], [], null),
        new Review(Rules, findings, projects ?? [Project("src/Shop/Shop.csproj"), Project("tests/Shop.Tests/Shop.Tests.csproj", test: true)], []));

    public static InspectedProject Project(string path, bool test = false, int unresolved = 0, params string[] missing) => new(path, "net10.0", test, 4, 210, unresolved, missing);

    private static DateTimeOffset Start { get; } = new(2026, 11, 21, 10, 15, 0, TimeSpan.Zero);

    private static ExecutionRequest Request { get; } = new(new Repository("/home/ada/shop", "", true), Severity.Warning, true, false, null, null, Claim.Repair);

    private static Evidence Evidence(Patch patch, Review before, Review after) => new(
        Claim.Repair, patch, [Logged.Fingerprint], Severity.Warning, new ScopeReport([]), Side(before), new ApplyOutcome(true, null, [Run("apply", 0.1)]), Side(after),
        null, null, new CoverageOutcome([new FileCoverage("src/Shop/Accounts.cs", [9, 11, 12], [14])], null, [Run("cover", 7.5)]), new ChangeReview([], []), [], ["tests/Shop.Tests"]);

    private static Measurement Side(Review review)
    {
        var run = new TestOutcome(
            [.. Tests.Select(name => new TestId("tests/Shop.Tests/Shop.Tests.csproj", name))],
            [.. Tests.Select(name => new TestResult(new TestId("tests/Shop.Tests/Shop.Tests.csproj", name), TestStatus.Passed, TimeSpan.FromMilliseconds(12), null))],
            [], [Run("test", 9)]);
        return new Measurement(new RestoreOutcome(true, [], [], null), new BuildOutcome(true, [], [], [Run("build", 20)], null), [run, run], review);
    }

    private static CommandRun Run(string step, double seconds) =>
        new(step, ["dotnet", step], CommandEnd.Exited, 0, TimeSpan.FromSeconds(seconds), new string('d', 64));

    private static Patch Patch(string diff) => UnifiedDiff.Parse(Encoding.UTF8.GetBytes(diff), new string('1', 40), PatchAuthor.CodeFix).Patch!;
}
