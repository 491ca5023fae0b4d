using Backsmith.Inspection;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>What a <see cref="SymbolName"/> names: symbols, or why none.</summary>
/// <param name="Symbols">One symbol; of a referenced assembly all overloads when none was chosen.</param>
/// <param name="Refusal">Why there is none; null when there is.</param>
internal sealed record ResolvedSymbol(IReadOnlyList<ISymbol> Symbols, CodeAnswer.Unanswered? Refusal)
{
    public ISymbol Symbol => Symbols[0];

    public static ResolvedSymbol Of(params IReadOnlyList<ISymbol> symbols) => new(symbols, null);

    public static ResolvedSymbol None(string reason, IEnumerable<string> nearest) => new([], new CodeAnswer.Unanswered(reason, [.. nearest.Distinct().Take(NearestNames.Most)]));
}
