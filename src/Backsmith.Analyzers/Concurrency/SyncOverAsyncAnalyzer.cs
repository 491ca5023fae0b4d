using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>BS0008: a thread of a service waits for a task.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SyncOverAsyncAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0008";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A thread waits for asynchronous work",
        "'{0}' in '{1}' holds its thread until {2} has ended, so under load requests wait for a thread although the processor idles. Await it, in a method that is async up to the endpoint.",
        "concurrency",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Each request that waits with Result, Wait or GetAwaiter().GetResult() holds a thread of the pool that does nothing, and the continuation it waits for needs another one. Under load the pool runs dry, which grows by one or two threads a second only: the service stands still with an idle processor, and under a synchronization context it deadlocks (documentation of ASP.NET Core, best practices: avoid blocking calls).\n\nAwait the task and make the callers async up to the endpoint or the background service. The fix awaits where the method is async already, and makes methods async where every caller can follow; a method that has to stay synchronous, for the sake of an interface say, is left to you.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (TestCode.Is(start.Compilation) || ConsoleTools.Is(start.Compilation, start.CancellationToken))
                return;
            var allowed = new BlockingAllowed(start.Compilation, start.CancellationToken);
            start.RegisterSyntaxNodeAction(node => Analyze(node, allowed), SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.MemberBindingExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, BlockingAllowed allowed)
    {
        if (BlockingWait.At((ExpressionSyntax)context.Node, context.SemanticModel, context.CancellationToken) is not { } wait
            || wait.Tasks.Any() && wait.Tasks.All(task => FinishedTasks.Holds(task, context.SemanticModel))
            || allowed.Holds(wait.Name, context.SemanticModel))
            return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", wait.IsResolved ? "high" : "medium");
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, wait.Name.GetLocation(), properties, wait.Shown, Enclosing.NameOf(wait.Name), wait.Awaited));
    }
}
