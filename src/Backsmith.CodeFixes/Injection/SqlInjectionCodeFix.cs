using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Backsmith.Analyzers.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Injection;

/// <summary>Turns EF Core's raw SQL over an interpolated text into the form that makes each hole a parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SqlInjectionCodeFix : CodeFixProvider
{
    private static readonly Regex BeforeValue = new(@"(=|<>|!=|<|>|\blike|\bvalues\s*\(|\bbetween)\s*$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SqlInjectionAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = root?.FindNode(context.Span, getInnermostNodeForTie: true) as InterpolatedStringExpressionSyntax;
        if (text?.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } list }
            || list.Arguments[0].Expression != text || Counterpart(access.Name.Identifier.ValueText) is not { } name || list.Arguments.Skip(1).Any(a => model?.GetTypeInfo(a.Expression).Type?.Name != "CancellationToken") || Parameterised(text) is not { } safe)
            return;
        var renamed = access.Name.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(access.Name.Identifier));
        context.RegisterCodeFix(
            CodeAction.Create(
                "Pass the values as parameters",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(call, call.ReplaceNodes([access.Name, (SyntaxNode)text], (old, _) => old == text ? safe : renamed)))),
                nameof(SqlInjectionCodeFix)),
            context.Diagnostics);
    }

    private static string? Counterpart(string name) => name switch
    {
        "FromSqlRaw" => "FromSqlInterpolated",
        "ExecuteSqlRaw" => "ExecuteSqlInterpolated",
        "ExecuteSqlRawAsync" => "ExecuteSqlInterpolatedAsync",
        "SqlQueryRaw" => "SqlQuery",
        _ => null,
    };

    /// <summary>The text with the quotes around each hole dropped; null when a hole stands where no parameter may stand.</summary>
    private static InterpolatedStringExpressionSyntax? Parameterised(InterpolatedStringExpressionSyntax text)
    {
        if (text.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken))
            return null;
        var parts = text.Contents.Select(c => c.ToString()).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            if (text.Contents[i] is not InterpolationSyntax hole)
                continue;
            var before = i > 0 ? parts[i - 1] : "";
            var after = i + 1 < parts.Length ? parts[i + 1] : "";
            var opens = before.EndsWith("'", System.StringComparison.Ordinal);
            if (opens != after.StartsWith("'", System.StringComparison.Ordinal) || hole.FormatClause is not null || hole.AlignmentClause is not null)
                return null;
            before = opens ? before.Substring(0, before.Length - 1) : before;
            if (!BeforeValue.IsMatch(before))
                return null;
            parts[i - 1] = before;
            if (opens)
                parts[i + 1] = after.Substring(1);
        }

        var source = text.StringStartToken.Text + string.Concat(parts) + text.StringEndToken.Text;
        return SyntaxFactory.ParseExpression(source) is InterpolatedStringExpressionSyntax made ? made.WithTriviaFrom(text) : null;
    }
}
