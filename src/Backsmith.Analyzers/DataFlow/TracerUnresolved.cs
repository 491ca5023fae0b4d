using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

internal sealed partial class BackwardTracer
{
    /// <summary>Code whose types are missing: only shapes that say themselves what they do are followed.</summary>
    private void FollowUnresolved(IOperation value, Trace trace)
    {
        switch (value.Syntax)
        {
            case BinaryExpressionSyntax or InterpolatedStringExpressionSyntax:
                FollowPieces(value.ChildOperations, Compose(value, trace));
                break;
            case InvocationExpressionSyntax call:
                FollowUnresolvedCall(value, call, trace);
                break;
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } given } creation when SourceIndex.NameOf(creation.Type) is "Uri" or "FileInfo" or "DirectoryInfo" or "StringBuilder":
                Follow(index.Operation(given[0].Expression), trace);
                break;
            case MemberAccessExpressionSyntax member:
                Follow(index.Operation(member.Expression), trace);
                break;
            case ElementAccessExpressionSyntax element:
                Follow(index.Operation(element.Expression), trace);
                break;
            case AwaitExpressionSyntax awaited:
                Follow(index.Operation(awaited.Expression), trace);
                break;
            case ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax:
                FollowAll(value.ChildOperations, trace);
                break;
        }
    }

    private void FollowUnresolvedCall(IOperation value, InvocationExpressionSyntax call, Trace trace)
    {
        var name = SourceIndex.NameOf(call.Expression);
        var arguments = call.ArgumentList.Arguments;
        if (implementations.Intended(call) is { } method)
        {
            foreach (var body in implementations.Of(method).Where(_ => (trace.Frame?.Depth ?? 0) < MaxCallDepth))
                FollowReturns(value, body, trace);
        }
        else if (arguments.Count > 0 && name is "MapPath" or "GetFullPath")
        {
            Follow(index.Operation(arguments[0].Expression), trace);
        }
        else if (arguments.Count > 0 && name is "Combine" or "Join" && call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Path" } })
        {
            FollowAll(arguments.Select(a => index.Operation(a.Expression)).OfType<IOperation>(), policy.StepOf(name) is { } step ? trace.Compose().Via(call, step) : trace.Compose());
        }
        else if (call.Expression is MemberAccessExpressionSyntax access && KnownFlows.IsTransparentName(name))
        {
            Follow(index.Operation(access.Expression), trace);
        }
    }
}
