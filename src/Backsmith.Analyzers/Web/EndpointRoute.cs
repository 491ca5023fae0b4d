using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>How an endpoint is reached.</summary>
internal sealed class EndpointRoute(string verb, string path, SyntaxNode declaration, Location location)
{
    private static readonly string[] Verbs = ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options"];

    /// <summary>The HTTP verb in capitals; empty when any verb reaches it or it cannot be told.</summary>
    public string Verb { get; } = verb;

    /// <summary>The path as far as the code beside the endpoint writes it, without that of its group; may be empty.</summary>
    public string Path { get; } = path;

    /// <summary>The method's declaration, or the call that maps the route.</summary>
    public SyntaxNode Declaration { get; } = declaration;

    /// <summary>The method's name, or that of the mapping call: where a missing demand is reported.</summary>
    public Location Location { get; } = location;

    /// <summary>The route of a controller's action or a page's handler.</summary>
    public static EndpointRoute OfAction(MethodDeclarationSyntax declaration, IMethodSymbol method)
    {
        var own = method.GetAttributes();
        var verb = Verbs.FirstOrDefault(v => own.Any(a => AccessDemands.NameOf(a) == "Http" + v)) ?? (IsHandler(method) ? Verbs.FirstOrDefault(v => method.Name.StartsWith("On" + v, StringComparison.Ordinal)) : null);
        var path = string.Join("/", new[] { Template(method.ContainingType.GetAttributes()), Template(own) }.Where(p => p.Length > 0));
        return new EndpointRoute(verb?.ToUpperInvariant() ?? "", path, declaration, declaration.Identifier.GetLocation());
    }

    /// <summary>The route of a mapping call.</summary>
    public static EndpointRoute OfMapping(InvocationExpressionSyntax call, SemanticModel model)
    {
        var verb = Verbs.FirstOrDefault(v => MethodBodies.NameOf(call) == "Map" + v) ?? "";
        var path = call.ArgumentList.Arguments.Select(a => model.GetConstantValue(a.Expression).Value as string).FirstOrDefault(t => t is not null) ?? "";
        var name = call.Expression is MemberAccessExpressionSyntax member ? member.Name.GetLocation() : call.Expression.GetLocation();
        return new EndpointRoute(verb.ToUpperInvariant(), path, call, name);
    }

    private static bool IsHandler(IMethodSymbol method)
    {
        for (var t = method.ContainingType; t is not null; t = t.BaseType)
        {
            if (t.Name == "PageModel")
            {
                return true;
            }
        }

        return false;
    }

    private static string Template(IEnumerable<AttributeData> attributes) =>
        attributes.Where(a => AccessDemands.NameOf(a) is var n && (n == "Route" || n.StartsWith("Http", StringComparison.Ordinal)))
            .SelectMany(a => a.ConstructorArguments).Select(c => c.Kind == TypedConstantKind.Primitive ? c.Value as string : null).FirstOrDefault(t => t is not null) ?? "";
}
