namespace Backsmith.Inspector.Queries;

/// <summary>What may have been meant by a name that is not there.</summary>
internal static class NearestNames
{
    /// <summary>Most names offered.</summary>
    public const int Most = 10;

    /// <summary>The names that differ least from what was asked for, likeliest first; what differs by more than half is left out.</summary>
    /// <param name="asked">The name asked for.</param>
    /// <param name="names">Names, and what to call them in the answer.</param>
    public static IReadOnlyList<string> Of(string asked, IEnumerable<(string Name, string Shown)> names) =>
        [.. names.Distinct().Select(name => (name.Shown, Distance: Distance(asked, name.Name)))
            .Where(name => name.Distance <= Math.Max(2, asked.Length / 2))
            .OrderBy(name => name.Distance).ThenBy(name => name.Shown, StringComparer.Ordinal)
            .Select(name => name.Shown).Distinct().Take(Most)];

    /// <summary>Letters to insert, leave out, exchange, whatever their case (Levenshtein 1966); a name that holds the other is one letter away.</summary>
    private static int Distance(string one, string other)
    {
        if (other.Contains(one, StringComparison.OrdinalIgnoreCase) || (other.Length > 3 && one.Contains(other, StringComparison.OrdinalIgnoreCase)))
        {
            return 1;
        }

        if (Math.Abs(one.Length - other.Length) > one.Length / 2)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[other.Length];
    }
}
