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

    /// <summary>With a full stop at its end.</summary>
    public static string Sentence(string text) => text.TrimEnd() is { Length: > 0 } trimmed && trimmed[^1] is not ('.' or '!' or '?' or ':') ? trimmed + "." : text;

    /// <summary>With a capital first letter.</summary>
    public static string Start(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Where a proof was made, in a sentence.</summary>
    public static string Of(ProofEnvironment place) =>
        $"Backsmith {place.Tool} with the .NET SDK {(place.Sdk.Length > 0 ? place.Sdk : "(unknown)")} on {place.OperatingSystem}, Linux {place.Kernel}, {place.Architecture}, {Words.Count(place.Processors, "processor")}.";
}
