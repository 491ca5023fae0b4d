using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Backsmith.Analyzers.AccessControl;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.AccessControl;

/// <summary>Sets HttpOnly and Secure where a cookie of a session lacks them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CookieFlagsCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CookieFlagsAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        var message = context.Diagnostics[0].GetMessage();
        var flags = new[] { "HttpOnly", "Secure" }.Where(f => message.Contains(f)).ToList();
        var changes = root.FindNode(context.Span, getInnermostNodeForTie: true) switch
        {
            InvocationExpressionSyntax call => InCall(call, flags, root, model, text),
            BaseObjectCreationExpressionSyntax creation => InCreation(creation, flags, text),
            AssignmentExpressionSyntax { Right: LiteralExpressionSyntax value } => [new TextChange(value.Span, "true")],
            AssignmentExpressionSyntax { Right: MemberAccessExpressionSyntax policy } => [new TextChange(policy.Name.Span, "Always")],
            _ => new List<TextChange>(),
        };
        if (changes.Count == 0)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Set " + string.Join(" and ", flags), _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes.OrderBy(c => c.Span.Start)))), nameof(CookieFlagsCodeFix)),
            context.Diagnostics);
    }

    private static List<TextChange> InCall(InvocationExpressionSyntax call, List<string> flags, SyntaxNode root, SemanticModel model, SourceText text)
    {
        var changes = new List<TextChange> { new(new TextSpan(call.ArgumentList.Arguments.Last().Span.End, 0), $", new CookieOptions {{ {Set(flags)} }}") };
        if (Imports.For("CookieOptions", "Microsoft.AspNetCore.Http", call.SpanStart, root, model, text) is { } import)
            changes.Add(import);
        return changes;
    }

    private static string Set(IEnumerable<string> flags) => string.Join(", ", flags.Select(f => f + " = true"));

    private static List<TextChange> InCreation(BaseObjectCreationExpressionSyntax creation, List<string> flags, SourceText text)
    {
        var local = creation.Initializer is null && creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } ? variable.Identifier.ValueText : null;
        var written = (creation.Initializer?.Expressions ?? default).OfType<AssignmentExpressionSyntax>().Concat(local is null ? [] : Later(creation, local))
            .Where(a => a.Right is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } && flags.Contains(Name(a))).ToList();
        var changes = written.Select(a => new TextChange(a.Right.Span, "true")).ToList();
        var missing = flags.Where(f => !written.Any(a => Name(a) == f)).ToList();
        if (missing.Count == 0)
            return changes;
        if (creation.Initializer is not { } initializer)
            changes.Add(new TextChange(new TextSpan(creation.Span.End, 0), $"{(creation is ObjectCreationExpressionSyntax { ArgumentList: null } ? "()" : "")} {{ {Set(missing)} }}"));
        else if (initializer.Expressions.Count == 0)
            changes.Add(new TextChange(initializer.Span, $"{{ {Set(missing)} }}"));
        else
            changes.Add(InInitializer(initializer, missing, text));
        return changes;
    }

    private static string Name(AssignmentExpressionSyntax assignment) => assignment.Left is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : assignment.Left.ToString();

    private static IEnumerable<AssignmentExpressionSyntax> Later(SyntaxNode creation, string local) =>
        creation.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(a => a.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target } && target.Identifier.ValueText == local) ?? [];

    // On lines of their own where the others have lines of their own.
    private static TextChange InInitializer(InitializerExpressionSyntax initializer, List<string> flags, SourceText text)
    {
        var last = initializer.Expressions.Last();
        var isOneLine = text.Lines.GetLineFromPosition(last.SpanStart).LineNumber == text.Lines.GetLineFromPosition(initializer.OpenBraceToken.SpanStart).LineNumber;
        var separator = isOneLine ? " " : SourceLines.NewLine(text) + SourceLines.Indent(last.SpanStart, text);
        var comma = initializer.Expressions.GetSeparators().Count() == initializer.Expressions.Count;
        return comma
            ? new TextChange(new TextSpan(initializer.Expressions.GetSeparators().Last().Span.End, 0), string.Concat(flags.Select(f => $"{separator}{f} = true,")))
            : new TextChange(new TextSpan(last.Span.End, 0), string.Concat(flags.Select(f => $",{separator}{f} = true")));
    }
}
