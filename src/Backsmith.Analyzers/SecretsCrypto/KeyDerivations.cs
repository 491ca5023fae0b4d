using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A password stretched with PBKDF2.</summary>
internal sealed class KeyDerivation(IOperation password, SyntaxNode call, RoundCount rounds)
{
    internal IOperation Password { get; } = password;

    internal SyntaxNode Call { get; } = call;

    internal RoundCount Rounds { get; } = rounds;
}

/// <summary>Finds PBKDF2 (RFC 8018) with fewer than <see cref="FewestRounds"/> rounds, as a count written in the code.</summary>
internal sealed class KeyDerivations(SourceIndex index)
{
    /// <summary>What is reported lies below: OWASP's password storage cheat sheet asks for 600,000 (HMAC-SHA256) or 210,000 (HMAC-SHA512).</summary>
    internal const int FewestRounds = 100_000;

    private const int DefaultOfRfc2898 = 1000;
    private const int DefaultOfPasswordDeriveBytes = 100;
    private readonly RoundCounts counts = new(index);

    internal IEnumerable<KeyDerivation> All() =>
        new[] { "Rfc2898DeriveBytes", "PasswordDeriveBytes" }.SelectMany(n => index.CreationsOf(n))
            .Concat(index.CreationsOf(SourceIndex.Unnamed)).SelectMany(Creation)
            .Concat(index.CallsOf("Pbkdf2").SelectMany(Call));

    private IEnumerable<KeyDerivation> Creation(SyntaxNode node)
    {
        if (index.Operation(node) is not IObjectCreationOperation { Type.Name: "Rfc2898DeriveBytes" or "PasswordDeriveBytes" } creation || creation.Arguments.Length == 0)
            return [];
        var implied = creation.Type!.Name == "Rfc2898DeriveBytes" ? DefaultOfRfc2898 : DefaultOfPasswordDeriveBytes;
        var password = creation.Arguments.FirstOrDefault(a => a.Parameter?.Name is "password" or "strPassword" or "Password") ?? creation.Arguments[0];
        var rounds = creation.Arguments.FirstOrDefault(a => a.Parameter?.Name == "iterations");
        return Of(password.Value, node, rounds?.Value, new RoundCount(implied, node, true));
    }

    private IEnumerable<KeyDerivation> Call(SyntaxNode node)
    {
        if (index.Operation(node) is IInvocationOperation call)
        {
            var password = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "password")?.Value;
            var rounds = call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "iterations" or "iterationCount")?.Value;
            return password is null || call.TargetMethod.DeclaringSyntaxReferences.Length > 0 ? [] : Of(password, node, rounds, null);
        }

        // KeyDerivation.Pbkdf2(password, salt, prf, rounds, bytes) without its package.
        return node is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: >= 4 } arguments, Expression: MemberAccessExpressionSyntax { Expression: var owner } }
            && SourceIndex.NameOf(owner) == "KeyDerivation" && index.Symbol(node) is null && index.Operation(Named(arguments, "password", 0)) is { } data
            ? Of(data, node, index.Operation(Named(arguments, "iterationCount", 3)), null)
            : [];
    }

    private static ExpressionSyntax Named(SeparatedSyntaxList<ArgumentSyntax> arguments, string name, int position) =>
        (arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == name) ?? arguments[position]).Expression;

    private IEnumerable<KeyDerivation> Of(IOperation password, SyntaxNode call, IOperation? rounds, RoundCount? implied)
    {
        var found = rounds is null ? implied is null ? [] : [implied] : counts.Of(rounds);
        return found.Where(c => c.Value is > 0 and < FewestRounds).Select(c => new KeyDerivation(password, call, c));
    }
}
