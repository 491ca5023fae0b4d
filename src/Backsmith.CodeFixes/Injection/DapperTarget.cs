using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Injection;

/// <summary>Dapper: members of the parameter object, or more of its DynamicParameters.</summary>
internal sealed class DapperTarget : SqlTarget
{
    internal override IReadOnlyList<TextChange>? Repair(SqlRequest request)
    {
        if (request.Reported.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax list } argument || !IsDapper(list, request.Model) || list.Arguments.Any(a => a.NameColon?.Name.Identifier.ValueText == "commandType"))
            return null;
        var at = list.Arguments.IndexOf(argument);
        var given = list.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText is "param" or "parameters")
            ?? (at + 1 < list.Arguments.Count && list.Arguments[at + 1].NameColon is null ? list.Arguments[at + 1] : null);
        var names = new SqlParameterNames(request.Composition);
        if (given?.Expression is AnonymousObjectCreationExpressionSyntax existing)
        {
            foreach (var member in existing.Initializers)
                names.Take(member.NameEquals?.Name.Identifier.ValueText ?? (member.Expression is MemberAccessExpressionSyntax access ? access.Name : member.Expression as SimpleNameSyntax)?.Identifier.ValueText ?? "");
        }

        return Mark(request, names, '@', camel: false) is { } changes && Give(argument, given, names, request) is { } more ? [.. changes, more] : null;
    }

    private static bool IsDapper(ArgumentListSyntax list, SemanticModel model) => list.Parent switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => model.GetSymbolInfo(call).Symbol is { } method
            ? method.ContainingType?.Name == "SqlMapper" && method.ContainingNamespace?.Name == "Dapper"
            : (access.Name.Identifier.ValueText.StartsWith("Query", StringComparison.Ordinal) || access.Name.Identifier.ValueText.StartsWith("Execute", StringComparison.Ordinal))
                && !access.Name.Identifier.ValueText.Contains("Raw") && call.SyntaxTree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Any(u => u.Name?.ToString() == "Dapper"),
        ObjectCreationExpressionSyntax creation => creation.Type is SimpleNameSyntax { Identifier.ValueText: "CommandDefinition" },
        _ => false,
    };

    private static TextChange? Give(ArgumentSyntax text, ArgumentSyntax? given, SqlParameterNames names, SqlRequest request)
    {
        var members = string.Join(", ", names.Made.Select(Member));
        switch (given?.Expression)
        {
            case null:
                return new TextChange(new TextSpan(text.Span.End, 0), (text.NameColon is null ? ", " : ", param: ") + $"new {{ {members} }}");
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } none:
                return new TextChange(none.Span, $"new {{ {members} }}");
            case AnonymousObjectCreationExpressionSyntax { Initializers: { Count: > 0 } initializers }:
                return new TextChange(new TextSpan(initializers.Last().Span.End, 0), ", " + members);
            case IdentifierNameSyntax dynamic when request.Model.GetTypeInfo(dynamic).Type?.Name == "DynamicParameters" && text.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax or GlobalStatementSyntax } statement:
                return SourceLines.Before(statement, [.. names.Made.Select(p => $"{dynamic.Identifier.ValueText}.Add(\"{p.Name}\", {p.Value});")], request.Source);
            default:
                return null;
        }
    }

    /// <summary>A member takes its name from what it is where the language lets it.</summary>
    private static string Member(SqlParameter parameter)
    {
        var own = SyntaxFactory.ParseExpression(parameter.Value) switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => "",
        };
        return own == parameter.Name ? parameter.Value : $"{parameter.Name} = {parameter.Value}";
    }
}
