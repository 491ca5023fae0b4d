using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.SecretsCrypto;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>A cookie of a session or token that code gives to a browser: <c>Response.Cookies.Append</c>.</summary>
internal sealed class SentCookie(InvocationExpressionSyntax call, string name, SyntaxNode at, bool isHttpOnly, bool isSecure, bool isResolved)
{
    private static readonly HashSet<string> Proofs = ["token", "jwt", "session", "sessionid", "sid", "auth", "authentication", "authtoken", "refresh", "refreshtoken", "accesstoken", "access", "login", "rememberme", "remember", "identity", "bearer", "apikey"];
    private static readonly HashSet<string> Others = ["xsrf", "csrf", "antiforgery", "forgery", "theme", "lang", "culture", "consent", "cart", "basket", "expiry", "expires", "return", "redirect", "url", "name", "flash", "timezone", "banner", "tutorial"];

    /// <summary>The call that sets it.</summary>
    public InvocationExpressionSyntax Call { get; } = call;

    /// <summary>Its name as far as the code says it.</summary>
    public string Name { get; } = name;

    /// <summary>Where the flags would stand: the options' creation, or the call without options.</summary>
    public SyntaxNode At { get; } = at;

    /// <summary>False when nothing sets HttpOnly.</summary>
    public bool IsHttpOnly { get; } = isHttpOnly;

    /// <summary>False when nothing sets Secure.</summary>
    public bool IsSecure { get; } = isSecure;

    /// <summary>False when the framework's types are missing.</summary>
    public bool IsResolved { get; } = isResolved;

    /// <summary>Every such cookie of a compilation.</summary>
    public static IEnumerable<SentCookie> All(SourceIndex index) => index.CallsOf("Append").OfType<InvocationExpressionSyntax>().Select(c => Read(c, index)).OfType<SentCookie>();

    private static SentCookie? Read(InvocationExpressionSyntax call, SourceIndex index)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count is < 2 or > 3 || MethodBodies.ReceiverOf(call) is not { } receiver || !IsCookies(receiver, index))
            return null;
        var model = index.Model(call.SyntaxTree);
        var name = model.GetConstantValue(arguments[0].Expression).Value as string ?? SourceIndex.NameOf(arguments[0].Expression);
        if (!IsProof(name, arguments[1].Expression))
            return null;
        var resolved = index.Symbol(call) is not null;
        if (arguments.Count == 2)
            return new SentCookie(call, name, call, false, false, resolved);
        return Options(arguments[2].Expression, model) is { } creation
            ? new SentCookie(call, name, creation, IsSet("HttpOnly", creation, arguments[2].Expression), IsSet("Secure", creation, arguments[2].Expression), resolved)
            : null;
    }

    private static bool IsCookies(ExpressionSyntax receiver, SourceIndex index) =>
        index.Model(receiver.SyntaxTree).GetTypeInfo(receiver).Type is { } type && type.TypeKind != TypeKind.Error
            ? type.Name == "IResponseCookies"
            : receiver is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cookies", Expression: var response } && SourceIndex.NameOf(response) == "Response";

    private static bool IsProof(string name, ExpressionSyntax value)
    {
        var (words, given) = (NameWords.Of(name), NameWords.Of(SourceIndex.NameOf(MethodBodies.Bare(value))));
        return !words.Any(Others.Contains) && !given.Any(w => w is "csrf" or "xsrf" or "antiforgery")
            && (words.Any(Proofs.Contains) || given.Count > 0 && given[given.Count - 1] is "token" or "jwt" && !given.Any(Others.Contains));
    }

    /// <summary>Where the options are made: in the call itself, or in the one place that a local of the same body gets them.</summary>
    private static BaseObjectCreationExpressionSyntax? Options(ExpressionSyntax given, SemanticModel model)
    {
        var bare = MethodBodies.Bare(given);
        if (bare is BaseObjectCreationExpressionSyntax direct)
            return direct.ArgumentList?.Arguments.Count > 0 ? null : direct;
        return model.GetSymbolInfo(bare).Symbol is ILocalSymbol local && LocalValues.Of(local, model) is { Count: 1 } values
            && MethodBodies.Bare(values[0].Value) is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } made ? made : null;
    }

    // A value other than false counts, whatever decides it.
    private static bool IsSet(string flag, BaseObjectCreationExpressionSyntax creation, ExpressionSyntax given)
    {
        var set = (creation.Initializer?.Expressions ?? default).OfType<AssignmentExpressionSyntax>().Where(a => SourceIndex.NameOf(a.Left) == flag);
        var later = given is IdentifierNameSyntax name && MethodBodies.EnclosingBody(given) is { } body
            ? body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target } member && target.Identifier.ValueText == name.Identifier.ValueText && member.Name.Identifier.ValueText == flag)
            : [];
        return set.Concat(later).Any(a => a.Right is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression });
    }
}
