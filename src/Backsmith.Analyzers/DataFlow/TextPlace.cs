using System.Collections.Generic;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>A stretch of a composed text: from a character of one part to a character of the same or a later one, or one value by itself.</summary>
internal sealed class TextPlace(int first, int from, bool isStretch)
{
    /// <summary>The part in which the place begins.</summary>
    internal int First { get; } = first;

    /// <summary>Characters of that part before the place.</summary>
    internal int From { get; } = from;

    /// <summary>The part in which it ends.</summary>
    internal int Last { get; set; } = first;

    /// <summary>Characters of the last part up to the end of the place.</summary>
    internal int To { get; set; }

    /// <summary>Whether the place begins and ends among characters, as SQL's string literals do; false for one value by itself.</summary>
    internal bool IsStretch { get; } = isStretch;

    /// <summary>Characters at its beginning that are not part of what it says: an opening quote, two for <c>N'</c>.</summary>
    internal int QuoteLength { get; set; }

    /// <summary>The values in it.</summary>
    internal List<int> Holes { get; } = [];
}
