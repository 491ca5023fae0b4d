using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Resilience;

/// <summary>Where a new client goes: into a variable, or into the container of services.</summary>
internal sealed class ClientVariable
{
    internal ClientVariable(ExpressionSyntax creation, SemanticModel model)
    {
        SyntaxNode at = creation;
        while (at.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or BinaryExpressionSyntax { OperatorToken.ValueText: "??" })
            at = at.Parent;
        Symbol = at.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => model.GetDeclaredSymbol(variable),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property),
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property),
            AssignmentExpressionSyntax assignment when assignment.Right == at => model.GetSymbolInfo(assignment.Left).Symbol,
            _ => null,
        };
        IsRegistered = Symbol is null && creation.Ancestors().TakeWhile(a => a is not StatementSyntax).OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddSingleton" or "AddScoped" or "AddTransient" } && IsValue(call, creation));
    }

    /// <summary>Local, field or property that holds it; null when none does.</summary>
    internal ISymbol? Symbol { get; }

    /// <summary>Whether it is handed to the container itself.</summary>
    internal bool IsRegistered { get; }

    /// <summary>The argument itself, or what the lambda of an argument returns; not something deeper in the lambda.</summary>
    private static bool IsValue(InvocationExpressionSyntax call, ExpressionSyntax creation) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression == creation || argument.Expression is LambdaExpressionSyntax { ExpressionBody: { } body } && body == creation);
}
