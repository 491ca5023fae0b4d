using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>A text that is put together in one expression: concatenated, interpolated, or by string.Format.</summary>
internal sealed class TextComposition
{
    private static readonly Regex Escapes = new(@"\\(?:x[0-9A-Fa-f]{1,4}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|""""|\{\{|\}\}", RegexOptions.Compiled | RegexOptions.Singleline);

    private static readonly Regex Slots = new(@"(?<!\{)\{(?<at>\d+)(?<how>[^{}]*)\}", RegexOptions.Compiled);

    private readonly List<TextPart> parts = [];
    private readonly SemanticModel model;

    private TextComposition(ExpressionSyntax expression, SemanticModel model)
    {
        Expression = expression;
        this.model = model;
    }

    internal ExpressionSyntax Expression { get; }

    internal IReadOnlyList<TextPart> Parts => parts;

    /// <summary>Whether the text is made by string.Format, whose values stand apart from their places.</summary>
    internal bool IsFormat => Expression is InvocationExpressionSyntax;

    /// <summary>The pieces of the expression; null when it is no composition, or one that cannot be read piece by piece.</summary>
    internal static TextComposition? Of(ExpressionSyntax expression, SemanticModel model)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
            expression = inner.Expression;
        var made = new TextComposition(expression, model);
        var read = expression is InvocationExpressionSyntax call ? made.AddFormat(call) : expression is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax && made.Add(expression);
        return read && made.parts.Any(p => p.IsHole) ? made : null;
    }

    /// <summary>The quote characters, with <c>@</c> and <c>$</c>, that open the literal or interpolated string.</summary>
    internal static string Opener(SyntaxNode home) => home switch
    {
        InterpolatedStringExpressionSyntax text => text.StringStartToken.Text,
        LiteralExpressionSyntax { Token.Text: var text } => text.StartsWith("@", System.StringComparison.Ordinal) ? "@\"" : text.Substring(0, text.Length - text.TrimStart('"').Length is var quotes and > 2 ? quotes : 1),
        _ => "",
    };

    internal static string Closer(SyntaxNode home) => Opener(home).TrimStart('@', '$');

    private bool Add(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when model.GetTypeInfo(sum).Type is null or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Error }:
                return Add(sum.Left) && Add(sum.Right);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                return AddCharacters(literal.Token.Text, literal.SpanStart, literal, true);
            case InterpolatedStringExpressionSyntax text:
                return text.Contents.All(content => content is InterpolationSyntax hole ? AddHole(hole, text) : AddCharacters(content.ToString(), content.SpanStart, text, false));
            default:
                AddValue(expression, expression.Span, expression);
                return true;
        }
    }

    private bool AddHole(InterpolationSyntax hole, SyntaxNode home)
    {
        AddValue(hole.Expression, hole.Span, home);
        return hole.FormatClause is null && hole.AlignmentClause is null || !parts[parts.Count - 1].IsHole || !TextTypes.CanHold(model.GetTypeInfo(hole.Expression).Type);
    }

    private void AddValue(ExpressionSyntax value, TextSpan span, SyntaxNode home)
    {
        var constant = model.GetConstantValue(value);
        parts.Add(new TextPart(!constant.HasValue ? "" : constant.Value?.ToString() is { Length: > 0 } text ? text : " ", span, home, value));
    }

    private bool AddCharacters(string source, int start, SyntaxNode home, bool quoted)
    {
        var (opener, closer) = quoted ? (Opener(home).Length, Closer(home).Length) : (0, 0);
        if (source.Length < opener + closer)
            return false;
        var text = source.Substring(opener, source.Length - opener - closer);
        if (text.Contains("\\'") || text.Contains("\\u") || text.Contains("\\x"))
            return false;
        parts.Add(new TextPart(Blank(text, Opener(home)), new TextSpan(start + opener, text.Length), home, null));
        return true;
    }

    /// <summary>The text at its own length, with what stands for one character written as blanks and that character.</summary>
    private static string Blank(string text, string opener) =>
        opener.Contains("\"\"\"") ? text : Escapes.Replace(text, m => m.Value[0] switch
        {
            '\\' when opener.Contains("@") => m.Value,
            '\\' => new string(' ', m.Length),
            '"' when !opener.Contains("@") => m.Value,
            '{' or '}' when !opener.Contains("$") => m.Value,
            _ => " " + m.Value[1],
        });

    private bool AddFormat(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Format", Expression: PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "String" } }
            || arguments.Count < 2 || arguments.Any(a => a.NameColon is not null) || arguments[0].Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } format
            || model.GetTypeInfo(arguments[1].Expression).Type is IArrayTypeSymbol || !AddCharacters(format.Token.Text, format.SpanStart, format, true))
            return false;
        var whole = parts[0];
        parts.Clear();
        var at = 0;
        if (whole.Text.Contains("{{") || whole.Text.Contains("}}"))
            return false;
        foreach (Match slot in Slots.Matches(whole.Text))
        {
            if (!int.TryParse(slot.Groups["at"].Value, out var number) || number + 1 >= arguments.Count || slot.Groups["how"].Length > 0)
                return false;
            AddPiece(whole, at, slot.Index);
            AddValue(arguments[number + 1].Expression, new TextSpan(whole.Span.Start + slot.Index, slot.Length), format);
            at = slot.Index + slot.Length;
        }

        AddPiece(whole, at, whole.Text.Length);
        return true;
    }

    private void AddPiece(TextPart whole, int from, int to)
    {
        if (to > from)
            parts.Add(new TextPart(whole.Text.Substring(from, to - from), new TextSpan(whole.Span.Start + from, to - from), whole.Home, null));
    }
}
