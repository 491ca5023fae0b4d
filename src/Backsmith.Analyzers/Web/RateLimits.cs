using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>Which endpoints of a program a rate limit covers. That limits are registered says nothing: a policy covers what names it.</summary>
internal sealed class RateLimits
{
    private static readonly string[] Words = ["RateLimit", "Throttl", "RequestLimit"];
    private readonly RouteChain _routes;
    private readonly SourceProgram _program;
    private readonly bool _all;
    private readonly bool _controllers;

    private RateLimits(SourceProgram program)
    {
        _program = program;
        _routes = new RouteChain(program, new AccessDemands(program), Read);
        foreach (var node in program.Trees.SelectMany(t => t.GetRoot().DescendantNodes()))
        {
            _all |= IsForAll(node);
            _controllers |= node is InvocationExpressionSyntax call && MethodBodies.NameOf(call) == "RequireRateLimiting"
                && call.Expression.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c).StartsWith("MapController", StringComparison.Ordinal) || MethodBodies.NameOf(c) is "MapDefaultControllerRoute" or "MapRazorPages");
        }
    }

    /// <summary>The limits of a program, read once.</summary>
    public static RateLimits Of(SourceProgram program) => program.Part(static p => new RateLimits(p));

    /// <summary>True when calls of the endpoint are counted and refused at some rate.</summary>
    public bool Cover(RequestEndpoint endpoint)
    {
        var marks = endpoint.Method.GetAttributes().ToList();
        if (marks.Any(a => AccessDemands.NameOf(a) == "DisableRateLimiting"))
        {
            return false;
        }

        for (var t = endpoint.Method.ContainingType; t is not null && endpoint.Method.MethodKind == MethodKind.Ordinary; t = t.BaseType)
        {
            marks.AddRange(t.GetAttributes());
        }

        return _all || marks.Any(IsLimit) || (endpoint.Route.Declaration is InvocationExpressionSyntax mapping
            ? _program.ModelOf(mapping.SyntaxTree) is { } model && _routes.Of(mapping, model) == EndpointAccess.Restricted
            : _controllers);
    }

    private static bool IsLimit(AttributeData attribute) =>
        Says(AccessDemands.NameOf(attribute)) || attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Type && a.Value is ITypeSymbol type && Says(type.Name))
        || attribute.AttributeClass?.TypeArguments.Any(t => Says(t.Name)) == true;

    private static EndpointAccess? Read(InvocationExpressionSyntax call) =>
        MethodBodies.NameOf(call) == "DisableRateLimiting" ? EndpointAccess.Anonymous
        : call.Expression is MemberAccessExpressionSyntax { Name: var name } && IsDemand(name.Identifier.ValueText) && Says(name.ToString()) ? EndpointAccess.Restricted
        : null;

    // What an application calls on itself (UseRateLimiter) makes limits possible; it sets none.
    private static bool IsDemand(string name) => !name.StartsWith("Use", StringComparison.Ordinal) && (!name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("AddEndpointFilter", StringComparison.Ordinal));

    private static bool IsForAll(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GlobalLimiter" } } => true,
        InvocationExpressionSyntax call => MethodBodies.NameOf(call) is "UseIpRateLimiting" or "UseClientRateLimiting" or "UseThrottling"
            || (MethodBodies.NameOf(call) == "UseMiddleware" && Says(call.ToString())),
        _ => false,
    };

    private static bool Says(string name) => Words.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
