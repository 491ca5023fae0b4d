using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Injection;

/// <summary>A parameter that a repair makes.</summary>
internal sealed class SqlParameter(string name, string value)
{
    /// <summary>Without the character that marks it in the text.</summary>
    internal string Name { get; } = name;

    /// <summary>C# that gives its value.</summary>
    internal string Value { get; } = value;
}

/// <summary>Names parameters after their values, apart from those that the text has already.</summary>
internal sealed class SqlParameterNames
{
    private static readonly Regex Marker = new(@"(?<![\w@:$])[@:$](?<name>[A-Za-z_]\w*)", RegexOptions.Compiled);

    private readonly HashSet<string> taken;
    private readonly Dictionary<string, SqlParameter> made = [];

    internal SqlParameterNames(TextComposition composition)
    {
        var markers = composition.Parts.SelectMany(p => Marker.Matches(p.Text).Cast<Match>()).ToList();
        taken = new HashSet<string>(markers.Select(m => m.Groups["name"].Value), StringComparer.OrdinalIgnoreCase);
        Prefix = markers.Count > 0 ? markers[0].Value[0] : null;
    }

    /// <summary>The character that marks the parameters which the text has already.</summary>
    internal char? Prefix { get; }

    /// <summary>The parameters in the order of the text.</summary>
    internal IReadOnlyList<SqlParameter> Made => [.. made.Values];

    internal void Take(string name) => taken.Add(name);

    /// <summary>The parameter for a value; one that was made for the same value already is used again.</summary>
    /// <param name="value">C# that gives the value.</param>
    /// <param name="source">What the name is taken from.</param>
    /// <param name="camel">Whether the name begins small.</param>
    internal SqlParameter For(string value, ExpressionSyntax source, bool camel)
    {
        if (made.TryGetValue(value, out var known))
            return known;
        var stem = Regex.Replace(Name(source) ?? "", @"\W", "").TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        stem = stem.Length == 0 ? "value" : camel ? char.ToLowerInvariant(stem[0]) + stem.Substring(1) : stem;
        var name = stem;
        for (var i = 2; !taken.Add(name); i++)
            name = stem + i;
        return made[value] = new SqlParameter(name, value);
    }

    private static string? Name(ExpressionSyntax? source) => source switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ParenthesizedExpressionSyntax inner => Name(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => Name(coalesce.Left),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element => arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string key } ? Small(key) : Name(element.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: not PredefinedTypeSyntax } access } call => call.ArgumentList.Arguments.Count > 0 ? Name(call.ArgumentList.Arguments[0].Expression) ?? Name(access.Expression) : Name(access.Expression),
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => Name(arguments[0].Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "Text" } access => Name(access.Expression),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        PostfixUnaryExpressionSyntax suppressed => Name(suppressed.Operand),
        CastExpressionSyntax cast => Name(cast.Expression),
        _ => null,
    };

    private static string Small(string key) => key.Substring(key.LastIndexOf('.') + 1);
}
