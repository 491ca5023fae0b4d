using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Recognises conditions that leave the children of one parent, the caller's own rows, the rows of listed keys, or a range with both ends.</summary>
internal static class OneParent
{
    private static readonly string[] KeyEndings = ["Id", "Ids", "Key", "Guid", "Uuid", "Slug", "Email", "UserName", "Username", "Number", "Code", "Isbn", "Sku", "Token", "ID"];

    /// <summary>True for an operator whose condition is one, also inside the parent that a SelectMany or Join starts from.</summary>
    public static bool Of(QueryStep step, SourceProgram program) =>
        step.Arguments.Any(a => program.ModelOf(a.SyntaxTree) is { } model && (Is(a, model) || (QueryOperators.Plain(step.Name) is "SelectMany" or "Join" && HoldsOne(a, model))));

    /// <summary>True when an expression is such a condition: a lambda, or the condition of a where clause.</summary>
    public static bool Is(ExpressionSyntax condition, SemanticModel model) => Is(condition, [], model);

    private static bool Is(ExpressionSyntax condition, IReadOnlyList<string> others, SemanticModel model) => condition switch
    {
        LambdaExpressionSyntax { Body: ExpressionSyntax body } lambda => Limits(body, RowOf(lambda), others, model),
        { Parent: WhereClauseSyntax } when condition.FirstAncestorOrSelf<QueryExpressionSyntax>() is { } query => Variables(query).Any(v => Limits(condition, v, Variables(query), model)),
        _ => false,
    };

    private static bool HoldsOne(ExpressionSyntax argument, SemanticModel model) => argument.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
        .Any(c => MethodBodies.NameOf(c) == "Where" && c.ArgumentList.Arguments.Any(a => Is(a.Expression, argument is LambdaExpressionSyntax outer ? [RowOf(outer)] : [], model)));

    private static bool Limits(ExpressionSyntax condition, string row, IReadOnlyList<string> others, SemanticModel model)
    {
        var parts = Conjuncts(condition).ToList();
        return parts.Any(p => IsKeyEquality(p, row, others, model) || IsKeyList(p, row) || HasSuchChild(p, row, others, model)) || HasRange(parts, row, model);
    }

    // o => o.Members.Any(m => m.UserId == id): the rows that one other row is tied to.
    private static bool HasSuchChild(ExpressionSyntax part, string row, IReadOnlyList<string> others, SemanticModel model) =>
        part is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } a } call && MethodBodies.NameOf(call) == "Any"
        && MethodBodies.ReceiverOf(call) is { } children && IsOfRow(children, row)
        && a[0].Expression is LambdaExpressionSyntax { Body: ExpressionSyntax body } lambda && Limits(body, RowOf(lambda), [row, .. others], model);

    private static string RowOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax s => s.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } p } => p[0].Identifier.ValueText,
        _ => "",
    };

    private static List<string> Variables(QueryExpressionSyntax query) => query.DescendantNodes().Select(n => n switch
    {
        FromClauseSyntax f => f.Identifier.ValueText,
        JoinClauseSyntax j => j.Identifier.ValueText,
        _ => "",
    }).Where(n => n.Length > 0).ToList();

    private static IEnumerable<ExpressionSyntax> Conjuncts(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax p => Conjuncts(p.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and => Conjuncts(and.Left).Concat(Conjuncts(and.Right)),
        _ => [condition],
    };

    private static bool IsKeyEquality(ExpressionSyntax part, string row, IReadOnlyList<string> others, SemanticModel model)
    {
        var (left, right) = part switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } b => (b.Left, b.Right),
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } a } call when MethodBodies.NameOf(call) == "Equals" && MethodBodies.ReceiverOf(call) is { } r => (r, a[0].Expression),
            _ => (null, null),
        };
        if (left is null || right is null || IsOfRow(left, row) == IsOfRow(right, row))
        {
            return false;
        }

        var (member, value) = IsOfRow(left, row) ? (left, right) : (right, left);
        return !model.GetConstantValue(value).HasValue && !others.Any(o => o != row && IsOfRow(value, o))
            && (IsKey(member) || IsReference(model.GetTypeInfo(member).Type) || IsCaller(value, model));
    }

    private static bool IsKeyList(ExpressionSyntax part, string row) =>
        part is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } a } call && MethodBodies.NameOf(call) == "Contains"
        && MethodBodies.ReceiverOf(call) is { } list && !IsOfRow(list, row) && IsOfRow(a[0].Expression, row) && IsKey(a[0].Expression);

    private static bool HasRange(List<ExpressionSyntax> parts, string row, SemanticModel model)
    {
        var ends = parts.OfType<BinaryExpressionSyntax>()
            .Where(b => b.RawKind is (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression)
            .Where(b => IsOfRow(b.Left, row) && !IsOfRow(b.Right, row) && !model.GetConstantValue(b.Right).HasValue).ToList();
        return ends.Any(e => e.OperatorToken.Text[0] == '<' && ends.Any(o => o.OperatorToken.Text[0] == '>' && o.Left.ToString() == e.Left.ToString()));
    }

    // A tenant's rows are all rows to the tenant.
    private static bool IsKey(ExpressionSyntax member)
    {
        var name = SimpleName(MethodBodies.Bare(member));
        return name.IndexOf("Tenant", StringComparison.Ordinal) < 0 && KeyEndings.Any(k => name.EndsWith(k, StringComparison.Ordinal));
    }

    private static string SimpleName(ExpressionSyntax member) => member switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "HasValue", Expression: var inner } => SimpleName(inner),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax call when MethodBodies.ReceiverOf(call) is { } receiver => SimpleName(receiver),
        _ => "",
    };

    private static bool IsReference(ITypeSymbol? type) => type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None };

    // What the signed-in user's principal says: User.Identity.Name, or a local that holds it.
    private static bool IsCaller(ExpressionSyntax value, SemanticModel model)
    {
        var all = model.GetSymbolInfo(value).Symbol is ILocalSymbol local ? LocalValues.Of(local, model).Select(v => v.Value) : [value];
        return all.Any(e => e.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(x => model.GetTypeInfo(x).Type?.Name is "ClaimsPrincipal" or "IPrincipal" or "IIdentity" or "ClaimsIdentity"));
    }

    private static bool IsOfRow(ExpressionSyntax expression, string row) =>
        row.Length > 0 && expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(n => n.Identifier.ValueText == row && (n.Parent is not MemberAccessExpressionSyntax m || m.Expression == n));
}
