using System;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Logging;

/// <summary>Follows what a log call writes back to the data it shows.</summary>
internal sealed class SensitiveDataPolicy : TracePolicy
{
    internal override bool CanCarry(ITypeSymbol? type) => TextTypes.CanHold(type) && !IsException(type);

    internal override bool IsHarmless(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "Substring" or "Slice" or "Take" or "TakeLast" } } => true,
        IInvocationOperation { TargetMethod: { Name: "GetString", ContainingType.Name: "IStringLocalizer" } } => true,
        IInvocationOperation call => SensitiveNames.Conceals(call.TargetMethod.Name) || SensitiveNames.Conceals(call.TargetMethod.ContainingType?.Name ?? ""),
        IObjectCreationOperation creation => SensitiveNames.Conceals(creation.Type?.Name ?? ""),
        IInvalidOperation { Syntax: InvocationExpressionSyntax call } => SensitiveNames.Conceals(SourceIndex.NameOf(call.Expression)) || SourceIndex.NameOf(call.Expression) == "Substring",
        IBinaryOperation binary => binary.Type?.SpecialType == SpecialType.System_Boolean,
        IPropertyReferenceOperation { Property.IsIndexer: true } indexer => indexer.Arguments.Any(a => a.Value is IRangeOperation),
        IImplicitIndexerReferenceOperation => true,
        _ => false,
    };

    internal override Origin? OriginOf(IOperation value, Trace trace)
    {
        var symbol = value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation member and not IMethodReferenceOperation => (ISymbol)member.Member,
            _ => null,
        };
        var key = value is IPropertyReferenceOperation { Property.IsIndexer: true } indexer ? indexer.Arguments.FirstOrDefault()?.Value.ConstantValue.Value as string : null;
        var name = key is not null ? key.Substring(key.LastIndexOf(':') + 1) : symbol?.Name;
        if (name is null && Missing(value) is { } missing)
            name = missing;
        if (name is null || SensitiveNames.Confidence(name) is not { } confidence || !Shows(value.Type, confidence) || IsWording(symbol) || confidence == "medium" && IsSetting(symbol))
            return null;
        return new Origin(value.Syntax, $"'{name}' is {(confidence == "high" ? "a secret" : "personal data")}", value.Type?.TypeKind == TypeKind.Error ? "medium" : confidence, symbol);
    }

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;

    private static string? Missing(IOperation value) =>
        value is IInvalidOperation { Syntax: MemberAccessExpressionSyntax access } ? access.Name.Identifier.ValueText : null;

    /// <summary>Text shows itself; a card number or a code may be a number; other objects print their type or are looked into.</summary>
    private static bool Shows(ITypeSymbol? type, string confidence) =>
        type is null || TextTypes.IsText(type) || type.TypeKind == TypeKind.Error || type.SpecialType == SpecialType.System_Object
        || type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && confidence == "high"
        || type is { Name: "DateTime" or "DateOnly" } && confidence == "medium"
        || type is { Name: "Email" or "EmailAddress" or "PhoneNumber" or "Password" } || type is INamedTypeSymbol { Name: "Nullable" };

    /// <summary>A constant or a resource that speaks about the datum, and a type's settings for mail, are not the datum.</summary>
    private static bool IsWording(ISymbol? symbol) =>
        symbol is IFieldSymbol { IsConst: true } or IFieldSymbol { IsStatic: true, IsReadOnly: true } || symbol?.ContainingType?.TypeKind == TypeKind.Enum
        || symbol?.ContainingType?.Name is { } owner && (owner.EndsWith("Resources", StringComparison.Ordinal) || owner.EndsWith("Claims", StringComparison.Ordinal) || owner == "ClaimTypes"
            || owner.EndsWith("Constants", StringComparison.Ordinal) || owner.EndsWith("HeaderNames", StringComparison.Ordinal));

    /// <summary>The sender's address in an application's own settings is nobody's personal data.</summary>
    private static bool IsSetting(ISymbol? symbol) =>
        symbol?.ContainingType?.Name is { } owner && (owner.EndsWith("Options", StringComparison.Ordinal) || owner.EndsWith("Settings", StringComparison.Ordinal)
            || owner.EndsWith("Configuration", StringComparison.Ordinal) || owner.EndsWith("Config", StringComparison.Ordinal));

    private static bool IsException(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "Exception")
                return true;
        }

        return false;
    }
}
