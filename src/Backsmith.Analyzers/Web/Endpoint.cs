using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>Code that answers a request: a controller's action, or what a route of a minimal API is mapped to.</summary>
internal sealed class Endpoint(string name, SyntaxNode body, IReadOnlyList<string> marks, bool mayChange = false)
{
    private static readonly HashSet<string> Mapping = new() { "MapGet", "MapPost", "MapPut", "MapPatch", "MapMethods", "Map" };
    private static readonly HashSet<string> Changing = new() { "HttpPost", "HttpPut", "HttpPatch", "HttpDelete", "MapPost", "MapPut", "MapPatch" };
    private static readonly HashSet<string> Verbs = new() { "HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpHead", "AcceptVerbs", "Route" };

    /// <summary>What a reader calls it: <c>OrdersController.List</c> or <c>GET /orders</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The block or expression that runs.</summary>
    public SyntaxNode Body { get; } = body;

    /// <summary>The names of the attributes of the action and of its types, without <c>Attribute</c>.</summary>
    public IReadOnlyList<string> Marks { get; } = marks;

    /// <summary>True when its verb is one that changes something: POST, PUT, PATCH, DELETE.</summary>
    public bool MayChange { get; } = mayChange;

    /// <summary>The endpoint that a method or a mapping call declares; null when it declares none in sight.</summary>
    public static Endpoint? Of(SyntaxNode node, SemanticModel model) => node switch
    {
        MethodDeclarationSyntax method => OfAction(method, model),
        InvocationExpressionSyntax call when Mapping.Contains(MethodBodies.NameOf(call)) => OfMapping(call, model),
        _ => null,
    };

    private static Endpoint? OfAction(MethodDeclarationSyntax declaration, SemanticModel model)
    {
        if (MethodBodies.BodyOf(declaration) is not { } body || model.GetDeclaredSymbol(declaration) is not { IsStatic: false, DeclaredAccessibility: Accessibility.Public } method)
        {
            return null;
        }

        var own = method.GetAttributes().Select(NameOf).ToList();
        var isAction = IsController(method.ContainingType) || own.Any(Verbs.Contains);
        return isAction && !own.Contains("NonAction")
            ? new Endpoint(method.ContainingType.Name + "." + method.Name, body, [.. own, .. Bases(method.ContainingType).SelectMany(t => t.GetAttributes().Select(NameOf).Append(t.Name))], own.Any(Changing.Contains))
            : null;
    }

    private static Endpoint? OfMapping(InvocationExpressionSyntax call, SemanticModel model)
    {
        var arguments = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        var route = arguments.OfType<LiteralExpressionSyntax>().FirstOrDefault()?.Token.ValueText ?? "";
        var verb = MethodBodies.NameOf(call).Substring("Map".Length).ToUpperInvariant();
        if (arguments.OfType<AnonymousFunctionExpressionSyntax>().LastOrDefault() is { } lambda)
        {
            return new Endpoint($"{verb} {route}".Trim(), lambda.Body, [], Changing.Contains(MethodBodies.NameOf(call)));
        }

        foreach (var argument in arguments.Where(a => a is SimpleNameSyntax or MemberAccessExpressionSyntax))
        {
            var info = model.GetSymbolInfo(argument);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method && MethodBodies.BodyOf(method) is { } body)
            {
                return new Endpoint(method.MethodKind == MethodKind.LocalFunction ? method.Name : method.ContainingType.Name + "." + method.Name, body, [.. method.GetAttributes().Select(NameOf)], Changing.Contains(MethodBodies.NameOf(call)));
            }
        }

        return null;
    }

    private static bool IsController(INamedTypeSymbol type) =>
        Bases(type).Any(t => t.Name is "ControllerBase" or "Controller" or "ApiController" or "ODataController" || t.GetAttributes().Any(a => NameOf(a) == "ApiController"));

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var t = type; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            yield return t;
        }
    }

    private static string NameOf(AttributeData attribute)
    {
        var name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith("Attribute", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}
