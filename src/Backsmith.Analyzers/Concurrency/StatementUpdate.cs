using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Finds an UPDATE statement that sets a column to a value computed from what a query of the same operation read from it.</summary>
internal sealed class StatementUpdate(StoreOperation operation)
{
    private const RaceGuard Deciding = RaceGuard.Conflict | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;
    private const int DeepestLocal = 4;

    private readonly StoredRows _rows = new(operation.Program);

    /// <summary>The computed values, with table and column.</summary>
    public IEnumerable<(ExpressionSyntax Value, string Table, string Column)> Find()
    {
        foreach (var call in operation.Calls)
        {
            if (StoreWrite.Read(operation.Program, call, operation.Model)?.Sql is not { IsUpdate: true } sql)
            {
                continue;
            }

            foreach (var (column, parameter) in sql.SetFromParameters().Where(s => !sql.ConditionNames(s.Column)))
            {
                var values = parameter == "p" ? Holes(call, column) : Values(call, parameter);
                if (values.FirstOrDefault(v => IsComputed(v, sql.Table, column)) is { } value && !IsDecided(call))
                {
                    yield return (value, sql.Table, column);
                }
            }
        }
    }

    /// <summary>What is given for a parameter: a member of an anonymous object, an argument beside its name, or the value of a parameter object.</summary>
    private IEnumerable<ExpressionSyntax> Values(InvocationExpressionSyntax call, string parameter)
    {
        foreach (var member in call.ArgumentList.DescendantNodes().OfType<AnonymousObjectMemberDeclaratorSyntax>())
        {
            var name = member.NameEquals?.Name.Identifier.ValueText ?? (member.Expression as IdentifierNameSyntax)?.Identifier.ValueText ?? (member.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
            if (string.Equals(name, parameter, StringComparison.OrdinalIgnoreCase))
            {
                yield return member.Expression;
            }
        }

        foreach (var name in operation.Nodes.OfType<LiteralExpressionSyntax>().Where(l => l.Token.Value is string text && string.Equals(text.TrimStart('@', '$', ':'), parameter, StringComparison.OrdinalIgnoreCase)))
        {
            if (name.Parent is ArgumentSyntax { Parent: BaseArgumentListSyntax list } && list.Arguments.Count > 1)
            {
                yield return list.Arguments.Last().Expression;
            }
        }
    }

    /// <summary>What stands in an interpolated statement right behind the column: <c>SET stock = {left}</c>.</summary>
    private static IEnumerable<ExpressionSyntax> Holes(InvocationExpressionSyntax call, string column)
    {
        foreach (var text in call.ArgumentList.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>())
        {
            for (var i = 1; i < text.Contents.Count; i++)
            {
                if (text.Contents[i] is InterpolationSyntax hole && text.Contents[i - 1] is InterpolatedStringTextSyntax before && EndsWithColumn(before.TextToken.ValueText, column))
                {
                    yield return hole.Expression;
                }
            }
        }
    }

    private static bool EndsWithColumn(string text, string column)
    {
        var trimmed = text.TrimEnd();
        return trimmed.EndsWith("=", StringComparison.Ordinal) && trimmed.TrimEnd('=', ' ').TrimEnd('"', ']', '`').EndsWith(column, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsComputed(ExpressionSyntax value, string table, string column) =>
        Expanded(value, 0).OfType<BinaryExpressionSyntax>().Any(b => b.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression)
        && (Expanded(value, 0).OfType<InvocationExpressionSyntax>().Any(c => Reads(c, table, column))
            || Expanded(value, 0).OfType<MemberAccessExpressionSyntax>().Any(m => string.Equals(m.Name.Identifier.ValueText, column, StringComparison.OrdinalIgnoreCase) && _rows.Of(m.Expression, operation.Model) is not null));

    private bool Reads(InvocationExpressionSyntax call, string table, string column) =>
        StoreReader.Of(operation.Program).Read(call, operation.Model) is { Executes: true, Result: not QueryResult.Write, Sql: { IsSelect: true } sql }
        && sql.Table == table && (sql.Names(column) || sql.Text.Contains("*"));

    /// <summary>The parts of a value, and of what its locals hold.</summary>
    private IEnumerable<SyntaxNode> Expanded(ExpressionSyntax value, int depth)
    {
        foreach (var node in value.DescendantNodesAndSelf())
        {
            yield return node;
            if (depth < DeepestLocal && node is IdentifierNameSyntax && operation.Model.GetSymbolInfo(node).Symbol is ILocalSymbol local)
            {
                foreach (var part in LocalValues.Of(local, operation.Model).Where(v => !v.Value.Span.Contains(value.Span)).SelectMany(v => Expanded(v.Value, depth + 1)))
                {
                    yield return part;
                }
            }
        }
    }

    private bool IsDecided(InvocationExpressionSyntax update) =>
        operation.Calls.Any(c => (StoreEffects.Of(operation.Program).OfCall(c, operation.Model).Guards & (RaceGuard.Statement | RaceGuard.Conflict)) != RaceGuard.None)
        || RaceDecisions.Of(operation.Program).Hold(Deciding, update, operation);
}
