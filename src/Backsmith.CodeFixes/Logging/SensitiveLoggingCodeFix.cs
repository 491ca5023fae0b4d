using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Logging;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Logging;

/// <summary>Takes a sensitive value out of a log call: the argument together with its placeholder, or the value out of a composed message.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SensitiveLoggingCodeFix : TextCodeFix
{
    private static readonly Regex Placeholder = new(@"(?<!\{)\{[^{}]+\}(?!\})", RegexOptions.Compiled);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SensitiveLoggingAnalyzer.Id];

    private protected override string Title => "Leave the value out of the log";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place) =>
        place.Node is not ExpressionSyntax value || value.Span != place.Diagnostic.Location.SourceSpan ? null
        : value.Parent is ArgumentSyntax { Parent: ArgumentListSyntax list } argument ? Argument(list, argument)
        : Composed(value, place.Model, place.Text);

    private static IReadOnlyList<TextChange>? Argument(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        var template = list.Arguments.FirstOrDefault(a => a.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression });
        if (template is null || list.Arguments.Any(a => a.NameColon is not null))
            return null;
        var at = list.Arguments.IndexOf(template);
        var place = list.Arguments.IndexOf(argument) - at - 1;
        var (opener, closer) = (TextComposition.Opener(template.Expression).Length, TextComposition.Closer(template.Expression).Length);
        var whole = template.ToString();
        var text = whole.Substring(opener, whole.Length - opener - closer);
        var holes = Placeholder.Matches(text);
        if (place < 0 || holes.Count != list.Arguments.Count - at - 1 || holes.Cast<Match>().Any(h => char.IsDigit(h.Value[1])) && place != holes.Count - 1)
            return null;
        var hole = holes[place];
        var change = LogWording.Without(text, hole.Index, hole.Index + hole.Length);
        var separator = list.Arguments.GetSeparator(at + place);
        return
        [
            new TextChange(TextSpan.FromBounds(template.SpanStart + opener + change.From, template.SpanStart + opener + change.To), change.Replacement),
            new TextChange(TextSpan.FromBounds(separator.SpanStart, argument.Span.End), ""),
        ];
    }

    /// <summary>A value of an interpolated or concatenated message.</summary>
    private static IReadOnlyList<TextChange>? Composed(ExpressionSyntax value, SemanticModel model, SourceText source)
    {
        SyntaxNode top = value;
        while (top.Parent is InterpolationSyntax or InterpolatedStringExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
            top = top.Parent;
        if (top == value || top.Parent is not ArgumentSyntax || top is not ExpressionSyntax message || TextComposition.Of(message, model) is not { IsFormat: false } composition)
            return null;
        var parts = composition.Parts;
        var hole = parts.ToList().FindIndex(p => p.IsHole && p.Value!.Span.Contains(value.Span));
        if (hole < 0)
            return null;
        var written = parts.Select(p => p.IsHole ? "{v}" : p.IsWritten ? p.Text : new string('x', p.Text.Length)).ToList();
        var starts = written.Select((_, i) => written.Take(i).Sum(t => t.Length)).ToList();
        var change = LogWording.Without(string.Concat(written), starts[hole], starts[hole] + written[hole].Length);
        if (!Reaches(parts, starts, hole, change))
            change = new WordingChange(starts[hole], starts[hole] + written[hole].Length, "***");
        return new CompositionEdit(composition, source).Write([(Stretch(parts, starts, hole, change), change.Replacement)])
            ?? [new TextChange(parts[hole].Span, parts[hole].Home is InterpolatedStringExpressionSyntax ? "***" : "\"***\"")];
    }

    /// <summary>Whether the change stays within the characters right before and right behind the value.</summary>
    private static bool Reaches(IReadOnlyList<TextPart> parts, IReadOnlyList<int> starts, int hole, WordingChange change)
    {
        var from = hole > 0 && parts[hole - 1].IsWritten ? starts[hole - 1] : starts[hole];
        var to = hole + 1 >= parts.Count ? int.MaxValue : parts[hole + 1].IsWritten ? starts[hole + 1] + parts[hole + 1].Text.Length : starts[hole + 1];
        return change.From >= from && change.To <= to && (from < starts[hole] || change.From == starts[hole] && change.To <= starts[hole] + 3);
    }

    private static TextPlace Stretch(IReadOnlyList<TextPart> parts, IReadOnlyList<int> starts, int hole, WordingChange change)
    {
        var begins = hole > 0 && parts[hole - 1].IsWritten;
        if (!begins)
            return new TextPlace(hole, 0, false) { Holes = { hole } };
        var ends = hole + 1 < parts.Count && parts[hole + 1].IsWritten;
        return new TextPlace(hole - 1, change.From - starts[hole - 1], true) { Last = ends ? hole + 1 : hole, To = ends ? System.Math.Max(0, change.To - starts[hole + 1]) : 0, Holes = { hole } };
    }
}
