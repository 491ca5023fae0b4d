using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Reads which records an SQL text takes or changes, and who decides the values it is given.</summary>
internal sealed class SqlRecordReader(ValueLabels labels)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);
    private static readonly Regex Pair = new(@"[\[""`]?(\w+)[\]""`]?\s*=\s*[@:$](\w+)", RegexOptions.CultureInvariant, Limit);
    private static readonly Regex Insert = new(@"\binto\s+[\w\.\[\]""`]+\s*\(([^)]*)\)\s*(?:output\s+[\w\.]+\s+)?values\s*\(([^)]*)\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Limit);

    /// <summary>What the call does.</summary>
    public IReadOnlyList<AccessFact> Read(InvocationExpressionSyntax call, StoreQuery query, SqlText sql, MethodFrame frame)
    {
        try
        {
            return ReadText(call, query, sql, frame).ToList();
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private IEnumerable<AccessFact> ReadText(InvocationExpressionSyntax call, StoreQuery query, SqlText sql, MethodFrame frame)
    {
        var entity = RecordNames.Of(sql.Table);
        AccessFact Fact(AccessKind kind, string property = "") => new(kind, entity, property, call, call, query.IsResolved);
        foreach (var (column, label) in sql.IsInsert ? Inserted(sql.Text, call, frame) : [])
        {
            yield return Fact((label & ValueLabel.Caller) != 0 ? AccessKind.CallerFill : label == ValueLabel.Client ? AccessKind.ClientFill : AccessKind.Write, column);
        }

        var start = sql.Text.LastIndexOf("where", StringComparison.OrdinalIgnoreCase);
        var conditions = start < 0 ? [] : Pairs(sql.Text.Substring(start), call, frame).ToList();
        foreach (var (column, label) in conditions)
        {
            if ((label & ValueLabel.Caller) != 0)
            {
                yield return Fact(AccessKind.CallerCompare, column);
            }
            else if (label == ValueLabel.Client)
            {
                yield return Fact(AccessKind.ClientFilter, column);
            }
        }

        var byKey = conditions.Any(c => c.Label == ValueLabel.Client && RecordNames.IsKey(c.Column, entity)) && !conditions.Any(c => RecordNames.IsSecret(c.Column));
        if (byKey && !sql.IsInsert)
        {
            yield return Fact(AccessKind.Load);
        }
        else if (!sql.IsWrite && query.Result is QueryResult.Set or QueryResult.Stream && !sql.IsAggregate)
        {
            yield return Fact(AccessKind.SetRead);
        }

        if (sql.IsWrite && !sql.IsInsert)
        {
            var given = start < 0 ? [] : Pairs(sql.Text.Substring(0, start), call, frame);
            yield return Fact(!sql.IsUpdate ? AccessKind.Delete : given.Any(g => g.Label == ValueLabel.Client) ? AccessKind.Change : AccessKind.Touch);
        }
    }

    private IEnumerable<(string Column, ValueLabel Label)> Pairs(string text, InvocationExpressionSyntax call, MethodFrame frame) =>
        Pair.Matches(text).Cast<Match>().Select(m => (m.Groups[1].Value, LabelOf(m.Groups[2].Value, call, frame))).ToList();

    private IEnumerable<(string Column, ValueLabel Label)> Inserted(string text, InvocationExpressionSyntax call, MethodFrame frame)
    {
        var match = Insert.Match(text);
        var columns = match.Groups[1].Value.Split(',');
        var values = match.Groups[2].Value.Split(',');
        return match.Success && columns.Length == values.Length
            ? columns.Zip(values, (c, v) => (c.Trim(' ', '\r', '\n', '[', ']', '"', '`'), LabelOf(v.Trim().TrimStart('@', ':', '$'), call, frame))).ToList()
            : [];
    }

    // Given as new { id }, as an object with such a member, or by Parameters.AddWithValue("@id", id).
    private ValueLabel LabelOf(string parameter, InvocationExpressionSyntax call, MethodFrame frame)
    {
        foreach (var argument in call.ArgumentList.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (argument is AnonymousObjectCreationExpressionSyntax && labels.Of(argument, frame).Members is { } members)
            {
                var found = members.Where(m => string.Equals(m.Key, parameter, StringComparison.OrdinalIgnoreCase)).Select(m => (ValueLabel?)m.Value).FirstOrDefault();
                if (found is not null)
                {
                    return found.Value;
                }
            }
            else if (argument.Parent is ArgumentSyntax && argument is IdentifierNameSyntax && labels.Of(argument, frame) is { Label: not ValueLabel.None } whole)
            {
                return whole.Member(parameter).Label;
            }
        }

        var added = frame.Body.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => c.ArgumentList.Arguments.Count >= 2
            && c.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax literal && literal.Token.ValueText.TrimStart('@', ':', '$') == parameter);
        return added is null ? ValueLabel.None : Assigned(added, frame);
    }

    private ValueLabel Assigned(InvocationExpressionSyntax added, MethodFrame frame)
    {
        var value = MethodBodies.NameOf(added) is "AddWithValue" or "Add" or "AddParameter" ? labels.Of(added.ArgumentList.Arguments.Last().Expression, frame).Label : ValueLabel.None;
        return added.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Parent: AssignmentExpressionSyntax assignment } ? labels.Of(assignment.Right, frame).Label : value;
    }
}
