using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Backsmith.Analyzers.Resilience;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Resilience;

/// <summary>Sets a timeout of 30 seconds where a client is made or registered.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HttpClientTimeoutCodeFix : CodeFixProvider
{
    private const string Value = "TimeSpan.FromSeconds(30)";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [HttpClientTimeoutAnalyzer.Id];

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
        var span = model.LookupNamespacesAndTypes(context.Span.Start, name: "TimeSpan").Any() ? Value : "System." + Value;
        var node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        var change = node switch
        {
            BaseObjectCreationExpressionSyntax creation => InCreation(creation, span, text),
            SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } } => InRegistration(call, span, text),
            InvocationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable } } =>
                new TextChange(new TextSpan(statement.Span.End, 0), SourceLines.NewLine(text) + SourceLines.Indent(statement.SpanStart, text) + $"{variable.Identifier.ValueText}.Timeout = {span};"),
            _ => (TextChange?)null,
        };
        if (change is { } edit)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Set a timeout of 30 seconds", _ => Task.FromResult(context.Document.WithText(text.WithChanges(edit))), nameof(HttpClientTimeoutCodeFix)),
                context.Diagnostics);
        }
    }

    private static TextChange? InCreation(BaseObjectCreationExpressionSyntax creation, string value, SourceText text)
    {
        if (creation.Initializer is not { } initializer)
        {
            var call = creation is ObjectCreationExpressionSyntax { ArgumentList: null } ? "()" : "";
            return new TextChange(new TextSpan(creation.Span.End, 0), $"{call} {{ Timeout = {value} }}");
        }

        if (initializer.Expressions.Count == 0)
            return new TextChange(initializer.Span, $"{{ Timeout = {value} }}");
        var last = initializer.Expressions.Last();
        var separator = text.Lines.GetLineFromPosition(last.SpanStart).LineNumber == text.Lines.GetLineFromPosition(initializer.OpenBraceToken.SpanStart).LineNumber ? " " : SourceLines.NewLine(text) + SourceLines.Indent(last.SpanStart, text);
        var comma = initializer.Expressions.GetSeparators().Count() == initializer.Expressions.Count;
        return comma
            ? new TextChange(new TextSpan(initializer.Expressions.GetSeparators().Last().Span.End, 0), $"{separator}Timeout = {value},")
            : new TextChange(new TextSpan(last.Span.End, 0), $",{separator}Timeout = {value}");
    }

    private static TextChange? InRegistration(InvocationExpressionSyntax call, string value, SourceText text)
    {
        var configure = call.ArgumentList.Arguments.LastOrDefault()?.Expression as LambdaExpressionSyntax;
        if (configure is null)
            return new TextChange(new TextSpan(call.Span.End, 0), $".ConfigureHttpClient(client => client.Timeout = {value})");
        var client = configure switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } => parameters.Last().Identifier.ValueText,
            _ => null,
        };
        if (client is null or "_")
            return null;
        return configure.Block is { } block ? InBlock(block, client, value, text) : InExpression(configure, client, value, text);
    }

    private static TextChange? InBlock(BlockSyntax block, string client, string value, SourceText text)
    {
        var last = block.Statements.LastOrDefault();
        if (last is null || last is ReturnStatementSyntax || text.Lines.GetLineFromPosition(last.SpanStart).LineNumber == text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart).LineNumber)
            return last is ReturnStatementSyntax ? null : new TextChange(new TextSpan(last?.Span.End ?? block.OpenBraceToken.Span.End, 0), $" {client}.Timeout = {value};");
        return new TextChange(new TextSpan(last.Span.End, 0), $"{SourceLines.NewLine(text)}{SourceLines.Indent(last.SpanStart, text)}{client}.Timeout = {value};");
    }

    private static TextChange InExpression(LambdaExpressionSyntax configure, string client, string value, SourceText text)
    {
        var outer = SourceLines.Indent(configure.SpanStart, text);
        var (line, unit) = (SourceLines.NewLine(text), outer.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ");
        var body = configure.ExpressionBody!;
        return new TextChange(TextSpan.FromBounds(configure.ArrowToken.Span.End, body.Span.End), $"{line}{outer}{{{line}{outer}{unit}{body};{line}{outer}{unit}{client}.Timeout = {value};{line}{outer}}}");
    }
}
