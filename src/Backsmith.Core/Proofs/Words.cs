namespace Backsmith.Proofs;

/// <summary>Small wordings shared by checks.</summary>
internal static class Words
{
    private const int Shown = 5;

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>A count with what those that are counted do: <c>1 test fails</c>, <c>2 tests fail</c>.</summary>
    /// <param name="verb">As many do it.</param>
    /// <param name="alone">As one does it; null for the verb with an s.</param>
    public static string Count(int number, string noun, string verb, string? alone = null) => $"{Count(number, noun)} {(number == 1 ? alone ?? verb + "s" : verb)}";

    /// <summary>The first few items; says how many more there are.</summary>
    public static string Join(IEnumerable<string> items, string separator = " ")
    {
        var all = items.ToList();
        var shown = string.Join(separator, all.Take(Shown));
        return all.Count <= Shown ? shown : $"{shown} (and {all.Count - Shown} more)";
    }

    /// <summary>A length of time with one decimal place.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " s";
}
