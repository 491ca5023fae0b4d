using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Backsmith.Analyzers.Logging;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Logging;

/// <summary>Takes a sensitive value out of a structured log call, the argument together with its placeholder.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SensitiveLoggingCodeFix : CodeFixProvider
{
    private static readonly Regex Placeholder = new(@"(?<!\{)\{[^{}]+\}(?!\})", RegexOptions.Compiled);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SensitiveLoggingAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var argument = root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ArgumentSyntax>();
        if (argument?.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list || argument.Span != context.Span || Without(list, argument) is not { } shorter)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Leave the value out of the log",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(list, shorter))),
                nameof(SensitiveLoggingCodeFix)),
            context.Diagnostics);
    }

    private static ArgumentListSyntax? Without(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        var template = list.Arguments.FirstOrDefault(a => a.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression });
        if (template is null || list.Arguments.Any(a => a.NameColon is not null))
            return null;
        var at = list.Arguments.IndexOf(template);
        var place = list.Arguments.IndexOf(argument) - at - 1;
        var text = ((LiteralExpressionSyntax)template.Expression).Token.Text;
        var holes = Placeholder.Matches(text);
        if (place < 0 || holes.Count != list.Arguments.Count - at - 1)
            return null;
        var shorter = Cut(text, holes[place]);
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.ParseToken(shorter)).WithTriviaFrom(template.Expression);
        var rest = list.ReplaceNode(template.Expression, literal);
        return rest.WithArguments(rest.Arguments.RemoveAt(at + 1 + place));
    }

    /// <summary>Takes the placeholder out with the separator and the lone word or <c>name=</c> that only announce it.</summary>
    private static string Cut(string text, Match hole)
    {
        var before = Regex.Replace(text.Substring(0, hole.Index), @"(?:(?:,| and| with| for| using)\s+|\s+|(?<="")|(?<=\())(?:[A-Za-z_\-]+\s*[:=]\s*)?['\(\[]?$", "");
        var after = text.Substring(hole.Index + hole.Length).TrimStart('\'', ')', ']');
        return before.EndsWith("\"", System.StringComparison.Ordinal) && before.Length <= 2 ? before + after.TrimStart(' ', ',') : before + after;
    }
}
