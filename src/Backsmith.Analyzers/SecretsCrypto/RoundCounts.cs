using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A number of rounds and the place that sets it.</summary>
internal sealed class RoundCount(long value, SyntaxNode node, bool fixedInCode)
{
    internal long Value { get; } = value;

    internal SyntaxNode Node { get; } = node;

    /// <summary>False when the number is only a default that settings can replace.</summary>
    internal bool FixedInCode { get; } = fixedInCode;
}

/// <summary>Reads which numbers of rounds an expression can be.</summary>
internal sealed class RoundCounts(SourceIndex index)
{
    private readonly WrittenConstants constants = new(index);

    internal IReadOnlyList<RoundCount> Of(IOperation value) =>
        [.. constants.Of(value).Where(c => c.Value is int or long or uint or short or ushort)
            .Select(c => new RoundCount(Convert.ToInt64(c.Value, CultureInfo.InvariantCulture), c.Node, c.FixedInCode))];
}
