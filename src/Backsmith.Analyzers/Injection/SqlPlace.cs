using System.Collections.Generic;

namespace Backsmith.Analyzers.Injection;

/// <summary>
/// A place in a composed SQL text where a parameter may stand: a whole string literal of SQL that holds values, with its quotes, or one value
/// that stands by itself where the language wants a value.
/// </summary>
internal sealed class SqlPlace(int first, int from, bool isQuoted)
{
    /// <summary>The part in which the place begins.</summary>
    internal int First { get; } = first;

    /// <summary>Characters of that part before the place.</summary>
    internal int From { get; } = from;

    /// <summary>The part in which it ends.</summary>
    internal int Last { get; set; } = first;

    /// <summary>Characters of the last part up to the end of the place.</summary>
    internal int To { get; set; }

    /// <summary>Whether the values stand in quotes.</summary>
    internal bool IsQuoted { get; } = isQuoted;

    /// <summary>Characters of the opening quote, two for <c>N'</c>.</summary>
    internal int QuoteLength { get; set; }

    /// <summary>The parts that are put in.</summary>
    internal List<int> Holes { get; } = [];
}
