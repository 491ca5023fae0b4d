using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>What decides a race for one place: around it, in what it calls, around each of its callers, or for the whole application.</summary>
internal sealed class RaceDecisions
{
    private const int DeepestCaller = 3;
    private const RaceGuard Held = RaceGuard.Isolation | RaceGuard.Lock;

    private static readonly HashSet<string> WholeApplication =
    [
        "IExceptionHandler", "IExceptionFilter", "IAsyncExceptionFilter", "ExceptionFilterAttribute", "IMiddleware", "IPipelineBehavior", "ISaveChangesInterceptor", "SaveChangesInterceptor", "IEndpointFilter", "IAsyncActionFilter", "ActionFilterAttribute",
    ];

    private readonly SourceProgram _program;
    private readonly Lazy<RaceGuard> _everywhere;

    private RaceDecisions(SourceProgram program)
    {
        _program = program;
        _everywhere = new(() => program.Trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()).Aggregate(RaceGuard.None, (sum, name) => sum | OfName(name)));
    }

    /// <summary>The decisions of a program.</summary>
    public static RaceDecisions Of(SourceProgram program) => program.Part(static p => new RaceDecisions(p));

    /// <summary>True when one of the guards holds at the node of the operation.</summary>
    public bool Hold(RaceGuard guards, SyntaxNode node, StoreOperation operation) =>
        (_everywhere.Value & guards) != RaceGuard.None || (At(node, operation) & guards) != RaceGuard.None
        || (operation.Method is { } method && CallersHold(guards, method, 0));

    private RaceGuard At(SyntaxNode node, StoreOperation operation)
    {
        var effects = StoreEffects.Of(_program);
        var guards = RaceGuards.Around(node, operation.Body, operation.Model);
        foreach (var call in operation.Calls)
        {
            // What runs the node decides fully; what ran before it only by what it may still hold.
            guards |= effects.OfCall(call, operation.Model).Guards & (call.Span.Contains(node.Span) ? (RaceGuard)(-1) : Held);
        }

        return guards;
    }

    private bool CallersHold(RaceGuard guards, IMethodSymbol method, int depth)
    {
        var callers = depth == DeepestCaller ? [] : Callers.Of(_program).Of(method);
        return callers.Count > 0 && callers.All(c => CallerHolds(guards, c.Call, c.Model, depth));
    }

    private bool CallerHolds(RaceGuard guards, InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        var lambda = call.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault(StoreOperation.IsEndpoint);
        var body = lambda?.Body ?? MethodBodies.EnclosingBody(call);
        if (body is null)
        {
            return false;
        }

        return (RaceGuards.Around(call, body, model) & guards) != RaceGuard.None
            || (lambda is null && body.Parent is { } declaration && model.GetDeclaredSymbol(declaration is ArrowExpressionClauseSyntax ? declaration.Parent! : declaration) is IMethodSymbol caller
                && CallersHold(guards, caller, depth + 1));
    }

    private static RaceGuard OfName(IdentifierNameSyntax name)
    {
        var text = name.Identifier.ValueText;
        var guard = text is "DbUpdateException" or "UniqueConstraintException" or "DbUpdateConcurrencyException" ? RaceGuards.OfException(text)
            : text is "Serializable" or "RepeatableRead" && name.Parent is MemberAccessExpressionSyntax { Expression: { } owner } && owner.ToString().EndsWith("IsolationLevel", StringComparison.Ordinal) ? RaceGuard.Isolation
            : RaceGuard.None;
        if (guard == RaceGuard.None || name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
        {
            return RaceGuard.None;
        }

        return IsForWholeApplication(name) ? guard : RaceGuard.None;
    }

    private static bool IsForWholeApplication(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case TypeDeclarationSyntax type:
                    return type.BaseList?.Types.Any(b => WholeApplication.Contains(SourceIndex.NameOf(b.Type) ?? "")) == true
                        || type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.ValueText is "Invoke" or "InvokeAsync" && m.ParameterList.Parameters.Any(p => SourceIndex.NameOf(p.Type) == "HttpContext"));
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                    when MethodBodies.NameOf(call) is "UseExceptionHandler" or "Use" or "AddProblemDetails" or "AddEndpointFilter":
                    return true;
            }
        }

        return false;
    }
}
