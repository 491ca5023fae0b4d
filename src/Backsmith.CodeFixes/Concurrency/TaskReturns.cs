using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>Turns the returned tasks of a function that becomes async into what they carry.</summary>
internal static class TaskReturns
{
    internal static bool Rewrite(SyntaxNode function, SemanticModel model, DocumentEdits edits)
    {
        var carries = AwaitPlace.Method(function, model)?.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 };
        var (block, expression) = function switch
        {
            MethodDeclarationSyntax method => (method.Body, method.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax local => (local.Body, local.ExpressionBody?.Expression),
            AnonymousFunctionExpressionSyntax lambda => (lambda.Block, lambda.ExpressionBody),
            _ => (null, null),
        };
        if (expression is not null)
            return Value(expression, carries, edits);
        return block is not null && block.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().All(r => Return(r, block, carries, edits));
    }

    private static bool Return(ReturnStatementSyntax statement, BlockSyntax block, bool carries, DocumentEdits edits)
    {
        if (statement.Expression is not { } value)
            return false;
        if (carries)
            return Value(value, true, edits);
        var last = block.Statements.Last() == statement;
        if (IsCompleted(value))
        {
            if (last)
                edits.RemoveLine(statement);
            else
                edits.Replace(TextSpan.FromBounds(statement.ReturnKeyword.Span.End, value.Span.End), "");
            return true;
        }

        if (last)
            edits.Replace(statement.ReturnKeyword.Span, "await");
        return last;
    }

    private static bool Value(ExpressionSyntax value, bool carries, DocumentEdits edits)
    {
        if (value is LiteralExpressionSyntax or DefaultExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or ThrowExpressionSyntax or BaseObjectCreationExpressionSyntax)
            return false;
        if (carries && value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult", Expression: SimpleNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } }, ArgumentList.Arguments: { Count: 1 } arguments })
        {
            edits.Replace(TextSpan.FromBounds(value.SpanStart, arguments[0].SpanStart), "");
            edits.Replace(TextSpan.FromBounds(arguments[0].Span.End, value.Span.End), "");
            return true;
        }

        if (IsCompleted(value))
            return false;
        edits.Insert(value.SpanStart, "await ");
        return true;
    }

    private static bool IsCompleted(ExpressionSyntax value) => value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };
}
