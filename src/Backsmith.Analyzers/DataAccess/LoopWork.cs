using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Tells loops whose round trips are meant, or do not matter, from the others.</summary>
internal static class LoopWork
{
    private static readonly string[] Once = ["Seed", "Migrat", "Initializer", "Initialiser"];

    /// <summary>True when each element is a piece of work of its own, in its own scope or transaction, or when the loop ends with its first element.</summary>
    public static bool IsSeparate(SyntaxNode code) => LeavesAtOnce(code) || code.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c =>
        MethodBodies.NameOf(c) is "CreateScope" or "CreateAsyncScope" or "CreateDbContext" or "CreateDbContextAsync" || MethodBodies.NameOf(c).StartsWith("BeginTransaction", StringComparison.Ordinal));

    /// <summary>True for code that runs once in the life of a database or process: seeding, data migrations, the statements of Program.</summary>
    public static bool RunsOnce(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case LambdaExpressionSyntax { Parent: ArgumentSyntax } when ancestor.Ancestors().Any(a => a is GlobalStatementSyntax):
                    return false;
                case GlobalStatementSyntax:
                    return true;
                case MethodDeclarationSyntax method when Says(method.Identifier.ValueText):
                case TypeDeclarationSyntax type when Says(type.Identifier.ValueText):
                    return true;
            }
        }

        return false;
    }

    private static bool Says(string name) => Once.Any(o => name.IndexOf(o, StringComparison.Ordinal) >= 0);

    private static bool LeavesAtOnce(SyntaxNode code) =>
        code is BlockSyntax block && block.Statements.LastOrDefault() is ReturnStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax
        && !block.DescendantNodes().OfType<ContinueStatementSyntax>().Any();
}
