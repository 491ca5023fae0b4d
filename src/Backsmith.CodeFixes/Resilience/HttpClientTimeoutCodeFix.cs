using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.Resilience;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Resilience;

/// <summary>Sets a timeout of 30 seconds where a client is made or registered.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HttpClientTimeoutCodeFix : TextCodeFix
{
    private const string Value = "TimeSpan.FromSeconds(30)";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [HttpClientTimeoutAnalyzer.Id];

    private protected override string Title => "Set a timeout of 30 seconds";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place)
    {
        var (node, text) = (place.Node, place.Text);
        var value = place.Model.LookupNamespacesAndTypes(node.SpanStart, name: "TimeSpan").Any() ? Value : "System." + Value;
        var change = node switch
        {
            BaseObjectCreationExpressionSyntax creation => InCreation(creation, value, text),
            SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } } => InRegistration(call, value, text),
            InvocationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable } } =>
                new TextChange(new TextSpan(statement.Span.End, 0), SourceLines.NewLine(text) + SourceLines.Indent(statement.SpanStart, text) + $"{variable.Identifier.ValueText}.Timeout = {value};"),
            _ => (TextChange?)null,
        };
        return change is { } edit ? [edit] : null;
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
