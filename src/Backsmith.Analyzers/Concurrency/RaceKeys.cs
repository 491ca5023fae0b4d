using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Whether a query asks for a key that two requests can have in common.</summary>
internal static class RaceKeys
{
    private static readonly string[] RandomSources = ["NewGuid", "CreateVersion7", "Random", "Ulid", "Nanoid"];

    /// <summary>True when the query's conditions hold a value that comes from outside of it, and that was not just drawn at random.</summary>
    public static bool Asked(StoreQuery query, StoreOperation operation)
    {
        var values = query.Conditions.Where(c => c.SyntaxTree == operation.Body.SyntaxTree && operation.Body.Span.Contains(c.Span))
            .SelectMany(c => c.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => IsCaptured(n, c, operation.Model))).ToList();
        return values.Count > 0 ? !values.Exists(v => IsRandom(v, operation.Model)) : query.Sql is { } sql && sql.Text.IndexOfAny(['@', ':', '$', '?']) >= 0;
    }

    private static bool IsCaptured(IdentifierNameSyntax name, ExpressionSyntax condition, SemanticModel model)
    {
        if (name.Parent is MemberAccessExpressionSyntax { Name: var member } && member == name || name.Parent is NameColonSyntax or NameEqualsSyntax)
        {
            return false;
        }

        var (symbol, type) = model.GetSymbolInfo(name).Symbol switch
        {
            ILocalSymbol l => ((ISymbol?)l, l.Type),
            IParameterSymbol p => (p, p.Type),
            IFieldSymbol { IsConst: false } f => (f, f.Type),
            IPropertySymbol p => (p, p.Type),
            _ => (null, null),
        };
        return symbol is not null && type?.Name != "CancellationToken"
            && !symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == condition.SyntaxTree && condition.Span.Contains(r.Span));
    }

    private static bool IsRandom(IdentifierNameSyntax name, SemanticModel model) =>
        model.GetSymbolInfo(name).Symbol is ILocalSymbol local
        && LocalValues.Of(local, model).Any(v => v.Value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => RandomSources.Any(n.Identifier.ValueText.Contains)));
}
