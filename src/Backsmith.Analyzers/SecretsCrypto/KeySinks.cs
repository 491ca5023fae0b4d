using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A value that a library takes as a key or secret, whatever it is called.</summary>
internal sealed class KeySink(IOperation value, string taker, bool takesNames = false)
{
    internal IOperation Value { get; } = value;

    /// <summary>True when the same place also takes texts that are no secret, so that the value's look has to decide.</summary>
    internal bool TakesNames { get; } = takesNames;

    /// <summary>What takes it, as <c>SymmetricSecurityKey</c>.</summary>
    internal string Taker { get; } = taker;
}

/// <summary>Finds the keys of token signatures, HMAC and ciphers, and the client secrets of sign-in options.</summary>
internal sealed class KeySinks(SourceIndex index)
{
    private static readonly string[] Creations =
    [
        "SymmetricSecurityKey", "HMACSHA1", "HMACSHA256", "HMACSHA384", "HMACSHA512", "HMACMD5", "AesGcm", "AesCcm", "ChaCha20Poly1305", "Secret", "ClientSecretCredential", "AzureKeyCredential", "AzureNamedKeyCredential",
        "StorageSharedKeyCredential", "ApiKeyCredential", "BasicAWSCredentials", "ClientCredential",
    ];

    private static readonly string[] Members = ["ClientSecret", "AppSecret", "ConsumerSecret", "IssuerSigningKey"];

    internal IEnumerable<KeySink> All() =>
        Creations.SelectMany(name => index.CreationsOf(name).Concat(index.CreationsOf(SourceIndex.Unnamed)).SelectMany(n => Creation(n, name)))
            .Concat(index.CallsOf("HashData").SelectMany(KeyOfHmac))
            .Concat(Members.SelectMany(m => index.WritesTo(m).SelectMany(n => Member(n, m))))
            .Concat(index.WritesTo("Key").SelectMany(CipherKey))
            .Concat(new CredentialHeaders(index).All());

    private IEnumerable<KeySink> Creation(SyntaxNode node, string name)
    {
        if (index.Operation(node) is IObjectCreationOperation { Constructor: { DeclaringSyntaxReferences.IsEmpty: true } } creation)
            return creation.Type?.Name != name ? [] : Key(creation) is { } key ? [new KeySink(name == "Secret" ? Digested(key) : key, name)] : [];

        // Without the package: the first argument, for an identity client's secret the last.
        return node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && index.Symbol(node) is null
            && (node is ObjectCreationExpressionSyntax || TargetType(node) == name)
            && (name != "Secret" || arguments[0].Expression is InvocationExpressionSyntax) && index.Operation(Position(arguments, name).Expression) is { } given
            ? [new KeySink(name == "Secret" ? Digested(given) : given, name)]
            : [];
    }

    /// <summary>The type that <c>new(...)</c> stands for, as written.</summary>
    private static string TargetType(SyntaxNode creation) => SourceIndex.NameOf(creation.Parent switch
    {
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => method.ReturnType,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ReturnStatementSyntax => creation.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.ReturnType,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax variable } => variable.Type,
        _ => null,
    });

    private static ArgumentSyntax Position(SeparatedSyntaxList<ArgumentSyntax> arguments, string name) =>
        name is "ClientSecretCredential" && arguments.Count > 2 ? arguments[2] : name is "BasicAWSCredentials" or "StorageSharedKeyCredential" or "AzureNamedKeyCredential" && arguments.Count > 1 ? arguments[1] : arguments[0];

    private static IOperation? Key(IObjectCreationOperation creation) =>
        creation.Arguments.FirstOrDefault(a => a.Parameter?.Name is "key" or "clientSecret" or "accountKey" or "secretKey" or "value" or "secret")?.Value;

    /// <summary><c>new Secret("text".Sha256())</c>: the text.</summary>
    private IOperation Digested(IOperation value)
    {
        if (value is IInvocationOperation { TargetMethod.Name: "Sha256" or "Sha512" or "ToSha256" } call)
            return call.Arguments.FirstOrDefault()?.Value ?? call.Instance ?? value;
        return value.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sha256" or "Sha512" or "ToSha256" } access } && index.Operation(access.Expression) is { } text ? text : value;
    }

    private IEnumerable<KeySink> KeyOfHmac(SyntaxNode node) =>
        index.Operation(node) is IInvocationOperation { TargetMethod.ContainingType.Name: var owner } call && owner.StartsWith("HMAC", StringComparison.Ordinal)
        && call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "key")?.Value is { } key
            ? [new KeySink(key, owner)]
            : [];

    private IEnumerable<KeySink> Member(SyntaxNode node, string name)
    {
        if (node is not AssignmentExpressionSyntax assignment || index.Operation(node) is not ISimpleAssignmentOperation operation)
            return [];
        var foreign = operation.Target is IPropertyReferenceOperation target ? target.Property.DeclaringSyntaxReferences.IsEmpty : index.Symbol(assignment.Left) is null;
        return foreign && index.Operation(assignment.Right) is { } value ? [new KeySink(value, name)] : [];
    }

    private IEnumerable<KeySink> CipherKey(SyntaxNode node) =>
        index.Operation(node) is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { ContainingNamespace: { Name: "Cryptography" } home } property } } assignment && TextTypes.IsFramework(property.ContainingType)
            ? [new KeySink(assignment.Value, property.ContainingType.Name)]
            : [];
}
