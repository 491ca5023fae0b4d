using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>Describes symbols for answers, wherever they come from.</summary>
internal static class SymbolDescription
{
    /// <summary>A symbol with where it is declared.</summary>
    public static CodeSymbol Of(ISymbol symbol, LoadedCodeBase code)
    {
        var node = SymbolText.SourceOf(symbol);
        if (node is null || code.Relative(node.SyntaxTree.FilePath) is not { } path)
        {
            return symbol.ContainingAssembly is null || node is not null
                ? new CodeSymbol(SymbolText.KindOf(symbol), SymbolText.FullName(symbol), SymbolText.Signature(symbol), null, null, null, null, [], 0)
                : ReferencedSymbols.Describe(symbol, withMembers: false);
        }

        var span = SignatureText.WholeOf(node).GetLocation().GetLineSpan();
        return new CodeSymbol(
            SymbolText.KindOf(symbol), SymbolText.FullName(symbol), SymbolText.Signature(symbol), path,
            new LineRange(span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1), DocumentationSummary.Of(node), null, [], 0);
    }
}
