using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>Whether code runs on a developer's machine or under test only, as its branch says.</summary>
internal static class DevelopmentOnly
{
    internal static bool Holds(SyntaxNode node)
    {
        for (var (child, parent) = (node, node.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            var guarded = parent switch
            {
                IfStatementSyntax branch when child == branch.Statement => Asks(branch.Condition, expected: true),
                ElseClauseSyntax { Parent: IfStatementSyntax branch } => Asks(branch.Condition, expected: false),
                ConditionalExpressionSyntax choice when child == choice.WhenTrue => Asks(choice.Condition, expected: true),
                ConditionalExpressionSyntax choice when child == choice.WhenFalse => Asks(choice.Condition, expected: false),
                BlockSyntax block when child is StatementSyntax statement => LeavesUnlessDevelopment(block, statement),
                _ => false,
            };
            if (guarded)
                return true;
        }

        return false;
    }

    /// <summary>Whether the condition is true (or false) only in development.</summary>
    private static bool Asks(ExpressionSyntax condition, bool expected) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Asks(inner.Expression, expected),
        PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "!" } not => Asks(not.Operand, !expected),
        BinaryExpressionSyntax { OperatorToken.ValueText: "&&" } both when expected => Asks(both.Left, true) || Asks(both.Right, true),
        BinaryExpressionSyntax { OperatorToken.ValueText: "||" } either when !expected => Asks(either.Left, false) || Asks(either.Right, false),
        BinaryExpressionSyntax { OperatorToken.ValueText: "==" or "!=" } compared => compared.OperatorToken.ValueText == "==" == expected && Names(compared),
        InvocationExpressionSyntax call => expected && Name(call) is "IsDevelopment" || !expected && Name(call) is "IsProduction" || expected && Name(call) is "IsEnvironment" or "Equals" && Names(call),
        IdentifierNameSyntax flag => expected && IsFlag(flag.Identifier.ValueText),
        MemberAccessExpressionSyntax member => expected && IsFlag(member.Name.Identifier.ValueText),
        _ => false,
    };

    private static bool LeavesUnlessDevelopment(BlockSyntax block, StatementSyntax statement) =>
        block.Statements.TakeWhile(before => before != statement).OfType<IfStatementSyntax>().Any(branch =>
            branch.Else is null && Asks(branch.Condition, expected: false) && Leaves(branch.Statement));

    private static bool Leaves(StatementSyntax statement) =>
        statement is ReturnStatementSyntax or ThrowStatementSyntax || statement is BlockSyntax { Statements: { Count: > 0 } inner } && Leaves(inner.Last());

    private static bool Names(SyntaxNode node) =>
        node.DescendantTokens().Any(token => token.ValueText is "Development" or "Local" || token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText is "Test" or "Testing" or "IntegrationTest" or "IntegrationTests" or "IntegrationTesting" || token.ValueText.EndsWith("Environments.Development", System.StringComparison.Ordinal));

    private static bool IsFlag(string name) => name.TrimStart('_') is "isDevelopment" or "IsDevelopment" or "isDev" or "IsDev" or "development";

    private static string Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
