using System.Collections.Generic;
using System.Linq;
using System.Text;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Texts;

/// <summary>Writes other characters where values stood in a composed text, with as little of the source changed as can be.</summary>
internal sealed class CompositionEdit(TextComposition composition, SourceText source)
{
    private readonly List<TextChange> changes = [];

    /// <summary>The changes that put each marker in its place; null when the source's shape does not let them.</summary>
    internal IReadOnlyList<TextChange>? Write(IReadOnlyList<(TextPlace Place, string Marker)> markers)
    {
        if (composition.IsFormat)
            return WriteFormat(markers);
        foreach (var (place, marker) in markers)
        {
            if (!Write(place, marker))
                return null;
        }

        if (markers.All(m => !m.Marker.StartsWith("{", System.StringComparison.Ordinal)))
            changes.AddRange(composition.Parts.Select(p => p.Home).OfType<InterpolatedStringExpressionSyntax>().Distinct().Select(Plain).OfType<TextChange>());
        return changes;
    }

    /// <summary>A string none of whose holes is left needs no dollar sign.</summary>
    private TextChange? Plain(InterpolatedStringExpressionSyntax home)
    {
        var keeps = home.Contents.Any(c => c is InterpolationSyntax ? !changes.Any(change => change.Span.Contains(c.Span)) : c.ToString().IndexOfAny(['{', '}']) >= 0);
        var start = home.StringStartToken;
        return keeps ? null : new TextChange(start.Span, start.Text.Replace("$", ""));
    }

    /// <summary>C# that gives what the place held: the value, or the literal's characters with the values among them.</summary>
    internal string? Value(TextPlace place, SemanticModel model)
    {
        var pieces = new List<string>();
        for (var i = place.First; i <= place.Last; i++)
        {
            var part = composition.Parts[i];
            if (!part.IsWritten)
            {
                pieces.Add(Operand(part.Value!));
                continue;
            }

            var from = i == place.First ? place.From + place.QuoteLength : 0;
            var to = i == place.Last ? place.To - 1 : part.Text.Length;
            var text = to > from ? source.ToString(new TextSpan(part.Span.Start + from, to - from)) : "";
            if (text.Contains("{{") || text.Contains("}}") || TextComposition.Opener(part.Home).Contains("\"\"\"") && text.IndexOfAny(['"', '\\', '\n']) >= 0)
                return null;
            if (text.Length > 0)
                pieces.Add((TextComposition.Opener(part.Home).Contains("@") ? "@\"" : "\"") + text + "\"");
        }

        return pieces.Count == 1 ? Alone(composition.Parts[place.Holes[0]].Value!, model) : string.Join(" + ", pieces);
    }

    private static string Operand(ExpressionSyntax value) =>
        value is BinaryExpressionSyntax or ConditionalExpressionSyntax or LambdaExpressionSyntax or AssignmentExpressionSyntax or SwitchExpressionSyntax ? $"({value})" : value.ToString();

    /// <summary>A null became no characters; as a parameter it would be NULL, which compares otherwise.</summary>
    private static string Alone(ExpressionSyntax value, SemanticModel model)
    {
        while (value is ParenthesizedExpressionSyntax inner)
            value = inner.Expression;
        var type = model.GetTypeInfo(value);
        var mayBeNull = type.Type?.SpecialType == SpecialType.System_String && type.Nullability.FlowState == NullableFlowState.MaybeNull;
        var text = type.Type?.Name == "StringValues" ? Operand(value) + ".ToString()" : value.ToString();
        return mayBeNull ? (value is ConditionalExpressionSyntax or BinaryExpressionSyntax ? $"({text})" : text) + " ?? \"\"" : text;
    }

    private bool Write(TextPlace place, string marker)
    {
        var (first, last) = (composition.Parts[place.First], composition.Parts[place.Last]);
        if (first.Home is InterpolatedStringExpressionSyntax && first.Home == last.Home)
        {
            var end = last.IsWritten ? last.Span.Start + place.To : last.Span.End;
            var start = place.IsStretch ? first.Span.Start + place.From : first.Span.Start;
            Put(TextSpan.FromBounds(start, end), marker);
            return true;
        }

        if (place.IsStretch && !last.IsWritten)
        {
            Put(TextSpan.FromBounds(first.Span.Start + place.From, last.Span.End), marker + TextComposition.Closer(first.Home));
            return EndsItsHome(first);
        }

        return place.IsStretch ? WriteBetween(first, place.From, last, place.To, marker) : WriteOperand(place.First, marker);
    }

