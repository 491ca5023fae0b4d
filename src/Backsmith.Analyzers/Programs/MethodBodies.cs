using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Programs;

/// <summary>Reads the syntax of bodies: what a method returns, which expression an invocation is called on, and the like.</summary>
internal static class MethodBodies
{
    /// <summary>The block or expression a method, accessor, lambda or local function runs; null without one.</summary>
    public static SyntaxNode? BodyOf(SyntaxNode? declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax m => (SyntaxNode?)m.Body ?? m.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax f => (SyntaxNode?)f.Body ?? f.ExpressionBody?.Expression,
        AccessorDeclarationSyntax a => (SyntaxNode?)a.Body ?? a.ExpressionBody?.Expression,
        AnonymousFunctionExpressionSyntax l => l.Body,
        PropertyDeclarationSyntax { ExpressionBody: { } e } => e.Expression,
        ArrowExpressionClauseSyntax e => e.Expression,
        _ => null,
    };

    /// <summary>The body of a method declared in source; null for an abstract one or one of metadata.</summary>
    public static SyntaxNode? BodyOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Select(r => BodyOf(r.GetSyntax())).FirstOrDefault(b => b is not null);

    /// <summary>The body a node stands in: the nearest method, accessor or local function; a lambda belongs to its method.</summary>
    public static SyntaxNode? EnclosingBody(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            if (ancestor is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax)
            {
                return BodyOf(ancestor);
            }

            if (ancestor is GlobalStatementSyntax)
            {
                return ancestor.Parent;
            }
        }

        return null;
    }

    /// <summary>The name called: <c>ToListAsync</c> in <c>a.b.ToListAsync()</c>.</summary>
    public static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax m => m.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax b => b.Name.Identifier.ValueText,
        SimpleNameSyntax s => s.Identifier.ValueText,
        _ => "",
    };

    /// <summary>What the call is called on: <c>a.b</c> in <c>a.b.Run()</c> and in <c>a.b?.Run()</c>; null for a bare call.</summary>
    public static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax m => m.Expression,
        MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    /// <summary>The expression without parentheses, await, casts, <c>!</c> and <c>ConfigureAwait</c>.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax p: expression = p.Expression; break;
                case AwaitExpressionSyntax a: expression = a.Expression; break;
                case CastExpressionSyntax c: expression = c.Expression; break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } n: expression = n.Operand; break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } m }: expression = m.Expression; break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } g } } }: expression = g.Expression; break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: InvocationExpressionSyntax i }: expression = i; break;
                default: return expression;
            }
        }
    }

    /// <summary>The expressions a body can return; those of nested functions left out, both arms of a conditional taken.</summary>
    public static IEnumerable<ExpressionSyntax> Returned(SyntaxNode body)
    {
        var direct = body is ExpressionSyntax expression
            ? [expression]
            : Own(body).OfType<ReturnStatementSyntax>().Where(r => r.Expression is not null).Select(r => r.Expression!);
        return direct.SelectMany(Arms);
    }

    /// <summary>The nodes of a body that run when the body runs: nested local functions and lambdas left out.</summary>
    public static IEnumerable<SyntaxNode> Own(SyntaxNode body) =>
        body.DescendantNodesAndSelf(n => n == body || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TypeDeclarationSyntax));

    /// <summary>The expression, or each result of a conditional, coalesce or switch expression.</summary>
    public static IEnumerable<ExpressionSyntax> Arms(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax p => Arms(p.Expression),
        ConditionalExpressionSyntax c => Arms(c.WhenTrue).Concat(Arms(c.WhenFalse)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } b => Arms(b.Left).Concat(Arms(b.Right)),
        SwitchExpressionSyntax s => s.Arms.SelectMany(a => Arms(a.Expression)),
        _ => [expression],
    };
}
