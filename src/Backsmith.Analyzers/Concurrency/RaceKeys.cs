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

    private static bool IsRandom(IdentifierNameSyntax name, SemanticModel model)
    {
        if (model.GetSymbolInfo(name).Symbol is not ILocalSymbol local)
        {
            return false;
        }

        var member = name.Parent is MemberAccessExpressionSyntax access && access.Expression == name ? access : null;
        return LocalValues.Of(local, model).Select(v => MethodBodies.Bare(v.Value)).Any(v => IsDrawn(Part(v, member, model)));
    }

    // Of an object that was just made, only the member counts that the query asks for: its id may be random, and its name is not.
    private static SyntaxNode? Part(ExpressionSyntax value, MemberAccessExpressionSyntax? member, SemanticModel model)
    {
        if (member is null || value is not BaseObjectCreationExpressionSyntax creation)
        {
            return value;
        }

        var set = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => a.Left is IdentifierNameSyntax left && left.Identifier.ValueText == member.Name.Identifier.ValueText);
        return set is not null ? set.Right : model.GetTypeInfo(member).Type is { SpecialType: SpecialType.System_String } ? null : value;
    }

    private static bool IsDrawn(SyntaxNode? value) =>
        value is not null && value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => RandomSources.Any(n.Identifier.ValueText.Contains));
}
