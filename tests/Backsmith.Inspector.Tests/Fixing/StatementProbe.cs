using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Inspector.Tests.Fixing;

/// <summary>A rule of the tests: reports each call of a method named <c>Flag</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StatementProbe : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = new("TEST1", "Probe", "Flagged", "logging", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(
            found =>
            {
                if (found.Node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Flag" } } call)
                {
                    found.ReportDiagnostic(Diagnostic.Create(Descriptor, call.GetLocation()));
                }
            },
            SyntaxKind.InvocationExpression);
    }
}

/// <summary>A fix of the tests, made of what it does to the solution.</summary>
internal sealed class ProbeFix(Func<Document, SyntaxNode, SyntaxNode, Solution> change) : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [StatementProbe.Descriptor.Id];

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        var node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        context.RegisterCodeFix(CodeAction.Create("Probe", _ => Task.FromResult(change(context.Document, root, node)), "probe"), context.Diagnostics);
    }
}
