using System.Text.Json.Serialization;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>How a box of the delivery checklist ended.</summary>
public enum BoxResult
{
    /// <summary>Holds.</summary>
    Pass,

    /// <summary>Does not hold.</summary>
    Fail,

    /// <summary>Nothing speaks against it, but only a part was looked at.</summary>
    Partly,

    /// <summary>Nothing looks at it: a person must.</summary>
    NotChecked,

    /// <summary>There is nothing to check here.</summary>
    NotApplicable,
}

/// <summary>One box of the delivery checklist.</summary>
/// <param name="Area">Code, Security, Function, Tests or Docs.</param>
/// <param name="Name">What should hold.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Evidence">What that rests on.</param>
public sealed record Box(string Area, string Name, BoxResult Result, string Evidence)
{
    /// <summary>The result in the words that reports share.</summary>
    [JsonIgnore]
    public string Label => Result switch
    {
        BoxResult.Pass => "pass",
        BoxResult.Fail => "fail",
        BoxResult.Partly => "partly",
        BoxResult.NotChecked => "not checked",
        _ => "not applicable",
    };

    /// <summary>Every box in order. Findings are those of the patched tree when there is one, else of the base.</summary>
    public static IReadOnlyList<Box> Of(Delivery delivery)
    {
        var score = new Scoring(delivery);
        return
        [
            score.Built("Code", "Types on every signature", "the compiler holds it"),
            score.Rules("Code", "Inputs validated at boundaries", covers: false, "input-validation"),
            score.Rules("Code", "Specific exceptions", covers: false, "CA2200"),
            score.Rules("Code", "No hard-coded credentials", covers: true, "BS0007"),
            Unchecked("Code", "Descriptive names", "a matter of judgement"),
            score.Check("Code", "No open end left", "open-ends"),
            score.Check("Code", "No duplication", "duplicates"),
            score.Check("Code", "No formatting drift", "formatting"),
            score.Reviewed("Code", "Read by somebody else"),
            score.Rules("Security", "Passwords by a slow hash", covers: true, "BS0012", "CA5379", "CA5387"),
            score.Rules("Security", "Parameterised SQL", covers: true, "BS0001"),
            Unchecked("Security", "CSRF protection on state changes"),
            Unchecked("Security", "Rate limit on sign-in"),
            score.Rules("Security", "Sensitive data not logged", covers: true, "BS0006"),
            score.Rules("Security", "Access decided on every endpoint", covers: false, "access-control"),
            score.Check("Function", "Happy path", "tests-hold"),
            Unchecked("Function", "Null, empty and invalid input"),
            score.Rules("Function", "Consistent errors", covers: false, "BS0011", "api-contract"),
            score.Rules("Function", "Transactions scoped, no races", covers: false, "BS0002"),
            score.Rules("Function", "Queries efficient and bounded", covers: false, "data-access"),
            score.Rules("Function", "External calls with timeout and retry", covers: false, "BS0009"),
            score.Coverage("Tests", "Code reached by tests above 80 %"),
            Unchecked("Tests", "Database integration"),
            Unchecked("Tests", "Endpoints with success and error"),
            Unchecked("Tests", "External services faked"),
            score.Check("Tests", "Deterministic", "tests-steady"),
            Unchecked("Docs", "OpenAPI document"),
            Unchecked("Docs", "README: set up and run"),
            Unchecked("Docs", "Environment variables"),
            Unchecked("Docs", "Error codes"),
            Unchecked("Docs", "Why, on complex logic", "a matter of judgement"),
        ];
    }

    private static Box Unchecked(string area, string name, string why = "no rule looks at it yet") => new(area, name, BoxResult.NotChecked, why);
}
