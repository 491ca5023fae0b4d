using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>What a text of the code is put into: a variable, property, setting, parameter, or what it is compared with.</summary>
internal sealed class SecretHolders(SourceIndex index)
{
    /// <summary>The name of the holder; null when there is none.</summary>
    internal string? NameFor(ExpressionSyntax text)
    {
        SyntaxNode node = text;
        while (node.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } or ConditionalExpressionSyntax or PostfixUnaryExpressionSyntax
            || node.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax or ArgumentSyntax or ArgumentListSyntax && Decodes(node))
            node = node.Parent!;
        return node.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: ParameterSyntax parameter } => parameter.Identifier.ValueText,
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            AssignmentExpressionSyntax assignment when assignment.Right == node => Target(assignment.Left),
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: { } named } => named.Name.Identifier.ValueText,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => SourceIndex.NameOf(comparison.Left == node ? comparison.Right : comparison.Left),
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions.Count: 2 } pair when pair.Expressions[1] == node => Constant(pair.Expressions[0]),
            ArgumentSyntax argument => Parameter(argument),
            _ => null,
        };
    }

    /// <summary>The holder as a message names it.</summary>
    internal static string Place(SyntaxNode node, string? name = null) => name is null ? Member(node) : $"'{name}'" + (Member(node) is { Length: > 2 } member && member != $"'{name}'" ? $" in {member}" : "");

    /// <summary>The member around the place.</summary>
    internal static string Member(SyntaxNode node)
    {
        var type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText;
        var member = node.Ancestors().Select(a => a switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            ConstructorDeclarationSyntax => "constructor",
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => field.Identifier.ValueText,
            _ => null,
        }).FirstOrDefault(n => n is not null);
        return type is null ? "the program" : member is null ? $"'{type}'" : $"'{type}.{member}'";
    }

    private static bool Decodes(SyntaxNode node)
    {
        var call = node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        return call is not null && SourceIndex.NameOf(call.Expression) is "GetBytes" or "FromBase64String" or "FromHexString" or "ToCharArray" or "ToArray" or "Trim" && call.ArgumentList.Arguments.Count <= 1;
    }

    private string? Target(ExpressionSyntax left) =>
        left is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } ? Constant(keys[0].Expression)
        : left is ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } implied } ? Constant(implied[0].Expression)
        : SourceIndex.NameOf(left);

    private string? Constant(ExpressionSyntax key) => index.Model(key.SyntaxTree).GetConstantValue(key, index.Cancellation).Value as string;

    /// <summary>The parameter; of a pair such as <c>Add("X-Api-Key", text)</c> the name given first.</summary>
    private string? Parameter(ArgumentSyntax argument)
    {
        var name = argument.NameColon?.Name.Identifier.ValueText ?? (index.Operation(argument) as IArgumentOperation)?.Parameter?.Name;
        if (name is not null && SecretNames.KindOf(name) is not (SecretKind.None or SecretKind.Perhaps))
            return name;
        if (argument.Parent is ArgumentListSyntax { Arguments: { Count: >= 2 } arguments } && arguments[1] == argument && Constant(arguments[0].Expression) is { Length: < 60 } first && SecretValues.IsName(first)
            && SecretNames.KindOf(first) != SecretKind.None)
            return first;
        return argument.Parent?.Parent is BaseObjectCreationExpressionSyntax ? name : null;
    }
}
