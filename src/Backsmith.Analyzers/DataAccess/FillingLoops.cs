using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Finds what a local is filled from: <c>foreach (var row in rows) list.Add(...)</c>, <c>while (reader.Read()) list.Add(...)</c> and <c>answer.Items = rows</c>.</summary>
internal static class FillingLoops
{
    /// <summary>The collections iterated and the readers read while rows are added to the local, none when a loop can end early; and what its members are set to.</summary>
    public static IEnumerable<ExpressionSyntax> Sources(IdentifierNameSyntax use, ILocalSymbol local, SemanticModel model)
    {
        var scope = use.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax);
        foreach (var add in scope?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => IsAdd(c, local)) ?? [])
        {
            if (MethodBodies.NameOf(add) == "AddRange")
            {
                yield return add.ArgumentList.Arguments[0].Expression;
            }
            else if (Loop(add) is { } source)
            {
                yield return source;
            }
        }

        foreach (var assignment in scope?.DescendantNodes().OfType<AssignmentExpressionSyntax>() ?? [])
        {
            if (assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target } && target.Identifier.ValueText == local.Name)
            {
                yield return assignment.Right;
            }
        }
    }

    private static bool IsAdd(InvocationExpressionSyntax call, ILocalSymbol local) =>
        MethodBodies.NameOf(call) is "Add" or "AddRange" && call.ArgumentList.Arguments.Count == 1
        && MethodBodies.ReceiverOf(call) is IdentifierNameSyntax receiver && receiver.Identifier.ValueText == local.Name;

    private static ExpressionSyntax? Loop(InvocationExpressionSyntax add)
    {
        foreach (var ancestor in add.Ancestors().TakeWhile(a => a is not (AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)))
        {
            switch (ancestor)
            {
                case ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop:
                    return Leaves(loop.Statement) ? null : loop.Expression;
                case WhileStatementSyntax loop when MethodBodies.Bare(loop.Condition) is InvocationExpressionSyntax read && QueryOperators.Plain(MethodBodies.NameOf(read)) == "Read":
                    return Leaves(loop.Statement) ? null : MethodBodies.ReceiverOf(read);
            }
        }

        return null;
    }

    private static bool Leaves(SyntaxNode code) => code.DescendantNodes().Any(n => n is BreakStatementSyntax or ReturnStatementSyntax);
}
