using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>
/// Whether a fast hash of a password is right where it stands: before a slow one, to check an old hash that is then replaced, in a look-up of leaked
/// passwords, in a protocol that fixes the hash, or to compare two texts in constant time.
/// </summary>
internal sealed class SlowHashes(SourceIndex index)
{
    private static readonly string[] Homes = ["BCrypt", "Bcrypt", "Argon2", "SCrypt", "Scrypt", "Rfc2898DeriveBytes", "KeyDerivation", "PasswordHasher", "PasswordHash", "DeriveBytes"];

    private readonly Implementations implementations = new(index);

    internal bool Excuse(HashSink sink, SyntaxNode reported)
    {
        if (IsLeakLookUp(sink.Call) || IsProtocol(sink.Call) || ComparesInConstantTime(sink.Call))
            return true;
        var here = Body(reported);
        return Migrates(here) || Migrates(Body(sink.Call)) || CallersMigrate(here);
    }

    private bool CallersMigrate(SyntaxNode? body)
    {
        if (body is not MethodDeclarationSyntax || index.Declared(body) is not IMethodSymbol method)
            return false;
        var callers = implementations.CallersOf(method);
        return callers.Count > 0 && callers.All(c => Migrates(Body(c.Call.Syntax)));
    }

    private bool Migrates(SyntaxNode? body) => body is not null
        && (body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == "SuccessRehashNeeded") || HashesSlowly(body, 0));

    private bool HashesSlowly(SyntaxNode body, int depth)
    {
        foreach (var node in body.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && (IsSlow(call) || depth < 2 && Targets(call).Any(t => HashesSlowly(t, depth + 1))))
                return true;
            if (node is ObjectCreationExpressionSyntax creation && IsSlowHome(SourceIndex.NameOf(creation.Type)) && index.Symbol(creation) is not { DeclaringSyntaxReferences.IsEmpty: false })
                return true;
        }

        return false;
    }

    private IEnumerable<SyntaxNode> Targets(InvocationExpressionSyntax call) =>
        index.Symbol(call) is IMethodSymbol method
            ? implementations.Of(method).SelectMany(m => m.DeclaringSyntaxReferences).Select(r => r.GetSyntax(index.Cancellation)).Where(n => index.Compilation.ContainsSyntaxTree(n.SyntaxTree))
            : [];

    private bool IsSlow(InvocationExpressionSyntax call)
    {
        var name = SourceIndex.NameOf(call.Expression);
        if (!name.Contains("Hash") && name is not ("Pbkdf2" or "GetBytes" or "GetBytesAsync" or "Verify"))
            return false;
        return index.Symbol(call) is { } symbol
            ? symbol.DeclaringSyntaxReferences.IsEmpty && IsSlowHome(symbol.ContainingType?.Name ?? "")
            : call.Expression is MemberAccessExpressionSyntax access && IsSlowHome(access.Expression.ToString());
    }

    private static bool IsSlowHome(string type) => Homes.Any(type.Contains);

    /// <summary>k-anonymity: only the first five digits of the SHA-1 leave, as the range look-up of leaked passwords asks for.</summary>
    private bool IsLeakLookUp(SyntaxNode call)
    {
        var type = call.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var scopes = new[] { Body(call) }.Concat(CallersOf(call)).OfType<SyntaxNode>();
        return type?.DescendantTokens().Any(t => t.Value is string text && text.IndexOf("pwnedpasswords", StringComparison.OrdinalIgnoreCase) >= 0) == true || scopes.Any(CutsFive);
    }

    private IEnumerable<SyntaxNode?> CallersOf(SyntaxNode call) =>
        Body(call) is MethodDeclarationSyntax method && index.Declared(method) is IMethodSymbol symbol ? implementations.CallersOf(symbol).Select(c => Body(c.Call.Syntax)) : [];

    private static bool CutsFive(SyntaxNode body) => body.DescendantNodes().Any(n => n switch
    {
        RangeExpressionSyntax range => range.LeftOperand?.ToString() == "5" || range.RightOperand?.ToString() == "5",
        InvocationExpressionSyntax cut => SourceIndex.NameOf(cut.Expression) is "Substring" or "AsSpan" or "Slice" && cut.ArgumentList.Arguments.LastOrDefault()?.ToString() == "5",
        _ => false,
    });

    /// <summary>A challenge of a protocol (HTTP digest, WS-Security, SCRAM) says which hash the other side expects.</summary>
    private static bool IsProtocol(SyntaxNode call) => Body(call)?.DescendantTokens()
        .Any(t => t.Text.IndexOf("nonce", StringComparison.OrdinalIgnoreCase) >= 0 || t.Text.IndexOf("realm", StringComparison.OrdinalIgnoreCase) >= 0 || t.Text.IndexOf("challenge", StringComparison.OrdinalIgnoreCase) >= 0) == true;

    /// <summary><c>FixedTimeEquals(hash(given), hash(expected))</c> with both made on the spot: nothing is stored.</summary>
    private static bool ComparesInConstantTime(SyntaxNode call)
    {
        foreach (var comparison in Body(call)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => SourceIndex.NameOf(c.Expression) == "FixedTimeEquals") ?? [])
        {
            if (comparison.ArgumentList.Arguments.Count == 2 && comparison.ArgumentList.Arguments.All(a => MadeByHash(a.Expression)))
                return true;
        }

        return false;
    }

    private static bool MadeByHash(ExpressionSyntax expression)
    {
        if (expression is InvocationExpressionSyntax call)
            return SourceIndex.NameOf(call.Expression) is "HashData" or "ComputeHash" or "HmacData";
        return expression is IdentifierNameSyntax name && Body(expression)?.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Any(v => v.Identifier.ValueText == name.Identifier.ValueText && v.Initializer?.Value is InvocationExpressionSyntax made && MadeByHash(made)) == true;
    }

    private static SyntaxNode? Body(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax)
        ?? node.FirstAncestorOrSelf<GlobalStatementSyntax>()?.Parent;
}
