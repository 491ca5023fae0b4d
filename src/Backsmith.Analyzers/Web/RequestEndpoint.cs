using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>Who may call an endpoint.</summary>
internal enum EndpointAccess
{
    /// <summary>Everybody: nothing in sight asks for a signed-in user.</summary>
    Anonymous,

    /// <summary>Every user who is signed in.</summary>
    SignedIn,

    /// <summary>Some users: a role, a policy or a filter decides.</summary>
    Restricted,
}

/// <summary>A method or lambda that answers requests, with its parameters and with who may call it.</summary>
internal sealed class RequestEndpoint(string name, SyntaxNode body, IMethodSymbol method, EndpointAccess access, EndpointRoute route, bool isDecided)
{
    private static readonly HashSet<string> Mapping = new() { "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "Map" };

    /// <summary>What a reader calls it: <c>OrdersController.Get</c> or <c>GET /orders/{id}</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The block or expression that runs.</summary>
    public SyntaxNode Body { get; } = body;

    /// <summary>The method or lambda; its parameters are what the framework binds.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>Who may call it.</summary>
    public EndpointAccess Access { get; } = access;

    /// <summary>Its verb and path, and where the code says them.</summary>
    public EndpointRoute Route { get; } = route;

    /// <summary>True when something says who may call it: an attribute, its route or group, a policy for all, or AllowAnonymous.</summary>
    public bool IsDecided { get; } = isDecided;

    /// <summary>True for POST, PUT, PATCH and DELETE.</summary>
    public bool MayChange => Route.Verb is "POST" or "PUT" or "PATCH" or "DELETE";

    /// <summary>The endpoints of a program, read once for all rules.</summary>
    public static IReadOnlyList<RequestEndpoint> Of(SourceProgram program) => program.Part(static p => new All(In(p))).Endpoints;

    /// <summary>Every endpoint of the program; none when the project under analysis has none of its own.</summary>
    public static IReadOnlyList<RequestEndpoint> In(SourceProgram program)
    {
        var demands = new AccessDemands(program);
        var routes = new RouteChain(program, demands);
        var own = program.Compilation.SyntaxTrees.SelectMany(t => In(t, program, demands, routes)).ToList();
        return own.Count == 0 ? own : [.. own, .. program.Trees.Where(t => !program.Owns(t)).SelectMany(t => In(t, program, demands, routes))];
    }

    private static IEnumerable<RequestEndpoint> In(SyntaxTree tree, SourceProgram program, AccessDemands demands, RouteChain routes)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            var endpoint = node switch
            {
                MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method => OfAction(method, program, demands),
                InvocationExpressionSyntax call when Mapping.Contains(MethodBodies.NameOf(call)) => OfMapping(call, program, demands, routes),
                _ => null,
            };
            if (endpoint is not null)
            {
                yield return endpoint;
            }
        }
    }

    private static RequestEndpoint? OfAction(MethodDeclarationSyntax declaration, SourceProgram program, AccessDemands demands)
    {
        if (MethodBodies.BodyOf(declaration) is not { } body || !MightBeAction(declaration)
            || program.ModelOf(declaration.SyntaxTree)?.GetDeclaredSymbol(declaration) is not IMethodSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } method
            || !IsAction(method))
        {
            return null;
        }

        return new RequestEndpoint(method.ContainingType.Name + "." + method.Name, body, method, demands.OfAction(method), EndpointRoute.OfAction(declaration, method), demands.DecidesAction(method));
    }

    private static bool MightBeAction(MethodDeclarationSyntax declaration) =>
        declaration.Parent is TypeDeclarationSyntax type && (type.BaseList is not null || type.AttributeLists.Count > 0 || declaration.AttributeLists.Count > 0);

    private static bool IsAction(IMethodSymbol method)
    {
        for (var t = method.ContainingType; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            if (t.Name == "PageModel")
            {
                return method.Name.StartsWith("On", System.StringComparison.Ordinal);
            }

            if (t.Name is "ControllerBase" or "Controller" or "ApiController" || t.GetAttributes().Any(a => AccessDemands.NameOf(a) == "ApiController"))
            {
                return method.MethodKind == MethodKind.Ordinary && !method.GetAttributes().Any(a => AccessDemands.NameOf(a) == "NonAction");
            }
        }

        return method.GetAttributes().Any(a => AccessDemands.NameOf(a) is "HttpGet" or "HttpPost" or "HttpPut" or "HttpPatch" or "HttpDelete");
    }

    private static RequestEndpoint? OfMapping(InvocationExpressionSyntax call, SourceProgram program, AccessDemands demands, RouteChain routes)
    {
        var model = program.ModelOf(call.SyntaxTree);
        var (handler, body) = model is null ? (null, null) : HandlerOf(call, model);
        if (handler is null || body is null)
        {
            return null;
        }

        var route = call.ArgumentList.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>().FirstOrDefault()?.Token.ValueText ?? "";
        var name = handler.MethodKind == MethodKind.Ordinary ? $"{handler.ContainingType.Name}.{handler.Name}" : $"{MethodBodies.NameOf(call).Substring("Map".Length).ToUpperInvariant()} {route}".Trim();
        var chain = routes.Of(call, model!);
        return new RequestEndpoint(name, body, handler, demands.Combine(chain, handler.GetAttributes()), EndpointRoute.OfMapping(call, model!), demands.Decides(chain, handler.GetAttributes()));
    }

    private static (IMethodSymbol? Handler, SyntaxNode? Body) HandlerOf(InvocationExpressionSyntax call, SemanticModel model)
    {
        foreach (var argument in call.ArgumentList.Arguments.Select(a => MethodBodies.Bare(a.Expression)).Reverse())
        {
            var info = model.GetSymbolInfo(argument);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method)
            {
                continue;
            }

            if (argument is AnonymousFunctionExpressionSyntax lambda)
            {
                return (method, lambda.Body);
            }

            if (argument is SimpleNameSyntax or MemberAccessExpressionSyntax && MethodBodies.BodyOf(method) is { } body)
            {
                return (method, body);
            }
        }

        return (null, null);
    }

    private sealed class All(IReadOnlyList<RequestEndpoint> endpoints)
    {
        internal IReadOnlyList<RequestEndpoint> Endpoints { get; } = endpoints;
    }
}
