using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>A rule that looks at a compilation once, as a whole, because it follows values from one file to another. It is silent in tests.</summary>
public abstract class WholeProgramAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    private protected abstract DiagnosticDescriptor Rule { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(compilation =>
        {
            if (!TestCode.Is(compilation.Compilation))
                Analyze(compilation);
        });
    }

    private protected abstract void Analyze(CompilationAnalysisContext context);
}
