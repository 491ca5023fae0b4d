using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>The words of closed lists, the same in every report.</summary>
internal static class Wording
{
    public static string Of(CheckResult result) => result switch
    {
        CheckResult.Pass => "pass",
        CheckResult.Fail => "fail",
        CheckResult.Open => "open",
        _ => "not applicable",
    };

    /// <summary>Lower case with spaces, for example <c>renamed</c>.</summary>
    public static string Of<T>(T? value)
        where T : struct, Enum => value?.ToString().ToLowerInvariant() ?? "none";
}
