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
        IInvocationOperation { TargetMethod: { Name: "Replace", ContainingType.Name: "Regex" } } => true,
        IInvocationOperation { TargetMethod.Name: "Replace", Arguments: { Length: > 1 } arguments } when arguments[1].Value.ConstantValue.Value is string mask && mask.Contains("*") => true,
        IInvocationOperation { TargetMethod.Name: "Last" or "LastOrDefault", Arguments: { Length: > 0 } parts } when IsSplit(parts[0].Value) => true,
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element when IsSplit(element.ArrayReference) && indices[0].ConstantValue.Value is not 0 => true,
        IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments.Length: > 1 } => true,
        IInvocationOperation call => SensitiveNames.Conceals(call.TargetMethod.Name) || SensitiveNames.Conceals(call.TargetMethod.ContainingType?.Name ?? ""),
        IObjectCreationOperation creation => SensitiveNames.Conceals(creation.Type?.Name ?? ""),
        IInvalidOperation { Syntax: InvocationExpressionSyntax call } => SensitiveNames.Conceals(SourceIndex.NameOf(call.Expression)) || SourceIndex.NameOf(call.Expression) == "Substring",
        IInvalidOperation { Syntax: MemberAccessExpressionSyntax access } => SensitiveNames.Kind(access.Name.Identifier.ValueText) is null && !IsContent(access.Name.Identifier.ValueText),
        IPropertyReferenceOperation { Property: { IsIndexer: false } part, Instance.Type: { Name: "Email" or "EmailAddress" or "PhoneNumber" or "Password" } } => !IsContent(part.Name),
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
        if (name is null || SensitiveNames.Kind(name) is not { } kind || !Shows(value.Type, kind) || IsWording(symbol) || kind == SensitiveKind.Personal && IsSetting(symbol) || SensitiveNames.IsBareToken(name) && IsPieceOfText(value, symbol))
            return null;
        return new Origin(value.Syntax, Describe(name, kind), value.Type?.TypeKind == TypeKind.Error ? "medium" : Confidence(kind), symbol);
    }

    internal static string Describe(string name, SensitiveKind kind) => kind switch
    {
        SensitiveKind.Secret => $"'{name}' is a secret",
        SensitiveKind.Number => $"'{name}' is data of a card, an account or a person's papers",
        _ => $"'{name}' is personal data",
    };

    internal static string Confidence(SensitiveKind kind) => kind == SensitiveKind.Personal ? "medium" : "high";

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;

    /// <summary>Whether a member of an object that holds the datum gives the datum itself.</summary>
    private static bool IsContent(string member) => member is "Value" or "Text" or "Address" or "Number" or "Raw" or "RawData" or "Result" or "FullAddress" or "Plain" or "PlainText";

    /// <summary>The parts of an address: behind the at sign stands where it belongs, not whose it is.</summary>
    private static bool IsSplit(IOperation? value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value is IInvocationOperation { TargetMethod.Name: "Split" } split && split.Arguments.Any(a => a.Value.ConstantValue.Value is '@' or "@");
    }

    private static string? Missing(IOperation value) =>
        value is IInvalidOperation { Syntax: MemberAccessExpressionSyntax access } ? access.Name.Identifier.ValueText : null;

    /// <summary>Text shows itself; a card number or a code may be a number; other objects print their type or are looked into.</summary>
    internal static bool Shows(ITypeSymbol? type, SensitiveKind kind) =>
        type is null || TextTypes.IsTextual(type) || type.TypeKind == TypeKind.Error || type.SpecialType == SpecialType.System_Object
        || type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && kind == SensitiveKind.Number
        || type is { Name: "DateTime" or "DateOnly" } && kind == SensitiveKind.Personal
        || type is { Name: "Email" or "EmailAddress" or "PhoneNumber" or "Password" or "AuthenticationHeaderValue" } || type is INamedTypeSymbol { Name: "Nullable", TypeArguments: { Length: 1 } of } && Shows(of[0], kind);

    /// <summary>A token in code that takes texts apart is one of their words.</summary>
    private static bool IsPieceOfText(IOperation value, ISymbol? symbol)
    {
        for (var owner = value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart); owner is not null and not INamespaceSymbol; owner = owner.ContainingSymbol)
        {
            if (SensitiveNames.Reads(owner.Name))
                return true;
        }

        return symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declared
            && (declared is VariableDeclaratorSyntax { Initializer.Value: { } initial } ? initial : (declared as ForEachStatementSyntax)?.Expression) is { } from
            && from.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c => SourceIndex.NameOf(c.Expression) is "Split" or "Matches" or "Tokenize" or "ReadToken");
    }

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
