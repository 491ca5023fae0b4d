using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>
/// Whether a value was checked against a closed set before it is used: inside the branch of a positive check, or after a negative one that leaves.
/// </summary>
internal sealed class AllowLists(SourceIndex index, ValueChecks? checks = null)
{
    private static readonly HashSet<string> Lookups = ["Contains", "ContainsKey", "TryGetValue", "Any", "Exists", "IsMatch", "IsDefined", "TryParse", "All", "IndexOf"];

    internal bool Guards(SyntaxNode reference)
    {
        if (reference is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
            return false;
        var text = reference.WithoutTrivia().ToString();
        for (SyntaxNode inner = reference; inner.Parent is { } outer; inner = outer)
        {
            if (outer is MemberDeclarationSyntax and not GlobalStatementSyntax)
                return false;
            if (InCheckedBranch(outer, inner, text) || outer is BlockSyntax or SwitchSectionSyntax && AfterExit(outer, inner, text))
                return true;
        }

        return false;
    }

    private bool InCheckedBranch(SyntaxNode outer, SyntaxNode inner, string text) => outer switch
    {
        IfStatementSyntax branch when branch.Statement == inner => Admits(branch.Condition, text, true),
        ElseClauseSyntax { Parent: IfStatementSyntax branch } => Admits(branch.Condition, text, false),
        ConditionalExpressionSyntax choice when choice.WhenTrue == inner => Admits(choice.Condition, text, true),
        ConditionalExpressionSyntax choice when choice.WhenFalse == inner => Admits(choice.Condition, text, false),
        SwitchSectionSyntax { Parent: SwitchStatementSyntax statement } section =>
            statement.Expression.ToString() == text && section.Labels.All(l => l is CaseSwitchLabelSyntax),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax expression } arm when arm.Expression == inner =>
            expression.GoverningExpression.ToString() == text && arm.Pattern is ConstantPatternSyntax or BinaryPatternSyntax,
        _ => false,
    };

