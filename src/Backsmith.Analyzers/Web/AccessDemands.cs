using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>What attributes, policies and global settings ask of a caller.</summary>
internal sealed class AccessDemands(SourceProgram program)
{
    private static readonly string[] DecidingWords = ["Auth", "Permission", "Role", "Owner", "Policy", "Access", "Admin", "Claim", "Tenant", "Scope", "ApiKey", "Privilege", "Signature", "Hmac"];
    private static readonly string[] PersonWords = ["User", "ForbidResult", "Forbid", "UnauthorizedResult", "Status403Forbidden"];

    private readonly PolicyIndex policies = new(program);

    /// <summary>The name of an attribute without <c>Attribute</c>.</summary>
    public static string NameOf(AttributeData attribute)
    {
        var name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>True for a name that says that something decides who may.</summary>
    public static bool IsDeciding(string name) => DecidingWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Who may call a controller's action or a page's handler.</summary>
    public EndpointAccess OfAction(IMethodSymbol method)
    {
        var own = Of(method.GetAttributes());
        if (own == EndpointAccess.Restricted || HasAnonymous(method.GetAttributes()))
        {
            return own == EndpointAccess.Restricted ? EndpointAccess.Restricted : EndpointAccess.Anonymous;
        }

        var (found, anonymous) = ((EndpointAccess?)own, false);
        for (var t = method.ContainingType; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            found = Stronger(found, Of(t.GetAttributes()));
            anonymous |= HasAnonymous(t.GetAttributes());
        }

        return found == EndpointAccess.Restricted ? EndpointAccess.Restricted
            : anonymous && own is null ? EndpointAccess.Anonymous
            : found ?? policies.OfControllers;
    }

    /// <summary>Who may call what a route is mapped to.</summary>
    /// <param name="chain">What the route and its groups ask for; null when they ask for nothing.</param>
    /// <param name="attributes">The handler's attributes.</param>
    public EndpointAccess Combine(EndpointAccess? chain, IEnumerable<AttributeData> attributes)
    {
        var list = attributes.ToList();
        return chain == EndpointAccess.Restricted || Of(list) == EndpointAccess.Restricted ? EndpointAccess.Restricted
            : chain == EndpointAccess.Anonymous || HasAnonymous(list) ? EndpointAccess.Anonymous
            : chain ?? Of(list) ?? policies.Fallback;
    }

    /// <summary>True when something says who may call an action, if only that everybody may.</summary>
    public bool DecidesAction(IMethodSymbol method)
    {
        if (Says(method.GetAttributes()) || policies.OfControllers != EndpointAccess.Anonymous)
        {
            return true;
        }

        for (var t = method.ContainingType; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            if (Says(t.GetAttributes()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when something says who may call what a route is mapped to.</summary>
    public bool Decides(EndpointAccess? chain, IEnumerable<AttributeData> attributes) =>
        chain is not null || Says(attributes) || policies.Fallback != EndpointAccess.Anonymous;

    /// <summary>What a policy given to <c>RequireAuthorization</c> or <c>[Authorize]</c> asks for.</summary>
    public EndpointAccess OfPolicy(ExpressionSyntax argument, SemanticModel model) => policies.Of(argument, model);

    /// <summary>The stronger of two demands.</summary>
    public static EndpointAccess? Stronger(EndpointAccess? left, EndpointAccess? right) =>
        left is null ? right : right is null ? left : left > right ? left : right;

    /// <summary>True when the code of a filter looks at who calls.</summary>
    public static bool LooksAtCaller(SyntaxNode code) =>
        code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => PersonWords.Contains(n.Identifier.ValueText));

    private bool Says(IEnumerable<AttributeData> attributes) => attributes.ToList() is var list && (HasAnonymous(list) || Of(list) is not null);

    private static bool HasAnonymous(IEnumerable<AttributeData> attributes) => attributes.Any(a => NameOf(a) == "AllowAnonymous");

    private EndpointAccess? Of(IEnumerable<AttributeData> attributes) => attributes.Select(Of).Aggregate((EndpointAccess?)null, Stronger);

    private EndpointAccess? Of(AttributeData attribute)
    {
        var name = NameOf(attribute);
        if (name == "AllowAnonymous")
        {
            return null;
        }

        if (name == "Authorize" && attribute.AttributeClass is { DeclaringSyntaxReferences.IsEmpty: true })
        {
            return OfAuthorize(attribute);
        }

        return attribute.AttributeClass is { } type && IsOwn(type) ? OfOwn(attribute, type) : IsDeciding(name) && name != "AutoValidateAntiforgeryToken" ? EndpointAccess.Restricted : OfFilter(attribute, name);
    }

    private EndpointAccess OfAuthorize(AttributeData attribute)
    {
        var named = attribute.NamedArguments.Where(a => !a.Value.IsNull).ToDictionary(a => a.Key, a => a.Value.Value as string ?? "");
        var policy = attribute.ConstructorArguments.Select(a => a.Value as string).FirstOrDefault() ?? (named.TryGetValue("Policy", out var p) ? p : null);
        var schemes = named.TryGetValue("AuthenticationSchemes", out var s) ? s : "";
        return named.ContainsKey("Roles") || IsMachine(schemes) ? EndpointAccess.Restricted
            : policy is null ? Incomplete(attribute) is EndpointAccess.SignedIn ? policies.Default : EndpointAccess.Restricted
            : policies.Of(policy);
    }

    // An argument that did not bind (a constant of a package) may be a role.
    private static EndpointAccess Incomplete(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } given }
        && !given.All(a => a.NameEquals?.Name.Identifier.ValueText == "AuthenticationSchemes")
            ? EndpointAccess.Restricted
            : EndpointAccess.SignedIn;

    private static bool IsMachine(string schemes) => new[] { "Key", "Basic", "Certificate", "Hmac", "Hook", "Internal" }.Any(w => schemes.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsOwn(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty;

    private static EndpointAccess? OfOwn(AttributeData attribute, INamedTypeSymbol type)
    {
        var isFilter = type.AllInterfaces.Any(i => i.Name == "IFilterMetadata") || type.AllInterfaces.Any(i => i.Name.EndsWith("Filter", StringComparison.Ordinal));
        var isAuthorize = NameOf(attribute).EndsWith("Authorize", StringComparison.Ordinal) || NameOf(attribute) is "Authenticated" or "RequireLogin" or "LoginRequired";
        if (isAuthorize && attribute.ConstructorArguments.Length == 0 && attribute.NamedArguments.Length == 0 && NameOf(attribute) == "Authorize")
        {
            return EndpointAccess.SignedIn;
        }

        var decides = IsDeciding(NameOf(attribute)) || isAuthorize || (isFilter && type.DeclaringSyntaxReferences.Any(r => LooksAtCaller(r.GetSyntax())));
        return decides ? EndpointAccess.Restricted : null;
    }

    private static EndpointAccess? OfFilter(AttributeData attribute, string name)
    {
        if (name is not ("ServiceFilter" or "TypeFilter" or "MiddlewareFilter"))
        {
            return null;
        }

        var type = attribute.ConstructorArguments.Select(a => a.Value as INamedTypeSymbol).FirstOrDefault() ?? attribute.AttributeClass?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
        return type is null || IsDeciding(type.Name) || type.DeclaringSyntaxReferences.Any(r => LooksAtCaller(r.GetSyntax())) ? EndpointAccess.Restricted : null;
    }
}
