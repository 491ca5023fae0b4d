using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>The form of one blocking wait and the edits that make an await of it.</summary>
internal sealed class WaitShape
{
    private readonly MemberAccessExpressionSyntax access;
    private readonly TextSpan cut;
    private readonly string name;

    private WaitShape(ExpressionSyntax whole, MemberAccessExpressionSyntax access, TextSpan cut, string name) => (Whole, this.access, this.cut, this.name) = (whole, access, cut, name);

    /// <summary>The expression that an await takes the place of.</summary>
    internal ExpressionSyntax Whole { get; }

    /// <summary>The shape of Result, Wait, GetAwaiter().GetResult() or Task.WaitAll; null for one that has no await of the same meaning.</summary>
    internal static WaitShape? Of(MemberAccessExpressionSyntax access, SemanticModel model)
    {
        var call = access.Parent as InvocationExpressionSyntax;
        return access.Name.Identifier.ValueText switch
        {
            "Result" when call is null => new(access, access, TextSpan.FromBounds(access.Expression.Span.End, access.Span.End), ""),
            "Wait" when call?.ArgumentList.Arguments.Count == 0 => new(call, access, TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), ""),
            "Wait" when call?.ArgumentList.Arguments.Count == 1 && Is(call, 0, "CancellationToken", model) => new(call, access, access.Name.Span, "WaitAsync"),
            "GetResult" when call is not null && access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } =>
                new(call, access, TextSpan.FromBounds(awaiter.Expression.Span.End, call.Span.End), ""),
            "WaitAll" when call?.Parent is ExpressionStatementSyntax && Enumerable.Range(0, call.ArgumentList.Arguments.Count).All(i => !Is(call, i, "CancellationToken", model) && !Is(call, i, "TimeSpan", model) && !Is(call, i, "Int32", model)) =>
                new(call, access, access.Name.Span, "WhenAll"),
            _ => null,
        };
    }

    internal void Rewrite(DocumentEdits edits)
    {
        edits.Replace(cut, name);
        edits.Await(Whole);
    }

    private static bool Is(InvocationExpressionSyntax call, int argument, string type, SemanticModel model) =>
        model.GetTypeInfo(call.ArgumentList.Arguments[argument].Expression).Type?.Name == type;
}
