using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Injection;

/// <summary>
/// Makes parameters of the values in an SQL text. No fix is offered when one of them stands for a name, a list or a piece of SQL: what may
/// stand there is for the application to say.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SqlInjectionCodeFix : CodeFixProvider
{
    private static readonly ImmutableArray<SqlTarget> Targets = [new EntityFrameworkTarget(), new DapperTarget(), new AdoTarget()];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SqlInjectionAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var source = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (model is null || root?.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax reported || Request(reported, model, source, context.CancellationToken) is not { } request)
            return;
        if (Targets.Select(t => t.Repair(request)).FirstOrDefault(c => c is not null) is not { } changes)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Pass the values as parameters", _ => Task.FromResult(context.Document.WithText(source.WithChanges(changes.OrderBy(c => c.Span.Start)))), nameof(SqlInjectionCodeFix)),
            context.Diagnostics);
    }

    private static SqlRequest? Request(ExpressionSyntax reported, SemanticModel model, SourceText source, CancellationToken cancellation)
    {
        if (SqlStatementText.Of(reported, model) is not { } statement)
            return null;
        var parts = statement.Composition.Parts;
        bool HoldsText(int part) => TextTypes.CanHold(model.GetTypeInfo(parts[part].Value!, cancellation).Type);
        var read = SqlPlaces.Of(statement.Composition);
        var places = read.Places.Where(p => p.Holes.Any(HoldsText)).ToList();
        if (!read.IsStatement || places.Count == 0 || !AreHarmless(read.Names.Where(HoldsText).Select(n => parts[n].Value!).ToList(), model, cancellation))
            return null;
        var castsStrictly = model.Compilation.ReferencedAssemblyNames.Any(a => a.Name == "Npgsql");
        return castsStrictly && places.Any(p => !p.IsStretch) ? null : new SqlRequest(reported, statement, read, places, model, source);
    }

    /// <summary>Whether what stays part of the text is known not to come from outside.</summary>
    private static bool AreHarmless(IReadOnlyList<ExpressionSyntax> values, SemanticModel model, CancellationToken cancellation)
    {
        if (values.Count == 0)
            return true;
        var index = new SourceIndex(model.Compilation, cancellation);
        var tracer = new BackwardTracer(index, new SqlPolicy(index));
        return values.All(v => index.Operation(v) is { } operation && tracer.Find(operation, Trace.From(v, "").Compose()).Count == 0);
    }
}
