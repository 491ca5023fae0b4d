using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.ErrorHandling;

/// <summary>BS0011: details of an exception are sent to the client.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExceptionDetailsAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0011";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Exception details sent to the client",
        "{0} to the client, which shows table names, paths, hosts or stack frames to whoever can cause the failure. Log the exception and answer with a text of your own.",
        "error-handling",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The message of an exception that a framework, a driver or a file system threw is written for developers. It names tables, constraints, hosts, paths and values, and an attacker causes failures on purpose to read them (CWE-209, OWASP API8:2023). It also ties clients to texts that change with the next version of a library.\n\nLog the exception with its stack trace, and answer with a fixed text, or a ProblemDetails without Detail, and a trace id. Messages of exception types of the application itself are taken as meant for the caller. The fix puts a fixed text in the place, and logs the exception when a logger is at hand and nothing logs it yet.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var responses = new ResponseFlow(index);
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            foreach (var detail in tree.GetRoot(context.CancellationToken).DescendantNodes().OfType<ExpressionSyntax>().Select(node => ExceptionDetail.Of(node, index)).OfType<ExceptionDetail>())
            {
                if (!detail.IsMeantForCallers() && !DevelopmentOnly.Holds(detail.Node) && responses.Sink(detail.Node) is { } sink)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, detail.Node.GetLocation(), [sink.GetLocation()], $"{detail.Name} goes"));
            }
        }

        foreach (var page in index.CallsOf("UseDeveloperExceptionPage").Where(call => !DevelopmentOnly.Holds(call)))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, ((InvocationExpressionSyntax)page).Expression.GetLocation(), "The developer exception page is on in every environment and sends exceptions"));
    }
}
