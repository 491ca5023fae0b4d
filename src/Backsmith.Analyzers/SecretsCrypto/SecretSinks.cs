using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A value that becomes something nobody may guess.</summary>
internal sealed class SecretSink(IOperation value, string name)
{
    internal IOperation Value { get; } = value;

    /// <summary>What it becomes, as a reader names it.</summary>
    internal string Name { get; } = name;
}

/// <summary>Finds where a program makes tokens, one-time codes, passwords, keys and salts, by what their places are called.</summary>
internal static class SecretSinks
{
    private static readonly HashSet<string> Always =
    [
        "resettoken", "accesstoken", "refreshtoken", "authtoken", "sessiontoken", "verificationtoken", "confirmationtoken", "activationtoken", "invitationtoken", "invitetoken", "securitytoken", "apitoken", "csrftoken",
        "otp", "onetimecode", "onetimepassword", "pincode", "passcode", "verificationcode", "confirmationcode", "activationcode", "resetcode", "securitycode", "authcode", "authorizationcode", "logincode", "recoverycode", "invitecode", "invitationcode", "twofactorcode", "smscode",
        "giftcardcode", "vouchercode", "password", "passwd", "pwd", "passphrase", "apikey", "secret", "secretkey", "clientsecret", "privatekey", "signingkey", "encryptionkey", "accesskey", "sessionid", "salt", "nonce",
    ];

    private static readonly HashSet<string> Bare = ["token", "tokens", "code", "pin"];
    private static readonly HashSet<string> Context = ["reset", "verify", "verification", "confirm", "confirmation", "activation", "activate", "otp", "auth", "authentication", "login", "signin", "invite", "invitation", "security", "session", "password", "access", "refresh", "account", "register", "registration", "twofactor", "mfa", "sms", "identity", "gift", "jwt"];
    private static readonly HashSet<string> Other = ["cancellation", "page", "next", "continuation", "concurrency", "syntax", "expiry", "expires", "expiration", "length", "count", "id", "hash", "max", "min", "index", "type", "is", "has", "date", "time", "attempt", "attempts", "product", "country", "zip", "postal", "status", "error", "currency", "color", "test", "fake", "mock", "sample", "demo", "seed", "dummy"];

    internal static IEnumerable<SecretSink> In(SourceIndex index)
    {
        foreach (var node in index.Compilation.SyntaxTrees.SelectMany(t => t.GetRoot(index.Cancellation).DescendantNodes()))
        {
            foreach (var (name, value) in Named(node).Where(n => n.Value is not null && IsSecret(n.Name, n.Value!)))
            {
                if (index.Operation(value!) is { ConstantValue.HasValue: false } operation)
                    yield return new SecretSink(operation, $"'{name}'");
            }
        }
    }

    private static IEnumerable<(string Name, ExpressionSyntax? Value)> Named(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } variable => [(variable.Identifier.ValueText, value)],
        AssignmentExpressionSyntax assignment => [(SourceIndex.NameOf(assignment.Left), assignment.Right)],
        PropertyDeclarationSyntax { Initializer.Value: { } value } property => [(property.Identifier.ValueText, value)],
        MethodDeclarationSyntax method => Returned(method.Identifier.ValueText, method),
        LocalFunctionStatementSyntax function => Returned(function.Identifier.ValueText, function),
        ArgumentSyntax { NameColon: { } name } argument => [(name.Name.Identifier.ValueText, argument.Expression)],
        _ => [],
    };

    private static IEnumerable<(string, ExpressionSyntax?)> Returned(string name, SyntaxNode declaration) =>
        MethodBodies.BodyOf(declaration) is { } body ? MethodBodies.Returned(body).Select(r => (name, (ExpressionSyntax?)r)) : [];

    private static bool IsSecret(string name, SyntaxNode value)
    {
        var words = NameWords.Of(name);
        if (words.Count > 0 && words[words.Count - 1] == "async")
            words.RemoveAt(words.Count - 1);
        while (words.Count > 1 && (words[words.Count - 1] is "bytes" or "string" or "value" or "text" or "chars" or "buffer" || char.IsDigit(words[words.Count - 1][0])))
            words.RemoveAt(words.Count - 1);
        if (words.Count == 0 || words.Any(Other.Contains))
            return false;
        return NameWords.EndsIn(words, Always) || NameWords.EndsIn(words, Bare) && (words.Any(Context.Contains) || Around(value).Any(Context.Contains));
    }

    // What 'code' is stands in the names of the method and the type around it.
    private static IEnumerable<string> Around(SyntaxNode node) => node.Ancestors().SelectMany(a => a switch
    {
        MethodDeclarationSyntax method => NameWords.Of(method.Identifier.ValueText),
        TypeDeclarationSyntax type => NameWords.Of(type.Identifier.ValueText),
        BaseObjectCreationExpressionSyntax creation => NameWords.Of((creation as ObjectCreationExpressionSyntax)?.Type.ToString() ?? ""),
        _ => (IEnumerable<string>)[],
    });
}
