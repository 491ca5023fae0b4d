using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>
/// Whether a condition examines a value in a way that counts for one rule, such as comparing the beginning of a full path. Which outcome leads on is
/// not judged: who asks has thought of it.
/// </summary>
/// <param name="index">The code.</param>
/// <param name="names">Methods and properties by which a value is examined.</param>
internal sealed class ValueChecks(SourceIndex index, params string[] names)
{
    private const int MaxDepth = 2;
    private readonly HashSet<string> names = [.. names];

    internal bool Examines(ExpressionSyntax condition, string text)
    {
        if (condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression })
            return false;
        return condition.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => Names(part) && IsAbout(part, text, MaxDepth) || part is InvocationExpressionSyntax call && ExaminesItsArgument(call, text)
            || part is IdentifierNameSyntax answer && Made(answer).Any(value => AnswersOf(value).Any(asked => Names(asked) && IsAbout(asked, text, 1))));
    }

    /// <summary>The calls whose answer a variable holds: <c>var context = await store.FindAsync(url);</c>, then <c>if (context is null)</c>.</summary>
    private static IEnumerable<InvocationExpressionSyntax> AnswersOf(SyntaxNode value) =>
        (value is AwaitExpressionSyntax awaited ? awaited.Expression : value) is InvocationExpressionSyntax call ? [call] : [];

    internal bool ThrowsUnlessExamined(InvocationExpressionSyntax call, string text) =>
        BodyOf(call) is { } body && body.DescendantNodes().Any(n => n is ThrowStatementSyntax or ThrowExpressionSyntax) && ExaminesItsArgument(call, text);

    private bool Names(ExpressionSyntax part) => part switch
    {
        InvocationExpressionSyntax call => names.Contains(SourceIndex.NameOf(call.Expression)),
        MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access => names.Contains(access.Name.Identifier.ValueText),
        MemberBindingExpressionSyntax binding => names.Contains(binding.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>Whether an expression names the value, or a variable that was made from it or that it was made from.</summary>
    private static bool IsAbout(SyntaxNode expression, string text, int depth)
    {
        foreach (var name in expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(n => n is IdentifierNameSyntax or MemberAccessExpressionSyntax))
        {
            if (name.ToString() == text)
                return true;
            if (depth > 0 && name is IdentifierNameSyntax variable && Made(variable).Any(value => IsAbout(value, text, depth - 1)))
                return true;
        }

        return depth == MaxDepth && Made(expression, text).Any(value => expression.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(n => n.Parent is not MemberAccessExpressionSyntax access || access.Expression == n ? value.DescendantNodesAndSelf().Any(v => v is IdentifierNameSyntax && v.ToString() == n.ToString()) : false));
    }

    private static IEnumerable<SyntaxNode> Made(IdentifierNameSyntax variable) => Made(variable, variable.Identifier.ValueText);

    /// <summary>What the method puts into a variable: where it is declared, assigned, or given as an out argument.</summary>
    private static IEnumerable<SyntaxNode> Made(SyntaxNode from, string variable)
    {
        var scope = from.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
        foreach (var node in scope?.DescendantNodes() ?? [])
        {
            var value = node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } initial } declared when declared.Identifier.ValueText == variable => initial,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment when target.Identifier.ValueText == variable => assignment.Right,
                SingleVariableDesignationSyntax designation when designation.Identifier.ValueText == variable => designation.FirstAncestorOrSelf<InvocationExpressionSyntax>(),
                _ => null,
            };
            if (value is not null)
                yield return value;
        }
    }

    /// <summary>Looks one call deep: a predicate of the program whose own body examines what it is given.</summary>
    private bool ExaminesItsArgument(InvocationExpressionSyntax call, string text) =>
        BodyOf(call) is { } body && call.ArgumentList.Arguments.Any(a => IsAbout(a.Expression, text, MaxDepth)) && body.DescendantNodes().OfType<ExpressionSyntax>().Any(Names);

    private SyntaxNode? BodyOf(InvocationExpressionSyntax call)
    {
        var info = index.Model(call.SyntaxTree).GetSymbolInfo(call, index.Cancellation);
        return info.Symbol is IMethodSymbol method && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(index.Cancellation) is { } body && index.Holds(body.SyntaxTree) ? body : null;
    }
}
