using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Recognises a query whose answer is kept, so that it does not run each time: a cache, a dictionary filled on the way, <c>??=</c>.</summary>
internal static class Remembered
{
    /// <summary>True when something between the call and the code around it keeps the answer.</summary>
    public static bool In(InvocationExpressionSyntax call, SyntaxNode code, SemanticModel model)
    {
        foreach (var ancestor in call.Ancestors().TakeWhile(a => a != code.Parent))
        {
            switch (ancestor)
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression }:
                case InvocationExpressionSyntax outer when outer.ArgumentList.Span.Contains(call.Span) && StoreEffects.IsCache(outer, MethodBodies.NameOf(outer), model):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either when Asks(either.Left):
                case IfStatementSyntax branch when !branch.Condition.Span.Contains(call.Span) && Asks(branch.Condition):
                case ConditionalExpressionSyntax choice when !choice.Condition.Span.Contains(call.Span) && Asks(choice.Condition):
                    return true;
                case BlockSyntax block when block.Statements.TakeWhile(s => s.SpanStart < call.SpanStart).OfType<IfStatementSyntax>().Any(i => Asks(i.Condition) && Leaves(i.Statement)):
                    return true;
            }
        }

        return false;
    }

    /// <summary>True when the body asks a cache before it goes to the store.</summary>
    public static bool ByBody(SyntaxNode body, SemanticModel model) =>
        body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c => StoreEffects.IsCache(c, MethodBodies.NameOf(c), model))
        || body.DescendantNodesAndSelf().Any(n => n is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression });

    private static bool Asks(ExpressionSyntax condition) => condition.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
        .Any(c => MethodBodies.NameOf(c) is "TryGetValue" or "ContainsKey" or "GetValueOrDefault" or "TryAdd" || (MethodBodies.NameOf(c) == "Add" && condition == c));

    private static bool Leaves(StatementSyntax statement) => statement.DescendantNodesAndSelf().Any(n => n is ContinueStatementSyntax or ReturnStatementSyntax);
}
