using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Injection;

/// <summary>
/// Makes parameters of the values in an SQL text. No fix is offered when one of them stands for a name, a list or a piece of SQL: what may
/// stand there is for the application to say.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SqlInjectionCodeFix : TextCodeFix
{
    private static readonly ImmutableArray<SqlTarget> Targets = [new EntityFrameworkTarget(), new DapperTarget(), new AdoTarget()];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SqlInjectionAnalyzer.Id];

    private protected override string Title => "Pass the values as parameters";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place) =>
        place.Node is ExpressionSyntax reported && Request(reported, place.Model, place.Text, place.Cancellation) is { } request
            ? Targets.Select(t => t.Repair(request)).FirstOrDefault(c => c is not null)
            : null;

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
