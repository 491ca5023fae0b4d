using System.Text.RegularExpressions;

namespace Backsmith.Inspector.Queries;

/// <summary>What a question calls a symbol: a name, its beginning, its humps, <c>*</c> for anything, or several of them behind what contains them.</summary>
internal sealed partial class NamePattern
{
    /// <summary>Rank of names that are the pattern letter by letter; higher ranks are worse.</summary>
    public const int Exact = 0;

    private readonly string[] _parts;
    private readonly bool _isWhole;

    /// <param name="text">The pattern; type arguments and parameters are of no account.</param>
    public NamePattern(string text)
    {
        var bare = text.Trim();
        bare = bare.StartsWith("global::", StringComparison.Ordinal) ? bare["global::".Length..] : bare;
        var end = bare.IndexOf('(', StringComparison.Ordinal);
        bare = TypeArguments().Replace(end < 0 ? bare : bare[..end], "");
        _parts = [.. bare.Split('.', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    private NamePattern(string[] parts, bool isWhole) => (_parts, _isWhole) = (parts, isWhole);

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => _parts.Length == 0;

    /// <summary>The part that a symbol's own name has to fit.</summary>
    public string Last => _parts[^1];

    /// <summary>How many containers are asked for.</summary>
    public int Containers => _parts.Length - 1;

    /// <summary>Whether it has no <c>*</c>.</summary>
    public bool IsPlain => !_parts.Any(part => part.Contains('*', StringComparison.Ordinal));

    /// <summary>How well a symbol fits: 0 best; null when it does not.</summary>
    /// <param name="name">Its own name.</param>
    /// <param name="containers">Names around it, outermost first.</param>
    public int? Rank(string name, IReadOnlyList<string> containers)
    {
        if (RankLast(name) is not { } rank || containers.Count < Containers)
        {
            return null;
        }

        for (var back = 1; back <= Containers; back++)
        {
            if (Rank(containers[^back], _parts[^(back + 1)], isLast: false) is not { } other)
            {
                return null;
            }

            rank = Math.Max(rank, other);
        }

        return rank;
    }

    /// <summary>The pattern of what contains the symbol; null when none is asked for. It stands for the whole name there: no beginnings.</summary>
    public NamePattern? Container => Containers == 0 ? null : new NamePattern(_parts[..^1], isWhole: true);

    /// <summary>How well a symbol's own name fits.</summary>
    public int? RankLast(string name) => Rank(name, Last, !_isWhole);

    /// <summary>Whether a symbol's own name fits.</summary>
    public bool FitsLast(string name) => RankLast(name) is not null;

    private static int? Rank(string name, string part, bool isLast) =>
        name == part ? Exact
        : name.Equals(part, StringComparison.OrdinalIgnoreCase) ? 1
        : part.Contains('*', StringComparison.Ordinal) ? (IsLike(name, part) ? 2 : null)
        : isLast && name.StartsWith(part, StringComparison.OrdinalIgnoreCase) ? 3
        : HasHumps(name, part) ? 4
        : null;

    private static bool IsLike(string name, string part) =>
        Regex.IsMatch(name, "^" + Regex.Escape(part).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Whether the humps of the part begin humps of the name in their order, the first one the first.</summary>
    private static bool HasHumps(string name, string part)
    {
        var (wanted, had) = (Humps().Matches(part), Humps().Matches(name.TrimStart('_')));
        if (wanted.Count < 2 || had.Count == 0 || wanted.Sum(hump => hump.Length) != part.Length || !Begins(had[0].Value, wanted[0].Value))
        {
            return false;
        }

        var next = 1;
        for (var index = 1; index < had.Count && next < wanted.Count; index++)
        {
            next += Begins(had[index].Value, wanted[next].Value) ? 1 : 0;
        }

        return next == wanted.Count;
    }

    private static bool Begins(string hump, string start) => hump.StartsWith(start, StringComparison.Ordinal) || (char.IsLower(hump[0]) && char.ToUpperInvariant(hump[0]) + hump[1..] is var upper && upper.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex(@"[A-Z][a-z0-9]*|^[a-z][a-z0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex Humps();

    [GeneratedRegex(@"<[^()]*>|`\d+", RegexOptions.CultureInvariant)]
    private static partial Regex TypeArguments();
}