    private bool AfterExit(SyntaxNode block, SyntaxNode inner, string text)
    {
        foreach (var statement in block.ChildNodes().TakeWhile(s => s != inner))
        {
            if (statement is IfStatementSyntax { Else: null } branch && (Leaves(branch.Statement) || Overwrites(branch.Statement, text, checks is not null)) && Admits(branch.Condition, text, false))
                return true;
            var called = statement is ExpressionStatementSyntax { Expression: var run } ? run is AwaitExpressionSyntax awaited ? awaited.Expression : run : null;
            if (called is InvocationExpressionSyntax call && (ThrowsUnlessKnown(call, text) || checks is not null && checks.ThrowsUnlessExamined(call, text)))
                return true;
        }

        return false;
    }

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.Count > 0 && Leaves(block.Statements.Last()),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        _ => false,
    };

    private static bool Overwrites(StatementSyntax statement, string text, bool byAnything)
    {
        var only = statement is BlockSyntax { Statements.Count: 1 } block ? block.Statements[0] : statement;
        return only is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } && (byAnything || assignment.Right is LiteralExpressionSyntax) && assignment.Left.ToString() == text;
    }

    /// <summary>Whether the condition, when it comes out as <paramref name="outcome"/>, means that the value is one of a known set.</summary>
    private bool Admits(ExpressionSyntax condition, string text, bool outcome) => Decides(condition, text, outcome) || checks is not null && checks.Examines(condition, text);

    private bool Decides(ExpressionSyntax condition, string text, bool outcome) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Admits(inner.Expression, text, outcome),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Admits(not.Operand, text, !outcome),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and => outcome
            ? Admits(and.Left, text, true) || Admits(and.Right, text, true)
            : Admits(and.Left, text, false) && Admits(and.Right, text, false) || EveryOtherCase(and, text),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or => outcome
            ? Admits(or.Left, text, true) && Admits(or.Right, text, true)
            : Admits(or.Left, text, false) || Admits(or.Right, text, false),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => outcome && Compares(equal, text),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal => !outcome && Compares(unequal, text),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } => false,
        IsPatternExpressionSyntax pattern => pattern.Expression.ToString() == text && Closed(pattern.Pattern, outcome),
        InvocationExpressionSyntax call => outcome && IsLookup(call, text),
        _ => false,
    };

    /// <summary><c>x != null &amp;&amp; !known(x)</c> that leaves: what goes on is null or known.</summary>
    private bool EveryOtherCase(BinaryExpressionSyntax and, string text) =>
        MeansPresent(and.Left, text) && Admits(and.Right, text, false);

    private static bool MeansPresent(ExpressionSyntax condition, string text) => condition switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal => unequal.Left.ToString() == text && unequal.Right.IsKind(SyntaxKind.NullLiteralExpression),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax } pattern => pattern.Expression.ToString() == text,
        PrefixUnaryExpressionSyntax { Operand: InvocationExpressionSyntax call } => SourceIndex.NameOf(call.Expression) is "IsNullOrEmpty" or "IsNullOrWhiteSpace",
        _ => false,
    };

    private static bool Compares(BinaryExpressionSyntax comparison, string text) =>
        comparison.Left.ToString() == text && comparison.Right is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression }
        || comparison.Right.ToString() == text && comparison.Left is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression };

    private static bool Closed(PatternSyntax pattern, bool outcome) => pattern switch
    {
        ConstantPatternSyntax constant => outcome && constant.Expression.IsKind(SyntaxKind.StringLiteralExpression),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or => outcome && Closed(or.Left, true) && Closed(or.Right, true),
        ParenthesizedPatternSyntax inner => Closed(inner.Pattern, outcome),
        UnaryPatternSyntax not => Closed(not.Pattern, !outcome),
        _ => false,
    };

    private bool IsLookup(InvocationExpressionSyntax call, string text)
    {
        var name = SourceIndex.NameOf(call.Expression);
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        var given = call.ArgumentList.Arguments.Any(a => Mentions(a, text));
        if (name == "Exists" && SourceIndex.NameOf(receiver) is "File" or "Directory" or "Path")
            return false;
        if (name is "All" or "Equals")
            return receiver is not null && (receiver.ToString() == text || name == "Equals" && given);
        if (name is "Contains" or "IndexOf" && receiver is not null && index.Model(call.SyntaxTree).GetTypeInfo(receiver).Type?.SpecialType == SpecialType.System_String)
            return false;
        return given && (Lookups.Contains(name) || ChecksItsArgument(call, text, false));
    }

    private static bool Mentions(ArgumentSyntax argument, string text) =>
        argument.Expression.DescendantNodesAndSelf().Any(n => n is ExpressionSyntax && n.ToString() == text);

    private bool ThrowsUnlessKnown(InvocationExpressionSyntax call, string text) =>
        call.ArgumentList.Arguments.Any(a => a.Expression.ToString() == text) && ChecksItsArgument(call, text, true);

    /// <summary>Looks one call deep: a predicate, or a guard that throws, whose own body checks the parameter against a set.</summary>
    private bool ChecksItsArgument(InvocationExpressionSyntax call, string text, bool throws)
    {
        if (index.Symbol(call) is not IMethodSymbol method || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(index.Cancellation) is not { } body)
            return false;
        if (!index.Holds(body.SyntaxTree) || throws && !body.DescendantNodes().Any(n => n is ThrowStatementSyntax or ThrowExpressionSyntax))
            return false;
        var position = call.ArgumentList.Arguments.IndexOf(a => Mentions(a, text));
        var parameter = method.Parameters.ElementAtOrDefault(position)?.Name;
        return parameter is not null && body.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(c => Lookups.Contains(SourceIndex.NameOf(c.Expression)) && SourceIndex.NameOf(c.Expression) != "Any"
                && (c.ArgumentList.Arguments.Any(a => a.ToString() == parameter) || SourceIndex.NameOf(c.Expression) == "All"))
            || body.DescendantNodes().OfType<IsPatternExpressionSyntax>().Any(p => p.Expression.ToString() == parameter && (Closed(p.Pattern, true) || Closed(p.Pattern, false)));
    }
}
