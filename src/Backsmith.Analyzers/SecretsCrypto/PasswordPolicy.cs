using System;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Follows what is hashed, as text or as bytes, back to a password.</summary>
internal sealed class PasswordPolicy : TracePolicy
{
    internal override bool CanCarry(ITypeSymbol? type) => TextTypes.CanHold(type) || IsBytes(type);

    internal override bool IsHarmless(IOperation value) => value switch
    {
        IBinaryOperation binary => binary.Type?.SpecialType == SpecialType.System_Boolean,
        IObjectCreationOperation { Type.Name: "FileStream" or "StreamReader" } => true,
        _ => false,
    };

    internal override bool CarriesThrough(IMethodSymbol method) =>
        base.CarriesThrough(method)
        || method.Name is "ToBase64String" or "ToHexString" or "ToCharArray" or "GetBytes" or "AsMemory" && TextTypes.IsFramework(method.ContainingType);

    internal override Origin? OriginOf(IOperation value, Trace trace)
    {
        var (symbol, name) = value switch
        {
            ILocalReferenceOperation { Local.IsConst: false } local => (local.Local, local.Local.Name),
            IParameterReferenceOperation parameter => (parameter.Parameter, parameter.Parameter.Name),
            IFieldReferenceOperation { Field.IsConst: false } field => (field.Field, field.Field.Name),
            IPropertyReferenceOperation { Property.IsIndexer: true } indexer => ((ISymbol?)indexer.Property, Key(indexer)),
            IPropertyReferenceOperation property => (property.Property, property.Property.Name),
            IInvalidOperation { Syntax: MemberAccessExpressionSyntax access } => (null, access.Name.Identifier.ValueText),
            _ => (null, null),
        };
        if (name is null || !Shows(value.Type))
            return null;
        if (PasswordNames.IsChosen(name))
            return new Origin(value.Syntax, Describe(symbol, name), value.Type?.TypeKind == TypeKind.Error ? "medium" : "high", symbol);
        return symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method, Ordinal: 0 } && PasswordNames.SaysItHashesPasswords(method.Name) && IsPlain(name)
            ? new Origin(value.Syntax, Describe(symbol, name), "medium", symbol)
            : null;
    }

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;

    private static bool IsPlain(string name) => !NameWords.Of(name).Exists(w => w is "salt" or "key" or "hash" or "hashed" or "stored" or "user" or "username" or "id" or "email");

    private static string Describe(ISymbol? symbol, string name) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType: { } type } method } => $"'{name}' of '{type.Name}.{method.Name}'",
        IPropertySymbol { IsIndexer: false, ContainingType: { IsAnonymousType: false } owner } => $"'{owner.Name}.{name}'",
        _ => $"'{name}'",
    };

    private static string? Key(IPropertyReferenceOperation indexer)
    {
        var key = indexer.Arguments.Length == 1 ? indexer.Arguments[0].Value.ConstantValue.Value as string : null;
        return key?.Substring(key.LastIndexOf(':') + 1);
    }

    private static bool Shows(ITypeSymbol? type) =>
        type is null or IErrorTypeSymbol or { SpecialType: SpecialType.System_Object } or { Name: "SecureString" } || TextTypes.IsText(type) || IsBytes(type)
        || type.IsReferenceType && PasswordNames.IsChosen(type.Name);

    /// <summary>Arrays, spans and lists of bytes or characters.</summary>
    private static bool IsBytes(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsUnit(array.ElementType),
        INamedTypeSymbol { TypeArguments.Length: 1 } generic => IsUnit(generic.TypeArguments[0]) || generic.Name is "Task" or "ValueTask" && IsBytes(generic.TypeArguments[0]),
        _ => false,
    };

    private static bool IsUnit(ITypeSymbol type) => type.SpecialType is SpecialType.System_Byte or SpecialType.System_Char;
}