    private bool WriteOperand(int at, string marker)
    {
        if (at == 0 || !composition.Parts[at - 1].IsWritten)
            return false;
        var before = composition.Parts[at - 1];
        var last = at + 1 < composition.Parts.Count ? composition.Parts[at + 1] : null;
        if (last is null)
        {
            Put(TextSpan.FromBounds(before.Span.End, composition.Parts[at].Span.End), marker + TextComposition.Closer(before.Home));
            return EndsItsHome(before);
        }

        return last.IsWritten && WriteBetween(before, before.Text.Length, last, 0, marker);
    }

    /// <summary>From a place in one literal to a place in a later one: they become one literal where they are alike and share a line.</summary>
    private bool WriteBetween(TextPart first, int from, TextPart last, int to, string marker)
    {
        if (!EndsItsHome(first) || !BeginsItsHome(last))
            return false;
        var (start, end) = (first.Span.Start + from, last.Span.Start + to);
        var (closer, opener) = (TextComposition.Closer(first.Home), TextComposition.Opener(last.Home));
        var isEmpty = to == last.Text.Length && EndsItsHome(last);
        var sameLine = source.Lines.IndexOf(first.Span.End) == source.Lines.IndexOf(last.Span.Start);
        if (isEmpty)
            Put(TextSpan.FromBounds(start, last.Home.Span.End), marker + closer);
        else if (sameLine && TextComposition.Opener(first.Home) == opener)
            Put(TextSpan.FromBounds(start, end), marker);
        else
            Put(TextSpan.FromBounds(start, end), marker + closer + Joint(last) + opener);
        return true;
    }

    /// <summary>The plus sign before an operand with the line break it stands at.</summary>
    private string Joint(TextPart part)
    {
        SyntaxNode operand = part.Home;
        while (operand.Parent is ParenthesizedExpressionSyntax)
            operand = operand.Parent;
        if (operand.Parent is not BinaryExpressionSyntax sum || sum.Right != operand)
            return " + ";
        return source.ToString(TextSpan.FromBounds(sum.Left.Span.End, operand.SpanStart));
    }

    private static bool EndsItsHome(TextPart part) => part.IsWritten && part.Span.End == part.Home.Span.End - TextComposition.Closer(part.Home).Length;

    private static bool BeginsItsHome(TextPart part) => part.IsWritten && part.Span.Start == part.Home.SpanStart + TextComposition.Opener(part.Home).Length;

    private void Put(TextSpan span, string text) => changes.Add(new TextChange(span, text));

    /// <summary>string.Format becomes the plain literal, or an interpolated string when values stay in it.</summary>
    private IReadOnlyList<TextChange>? WriteFormat(IReadOnlyList<(TextPlace Place, string Marker)> markers)
    {
        var parts = composition.Parts;
        var opener = TextComposition.Opener(parts[0].Home);
        var text = new StringBuilder();
        var (at, offset) = (0, 0);
        foreach (var (place, marker) in markers.OrderBy(m => m.Place.First))
        {
            Keep(text, ref at, ref offset, place.First, place.IsStretch ? place.From : 0);
            text.Append(marker);
            (at, offset) = place.IsStretch ? (place.Last, place.To) : (place.First + 1, 0);
        }

        Keep(text, ref at, ref offset, parts.Count, 0);
        var covered = markers.SelectMany(m => m.Place.Holes).ToList();
        var interpolates = markers.Any(m => m.Marker.StartsWith("{", System.StringComparison.Ordinal)) || parts.Where((p, i) => p.IsHole && !covered.Contains(i)).Any();
        var nests = opener.Contains("@") && parts.Any(p => p.Value?.ToString().Contains("\"") ?? false);
        return opener.Length > 2 || interpolates && nests ? null : [new TextChange(composition.Expression.Span, (interpolates ? "$" : "") + opener + text + "\"")];
    }

    private void Keep(StringBuilder text, ref int at, ref int offset, int stop, int stopOffset)
    {
        for (; at < stop; at++, offset = 0)
            text.Append(composition.Parts[at] is { IsWritten: true } part ? source.ToString(TextSpan.FromBounds(part.Span.Start + offset, part.Span.End)) : "{" + Operand(composition.Parts[at].Value!) + "}");
        if (stopOffset > offset)
            text.Append(source.ToString(new TextSpan(composition.Parts[stop].Span.Start + offset, stopOffset - offset)));
        offset = stopOffset;
    }
}
