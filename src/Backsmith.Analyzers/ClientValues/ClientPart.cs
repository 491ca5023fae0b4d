using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Finds in a reported expression the part through which the client's value comes in.</summary>
internal static class ClientPart
{
    /// <summary>The one name or access that gives the value; null when there are several, or when it comes in by another way.</summary>
    internal static ExpressionSyntax? In(SyntaxNode reported, Flow flow, SourceIndex index)
    {
        if (!index.Holds(reported.SyntaxTree))
            return null;
        var steps = flow.Trace.Step.ToSink(int.MaxValue);
        var parts = reported.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(e => e is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && Stands(e))
            .Where(e => e == flow.Origin.Node || index.Symbol(e) switch
            {
                ILocalSymbol local => steps.Any(s => local.DeclaringSyntaxReferences.Any(r => r.GetSyntax(index.Cancellation) == s.Node)),
                IParameterSymbol parameter => SameSymbol.Comparer.Equals(parameter, flow.Origin.Symbol) || steps.Any(s => s.Message.EndsWith($"as '{parameter.Name}'", System.StringComparison.Ordinal)),
                _ => false,
            }).ToList();
        var whole = parts.Select(Widest).Distinct().ToList();
        return whole.Count == 1 && index.Model(reported.SyntaxTree).GetTypeInfo(whole[0], index.Cancellation).Type?.SpecialType == SpecialType.System_String ? whole[0] : null;
    }

    private static bool Stands(ExpressionSyntax expression) => expression.Parent is not NameColonSyntax and not NameEqualsSyntax;

    /// <summary>The member of the value that is used: <c>file.FileName</c> of <c>file</c>.</summary>
    private static ExpressionSyntax Widest(ExpressionSyntax expression)
    {
        while (expression.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access && access.Expression == expression)
            expression = access;
        return expression;
    }
}
