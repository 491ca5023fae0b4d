using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.ErrorHandling;

/// <summary>An expression that shows something of an exception.</summary>
internal sealed class ExceptionDetail
{
    /// <summary>Namespaces whose exceptions speak to developers.</summary>
    private static readonly string[] Technical =
        ["System", "Microsoft", "Npgsql", "MySql", "MySqlConnector", "Oracle", "MongoDB", "StackExchange", "Dapper", "Newtonsoft", "RestSharp", "Azure", "Amazon", "Grpc", "RabbitMQ", "Confluent", "MailKit"];

    /// <summary>Types of the framework that applications throw themselves to say what the caller did wrong.</summary>
    private static readonly HashSet<string> Spoken =
    [
        "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "InvalidOperationException", "KeyNotFoundException", "UnauthorizedAccessException", "ValidationException", "FormatException",
        "NotSupportedException", "BadHttpRequestException", "JsonException", "ApplicationException", "HubException",
    ];

    private readonly SourceIndex index;
    private readonly ExpressionSyntax exception;
    private readonly ITypeSymbol type;

    private ExceptionDetail(ExpressionSyntax node, ExpressionSyntax exception, ITypeSymbol type, string part, SourceIndex index)
    {
        (Node, this.exception, this.type, Part, this.index) = (node, exception, type, part, index);
        Name = part.Length == 0 ? $"The whole '{exception}'" : $"'{exception}.{part}'";
    }

    internal ExpressionSyntax Node { get; }

    /// <summary>Message, StackTrace, ToString, or empty for the exception itself.</summary>
    internal string Part { get; }

    /// <summary>What a message calls it.</summary>
    internal string Name { get; }

    internal static ExceptionDetail? Of(ExpressionSyntax node, SourceIndex index) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Message" or "StackTrace" } access => From(access, access.Expression, access.Name.Identifier.ValueText, index),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "GetBaseException" } access } call
            when access.Name.Identifier.ValueText == "ToString" => From(call, access.Expression, "ToString()", index),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Message" or "StackTrace" } binding } conditional =>
            From(conditional, conditional.Expression, binding.Name.Identifier.ValueText, index),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "ToString" } } } conditional =>
            From(conditional, conditional.Expression, "ToString()", index),
        IdentifierNameSyntax name when name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax or ObjectCreationExpressionSyntax } or InterpolationSyntax => From(name, name, "", index),
        _ => null,
    };

    /// <summary>Whether the application chose these words for the caller.</summary>
    internal bool IsMeantForCallers() =>
        Part == "Message" && (Spoken.Contains(type.Name) || IsOfTheApplication(type) || IsTypeTested() || IsChosen()) || Part != "Message" && IsOfTheApplication(type) && IsTypeTested();

    private static ExceptionDetail? From(ExpressionSyntax node, ExpressionSyntax exception, string part, SourceIndex index)
    {
        var type = index.Model(node.SyntaxTree).GetTypeInfo(exception, index.Cancellation).Type;
        return type is not null && IsException(type) ? new ExceptionDetail(node, exception, type, part, index) : null;
    }

    private static bool IsException(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    private static bool IsOfTheApplication(ITypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.Length > 0)
            return true;
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return !Technical.Any(root => space == root || space.StartsWith(root + ".", System.StringComparison.Ordinal));
    }

    /// <summary>Whether a condition on the way asks for the exception's type.</summary>
    private bool IsTypeTested()
    {
        var symbol = index.Symbol(exception);
        for (var (child, parent) = ((SyntaxNode)Node, Node.Parent); parent is not null and not MemberDeclarationSyntax; (child, parent) = (parent, parent.Parent))
        {
            var tested = parent switch
            {
                ConditionalExpressionSyntax choice => child == choice.WhenTrue && Tests(choice.Condition, symbol),
                IfStatementSyntax branch => child == branch.Statement && Tests(branch.Condition, symbol),
                SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax governed } arm => child == arm.Expression && Same(governed.GoverningExpression, symbol) && Narrows(arm.Pattern),
                SwitchSectionSyntax { Parent: SwitchStatementSyntax governed } section => Same(governed.Expression, symbol) && section.Labels.OfType<CasePatternSwitchLabelSyntax>().Any(label => Narrows(label.Pattern)),
                CatchClauseSyntax { Filter: { } filter } => Tests(filter.FilterExpression, symbol),
                _ => false,
            };
            if (tested)
                return true;
        }

        return false;
    }

    /// <summary>Whether the message is one branch of a choice whose other branch is a fixed text: somebody told the cases apart.</summary>
    private bool IsChosen() =>
        Node.Ancestors().TakeWhile(ancestor => ancestor is ExpressionSyntax).OfType<ConditionalExpressionSyntax>()
            .Any(choice => choice.WhenTrue is LiteralExpressionSyntax || choice.WhenFalse is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression });

    private bool Tests(ExpressionSyntax condition, ISymbol? symbol) =>
        condition.DescendantNodesAndSelf().Any(part => part switch
        {
            IsPatternExpressionSyntax pattern => Same(pattern.Expression, symbol) && Narrows(pattern.Pattern),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } test => Same(test.Left, symbol),
            _ => false,
        });

    private static bool Narrows(PatternSyntax pattern) => pattern switch
    {
        DiscardPatternSyntax or VarPatternSyntax => false,
        UnaryPatternSyntax => false,
        DeclarationPatternSyntax declaration => SourceIndex.NameOf(declaration.Type) != "Exception",
        ConstantPatternSyntax constant => SourceIndex.NameOf(constant.Expression) != "Exception",
        TypePatternSyntax type => SourceIndex.NameOf(type.Type) != "Exception",
        _ => true,
    };

    private bool Same(ExpressionSyntax expression, ISymbol? symbol) => symbol is not null && SameSymbol.Comparer.Equals(index.Symbol(expression), symbol);
}
