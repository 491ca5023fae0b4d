using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.SecretsCrypto;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Recognises code that asks whether a password is the one that is stored.</summary>
internal static class PasswordChecks
{
    private static readonly string[] Comparing = ["Verify", "Check", "Match", "Validate", "Compare", "IsValid", "Equal"];

    /// <summary>True when the node compares a given password with a stored one.</summary>
    public static bool Is(SyntaxNode node, SemanticModel model) => node switch
    {
        InvocationExpressionSyntax call => IsCall(call, model),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } compared => IsComparison(compared.Left, compared.Right, model),
        _ => false,
    };

    /// <summary>True when one of the parameters is a password or an object that holds one.</summary>
    public static bool TakesPassword(IMethodSymbol method) =>
        method.Parameters.Any(p => TextTypes.IsText(p.Type) ? PasswordNames.IsChosen(p.Name) : p.Type is INamedTypeSymbol type && Holds(type));

    /// <summary>True for the name of what is kept of a password: <c>PasswordHash</c>, <c>PwdDigest</c>.</summary>
    public static bool IsKept(string name)
    {
        var words = NameWords.Of(name);
        return words.Any(w => w is "hash" or "hashed" or "digest") && words.Any(w => w is "password" or "passwd" or "pwd" or "pass" or "pin" or "stored" or "user");
    }

    private static bool Holds(INamedTypeSymbol type)
    {
        for (var t = type; t is not null && t.Locations.Any(l => l.IsInSource); t = t.BaseType)
        {
            if (t.GetMembers().OfType<IPropertySymbol>().Any(p => TextTypes.IsText(p.Type) && PasswordNames.IsChosen(p.Name)))
            {
                return true;
            }
        }

        return type.Name is "LoginRequest" && !type.Locations.Any(l => l.IsInSource);
    }

    private static bool IsCall(InvocationExpressionSyntax call, SemanticModel model)
    {
        var name = MethodBodies.NameOf(call);
        if (name is "VerifyHashedPassword" or "VerifyHashedPasswordAsync")
        {
            return true;
        }

        var receiver = MethodBodies.ReceiverOf(call);
        if (name == "CheckPasswordAsync" && receiver is not null)
        {
            return model.GetTypeInfo(receiver).Type is not { } type || type.TypeKind == TypeKind.Error || StoreTypes.IsIdentityStore(type);
        }

        var given = call.ArgumentList.Arguments.Select(a => a.Expression).Concat(receiver is null ? [] : [receiver]).ToList();
        return Comparing.Any(w => name.IndexOf(w, StringComparison.Ordinal) >= 0) && IsAnswer(call, model)
            && given.Any(g => IsPassword(g, model)) && given.Count(g => IsStored(g, model)) > 0 && given.Select(Text).Distinct().Count() > 1
            || name is "SequenceEqual" or "FixedTimeEquals" && given.Any(g => IsKept(SourceIndex.NameOf(g)));
    }

    private static string Text(ExpressionSyntax expression) => expression.ToString();

    private static bool IsAnswer(InvocationExpressionSyntax call, SemanticModel model) =>
        CallGraph.MethodOf(call, model) is not { } method || StoreTypes.Awaited(method.ReturnType) is { } type && (type.SpecialType == SpecialType.System_Boolean || type.TypeKind is TypeKind.Enum or TypeKind.Error);

    private static bool IsPassword(ExpressionSyntax expression, SemanticModel model) =>
        PasswordNames.IsChosen(SourceIndex.NameOf(MethodBodies.Bare(expression))) && model.GetTypeInfo(expression).Type is null or IErrorTypeSymbol or { SpecialType: SpecialType.System_String } or IArrayTypeSymbol;

    // What is kept: a hash, or the password of a record that is no part of the request.
    private static bool IsStored(ExpressionSyntax expression, SemanticModel model) =>
        MethodBodies.Bare(expression) is var bare && (IsKept(SourceIndex.NameOf(bare)) || SourceIndex.NameOf(bare) is "hash" or "passwordHash" or "storedHash"
        || bare is MemberAccessExpressionSyntax member && PasswordNames.IsChosen(member.Name.Identifier.ValueText) && model.GetTypeInfo(member.Expression).Type is { } owner && IsRecord(owner));

    private static bool IsRecord(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class && type.GetMembers().OfType<IPropertySymbol>().Any(p => p.Name is "Id" || p.Name == type.Name + "Id");

    private static bool IsComparison(ExpressionSyntax left, ExpressionSyntax right, SemanticModel model)
    {
        var sides = new List<ExpressionSyntax> { MethodBodies.Bare(left), MethodBodies.Bare(right) };
        if (sides.Any(s => s is LiteralExpressionSyntax || model.GetConstantValue(s).HasValue))
        {
            return false;
        }

        return sides.OfType<MemberAccessExpressionSyntax>().Any(m => (IsKept(m.Name.Identifier.ValueText) || IsStored(m, model)) && !IsTwin(m, sides, model));
    }

    // password == confirmation: both are of one request.
    private static bool IsTwin(MemberAccessExpressionSyntax member, IEnumerable<ExpressionSyntax> sides, SemanticModel model) =>
        sides.OfType<MemberAccessExpressionSyntax>().Any(o => o != member && SameSymbol.Comparer.Equals(model.GetTypeInfo(o.Expression).Type, model.GetTypeInfo(member.Expression).Type));
}
