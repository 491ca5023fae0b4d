using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>Where await may stand, and which functions can become async.</summary>
internal static class AwaitPlace
{
    /// <summary>Whether await may stand at the expression, as far as its statement goes.</summary>
    internal static bool Allows(ExpressionSyntax expression)
    {
        foreach (var at in expression.Ancestors())
        {
            switch (at)
            {
                case LockStatementSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or QueryExpressionSyntax or ConditionalAccessExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax:
                case TryStatementSyntax attempt when attempt.Block.Span.Contains(expression.Span) && attempt.Catches.Any(c => c.Declaration?.Type.ToString().EndsWith("AggregateException", System.StringComparison.Ordinal) == true):
                    return false;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return true;
            }
        }

        return false;
    }

    /// <summary>The function that would await; null where none can, as in a property or a constructor. Top-level statements stand for themselves.</summary>
    internal static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is { } found
        && found is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax or GlobalStatementSyntax ? found : null;

    internal static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => function is GlobalStatementSyntax,
    };

    /// <summary>Whether the language rules it out: references as parameters, iterators, unsafe code.</summary>
    internal static bool CannotBeAsync(SyntaxNode function, SemanticModel model)
    {
        var parameters = function switch
        {
            MethodDeclarationSyntax method => method.ParameterList.Parameters,
            LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
            ParenthesizedLambdaExpressionSyntax { ReturnType: null } lambda => lambda.ParameterList.Parameters,
            SimpleLambdaExpressionSyntax => default,
            _ => SyntaxFactory.SeparatedList([SyntaxFactory.Parameter(SyntaxFactory.Identifier("_")).AddModifiers(SyntaxFactory.Token(SyntaxKind.RefKeyword))]),
        };
        return parameters.Any(p => p.Modifiers.Any(m => m.IsKind(SyntaxKind.RefKeyword) || m.IsKind(SyntaxKind.OutKeyword) || m.IsKind(SyntaxKind.InKeyword)))
            || parameters.Any(p => p.Type is { } type && model.GetTypeInfo(type).Type is { IsRefLikeType: true } or { TypeKind: TypeKind.Pointer })
            || function.DescendantNodes(n => n == function || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(n => n is YieldStatementSyntax or UnsafeStatementSyntax);
    }

    internal static bool ReturnsTask(SyntaxNode function, SemanticModel model) => IsTask(Method(function, model)?.ReturnType);

    /// <summary>A lambda given to MapGet or its like, whose result the framework awaits. One that takes only the context could become a RequestDelegate and lose its result.</summary>
    internal static bool IsEndpoint(AnonymousFunctionExpressionSyntax lambda, SemanticModel model) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } }
        && name.StartsWith("Map", System.StringComparison.Ordinal)
        && Method(lambda, model) is { ReturnsVoid: false } method && !(method.Parameters.Length == 1 && method.Parameters[0].Type.Name == "HttpContext");

    internal static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    internal static IMethodSymbol? Method(SyntaxNode function, SemanticModel model) =>
        (function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function).Symbol : model.GetDeclaredSymbol(function)) as IMethodSymbol;
}
