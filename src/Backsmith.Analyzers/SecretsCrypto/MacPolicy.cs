using System;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Follows what is compared back to an HMAC or a key derivation.</summary>
internal sealed class MacPolicy : TracePolicy
{
    internal override bool CanCarry(ITypeSymbol? type) => type?.SpecialType != SpecialType.System_Boolean;

    internal override bool IsHarmless(IOperation value) => value.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Byte;

    internal override bool CarriesThrough(IMethodSymbol method) =>
        base.CarriesThrough(method) || method.Name is "ToBase64String" or "ToHexString" or "ToHexStringLower" or "GetBytes" or "ToString" or "Encode" or "Base64UrlEncode" or "EncodeToString" or "AsSpan";

    internal override Origin? OriginOf(IOperation value, Trace trace)
    {
        if (value is not IInvocationOperation call)
            return value is IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ComputeHash", Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } } } && name.IndexOf("hmac", StringComparison.OrdinalIgnoreCase) >= 0
                ? new Origin(value.Syntax, "What an HMAC gave", "medium")
                : null;
        var owner = (call.Instance?.Type ?? call.TargetMethod.ContainingType)?.Name ?? "";
        if (call.TargetMethod.Name is "ComputeHash" or "HashData" or "HmacData" && (owner.StartsWith("HMAC", StringComparison.Ordinal) || owner == "KeyedHashAlgorithm" || call.TargetMethod.Name == "HmacData"))
            return new Origin(value.Syntax, $"What {(owner.StartsWith("HMACS", StringComparison.Ordinal) || owner == "HMACMD5" ? owner : "an HMAC")} gave", "high");
        return call.TargetMethod is { Name: "Pbkdf2", ContainingType.Name: "KeyDerivation" or "Rfc2898DeriveBytes" } || call.TargetMethod.Name == "GetBytes" && owner == "Rfc2898DeriveBytes"
            ? new Origin(value.Syntax, "The key that PBKDF2 gave", "high")
            : null;
    }

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;
}

/// <summary>Follows what is compared back to what a request holds.</summary>
internal sealed class RequestTextPolicy(SourceIndex index) : TracePolicy
{
    private readonly EntryPoints entryPoints = new(index);

    internal override bool CanCarry(ITypeSymbol? type) => TextTypes.CanHold(type);

    internal override bool IsHarmless(IOperation value) => false;

    internal override Origin? OriginOf(IOperation value, Trace trace) =>
        entryPoints.Entering(value) is { } entering ? new Origin(value.Syntax, entering, "high")
        : value is IPropertyReferenceOperation { Property: { ContainingType.Name: "IHeaderDictionary" } header } ? new Origin(value.Syntax, $"header '{header.Name}' of the HTTP request comes from outside", "high")
        : null;

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;
}
