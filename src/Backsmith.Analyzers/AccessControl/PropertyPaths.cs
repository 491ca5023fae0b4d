using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Reads which property of which record an expression stands for.</summary>
internal static class PropertyPaths
{
    /// <summary>
    /// The property that is read, seen from each record on the way: <c>line.Order.CustomerId</c> is <c>CustomerId</c> of an order
    /// and <c>Order.CustomerId</c> of a line. Innermost first; the record's name is empty for a type of a package.
    /// </summary>
    public static IReadOnlyList<(string Entity, string Property)> Of(ExpressionSyntax expression, SemanticModel model)
    {
        var found = new List<(string, string)>();
        var path = "";
        for (var next = MethodBodies.Bare(expression); next is not null;)
        {
            var (name, holder) = Step(next, model);
            if (name is not null && name != "Value")
            {
                path = path.Length == 0 ? name : name + "." + path;
                found.Add((holder is not null && IsOwn(holder) ? RecordNames.Of(holder) : "", path));
            }

            next = Inner(next) is { } inner ? MethodBodies.Bare(inner) : null;
        }

        return found;
    }

    private static (string? Name, ITypeSymbol? Holder) Step(ExpressionSyntax expression, SemanticModel model) => expression switch
    {
        MemberAccessExpressionSyntax member when model.GetSymbolInfo(member).Symbol is IPropertySymbol or IFieldSymbol or null && model.GetTypeInfo(member.Expression).Type is { } type =>
            (member.Name.Identifier.ValueText, type),
        ConditionalAccessExpressionSyntax { WhenNotNull: { } tail } access when tail is MemberBindingExpressionSyntax or MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax =>
            (string.Join(".", tail.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(n => n.Identifier.ValueText)), model.GetTypeInfo(access.Expression).Type),
        IdentifierNameSyntax when model.GetSymbolInfo(expression).Symbol is IPropertySymbol { IsStatic: false } own => (own.Name, own.ContainingType),
        _ => (null, null),
    };

    private static ExpressionSyntax? Inner(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Expression,
        ConditionalAccessExpressionSyntax access => access.Expression,
        InvocationExpressionSyntax call => MethodBodies.ReceiverOf(call),
        _ => null,
    };

    private static bool IsOwn(ITypeSymbol type) => type.TypeKind is TypeKind.TypeParameter or TypeKind.Error || type.Locations.Any(l => l.IsInSource);
}
