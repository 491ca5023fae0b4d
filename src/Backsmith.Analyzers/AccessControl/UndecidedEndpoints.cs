using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>An endpoint that lacks a decision.</summary>
internal sealed class UndecidedEndpoint(RequestEndpoint endpoint, string what, string others, bool isSibling)
{
    /// <summary>The endpoint.</summary>
    public RequestEndpoint Endpoint { get; } = endpoint;

    /// <summary>What it does to the store.</summary>
    public string What { get; } = what;

    /// <summary>Which endpoints do decide.</summary>
    public string Others { get; } = others;

    /// <summary>True when endpoints beside it decide.</summary>
    public bool IsSibling { get; } = isSibling;
}

/// <summary>Finds the endpoints that change data and say nothing about who may call them.</summary>
internal static class UndecidedEndpoints
{
    // Words of the route and the method's name, each one alone: a review is no view.
    private static readonly Regex Open = new(
        " (log ?(in|on|out|off)|sign ?(in|up|out|on)|register|registration|tokens?|refresh|forgot|forgotten|reset|confirm|confirmation|verify|verification|activate|activation|web ?hooks?|hooks?|callbacks?|ipn|health|ping|contact|newsletter|subscribe|unsubscribe|feedback"
        + "|consent|track|tracking|telemetry|analytics|csp|captcha|otp|oauth|oidc|saml|connect|setup|install|init|initialize|initialise|carts?|baskets?|checkout|guests?|search|query|filter|validate|calculate|preview|culture|language|sessions?|invite|invitation|public|graphql|votes?|views?|account create|test|tests|demo) ",
        RegexOptions.Compiled | RegexOptions.CultureInvariant);

    private static readonly Regex Asking = new(
        "Signature|Hmac|ApiKey|X-Api|Authoriz|Authenticat|CurrentUser|Unauthorized|Forbid|IsInRole|ClaimsPrincipal|Permission|Credential|Secret|Session|Bearer|Tenant", RegexOptions.Compiled | RegexOptions.CultureInvariant);

    /// <summary>The endpoints of a program that lack a decision.</summary>
    public static IEnumerable<UndecidedEndpoint> Of(SourceProgram program)
    {
        var all = RequestEndpoint.Of(program);
        var changing = all.Where(e => e.MayChange && !Open.IsMatch(" " + string.Join(" ", NameWords.Of(e.Name + " " + e.Route.Path)) + " ")).ToList();
        var decided = changing.Where(e => e.IsDecided && e.Access != EndpointAccess.Anonymous).ToList();
        var undecided = changing.Where(e => !e.IsDecided).ToList();
        if (decided.Count == 0 || HasOwnGate(program))
        {
            return [];
        }

        return undecided.Select(e => Judge(program, e, decided, undecided)).OfType<UndecidedEndpoint>().ToList();
    }

    private static UndecidedEndpoint? Judge(SourceProgram program, RequestEndpoint endpoint, IReadOnlyList<RequestEndpoint> decided, IReadOnlyCollection<RequestEndpoint> undecided)
    {
        var siblings = decided.Where(d => AreSiblings(d, endpoint)).ToList();
        if (siblings.Count == 0 && decided.Count < 2 * undecided.Count)
        {
            return null;
        }

        var code = ReachedCode.From(program, endpoint);
        if (endpoint.Method.Parameters.Any(p => CallerValues.IsPrincipal(p.Type) || CallerValues.IsContext(p.Type)) || code.Any(r => r.Body.DescendantTokens().Any(IsAsking)))
        {
            return null;
        }

        var write = code.SelectMany(r => r.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(c => StoreWrite.Read(program, c, r.Model))).OfType<StoreWrite>().OrderBy(w => w.Entity is null ? 1 : 0).FirstOrDefault();
        return write is null ? null : new UndecidedEndpoint(endpoint, What(write), Others(siblings, decided), siblings.Count > 0);
    }

    private static bool IsAsking(SyntaxToken token) =>
        (token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken)) && (Asking.IsMatch(token.ValueText) || token.ValueText == "User" && token.Parent is IdentifierNameSyntax name && IsCaller(name));

    // The User of a controller or of a context; that of an order is a record.
    private static bool IsCaller(IdentifierNameSyntax name) => name.Parent switch
    {
        ConditionalAccessExpressionSyntax or ArgumentSyntax => true,
        MemberAccessExpressionSyntax member => member.Expression == name || member.Name == name && member.Expression.ToString() is "context" or "ctx" or "http" or "httpContext" or "HttpContext" or "Context" or "this" or "_httpContextAccessor.HttpContext",
        _ => false,
    };

    private static bool AreSiblings(RequestEndpoint left, RequestEndpoint right) =>
        left.Method.MethodKind == MethodKind.Ordinary && right.Method.MethodKind == MethodKind.Ordinary
            ? SameSymbol.Comparer.Equals(left.Method.ContainingType, right.Method.ContainingType)
            : left.Route.Declaration is InvocationExpressionSyntax && right.Route.Declaration is InvocationExpressionSyntax
                && left.Route.Declaration.SyntaxTree == right.Route.Declaration.SyntaxTree && MethodBodies.EnclosingBody(left.Route.Declaration) == MethodBodies.EnclosingBody(right.Route.Declaration) && First(left.Route.Path) == First(right.Route.Path);

    private static string First(string path) => path.Trim('/').Split('/').FirstOrDefault(p => p.Length > 0 && p != "api" && !Regex.IsMatch(p, "^v[0-9]+$") && p[0] != '{') ?? "";

    private static string What(StoreWrite write)
    {
        if (write.Entity is not { TypeKind: not (TypeKind.TypeParameter or TypeKind.Error) } entity)
        {
            return "changes what is stored";
        }

        return write.Kind switch
        {
            WriteKind.Insert => $"adds '{entity.Name}' to the store",
            WriteKind.Delete => $"removes '{entity.Name}' from the store",
            _ => $"changes '{entity.Name}' in the store",
        };
    }

    private static string Others(IReadOnlyList<RequestEndpoint> siblings, IReadOnlyList<RequestEndpoint> decided) =>
        siblings.Count > 0 ? $"'{siblings[0].Name}' beside it asks for {(siblings[0].Access == EndpointAccess.Restricted ? "more than a signed-in user" : "a signed-in user")}"
            : $"{decided.Count} other endpoints that change data ask for a signed-in user";

    // Middleware or a filter for all, of the application's own, that decides.
    private static bool HasOwnGate(SourceProgram program) =>
        program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).Any(c =>
            MethodBodies.NameOf(c) == "UseMiddleware" && AccessDemands.IsDeciding(c.ToString())
            || MethodBodies.NameOf(c) is "Add" or "AddService" && MethodBodies.ReceiverOf(c) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Filters" or "Conventions" } && AccessDemands.IsDeciding(c.ToString()));
}
