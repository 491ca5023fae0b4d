using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Which colour a state has on the HTML page: <c>good</c>, <c>bad</c>, <c>wait</c> or <c>idle</c>.</summary>
internal static class HtmlClass
{
    public static string Of(ChecklistLine line) => line.State switch
    {
        ChecklistState.Found => line.Repaired == line.Findings ? "wait" : "bad",
        ChecklistState.Clean => "good",
        ChecklistState.PartlyCovered => "wait",
        _ => "idle",
    };

    public static string Of(FindingState state) => state switch
    {
        FindingState.Repaired => "good",
        FindingState.New or FindingState.FixRefuted => "bad",
        FindingState.FixOpen or FindingState.Gone => "wait",
        _ => "idle",
    };

    public static string Of(CheckResult result) => result switch { CheckResult.Pass => "good", CheckResult.Fail => "bad", CheckResult.Open => "wait", _ => "idle" };

    public static string Of(BoxResult result) => result switch { BoxResult.Pass => "good", BoxResult.Fail => "bad", BoxResult.Partly => "wait", _ => "idle" };
}
