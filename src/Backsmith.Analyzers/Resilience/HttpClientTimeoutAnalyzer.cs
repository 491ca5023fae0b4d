using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Resilience;

/// <summary>BS0009: an HTTP client that keeps the default timeout.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpClientTimeoutAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0009";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "HTTP client without a timeout of its own",
        "{0} keeps the default timeout of 100 seconds, so a server that hangs holds every request that waits for it. Set Timeout to what a caller can wait for, or add a resilience handler.",
        "resilience",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "HttpClient waits 100 seconds by default (documentation of HttpClient.Timeout). When the other side hangs, each request that needs it holds a connection, memory and often a database connection that long, and the outage of one dependency becomes the outage of the service.\n\nSet Timeout where the client is configured, to 5 to 30 seconds for what a user waits for, or add a resilience handler with a timeout of its own. The fix sets 30 seconds; a call that rightly takes longer needs a larger number.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (TestCode.Is(start.Compilation) || RunsInBrowser(start.Compilation, start.CancellationToken))
                return;
            var timeouts = new TimeoutSettings(start.Compilation, start.CancellationToken);
            start.RegisterSyntaxNodeAction(node => AnalyzeCreation(node, timeouts), SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
            start.RegisterSyntaxNodeAction(node => AnalyzeCall(node, timeouts), SyntaxKind.InvocationExpression);
        });
    }

    /// <summary>A client of Blazor WebAssembly waits in the user's browser, and holds up nobody else; also where its package could not be had.</summary>
    private static bool RunsInBrowser(Compilation compilation, CancellationToken cancellation) =>
        compilation.ReferencedAssemblyNames.Any(name => name.Name == "Microsoft.AspNetCore.Components.WebAssembly")
        || compilation.SyntaxTrees.Any(tree => tree.GetRoot(cancellation) is CompilationUnitSyntax unit && unit.Usings.Any(u => u.Name?.ToString() == "Microsoft.AspNetCore.Components.WebAssembly.Hosting"));

    private static void AnalyzeCreation(SyntaxNodeAnalysisContext context, TimeoutSettings timeouts)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        if (!IsHttpClient(context.SemanticModel.GetTypeInfo(creation, context.CancellationToken).Type) || timeouts.SetsTimeout(creation.Initializer))
            return;
        var client = new ClientVariable(creation, context.SemanticModel);
        if (client.Symbol is { } symbol ? timeouts.IsSetOn(symbol, creation) || timeouts.EveryUseIsLimited(symbol, creation, context.SemanticModel) : !client.IsRegistered)
            return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, creation.GetLocation(), client.Symbol is { } named ? $"The client in '{named.Name}'" : "The registered client"));
    }

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context, TimeoutSettings timeouts)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is not MemberAccessExpressionSyntax { Name: var name })
            return;
        if (name.Identifier.ValueText == "CreateClient" && call.ArgumentList.Arguments.Count == 0 && IsFactory(context, call) && !timeouts.HasDefaults)
            AnalyzeCreated(context, call, timeouts);
        else if (name.Identifier.ValueText == "AddHttpClient" && (call.ArgumentList.Arguments.Count > 0 || name is GenericNameSyntax) && !timeouts.HasDefaults && !timeouts.IsSetInRegistration(call, context.SemanticModel))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), Registered(call, name)));
    }

    private static void AnalyzeCreated(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax call, TimeoutSettings timeouts)
    {
        var client = new ClientVariable(call, context.SemanticModel);
        if (client.Symbol is { } symbol && !timeouts.IsSetOn(symbol, call) && !timeouts.EveryUseIsLimited(symbol, call, context.SemanticModel))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.GetLocation(), $"The client in '{symbol.Name}'"));
    }

    private static bool IsFactory(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax call) =>
        context.SemanticModel.GetTypeInfo(((MemberAccessExpressionSyntax)call.Expression).Expression, context.CancellationToken).Type?.Name == "IHttpClientFactory";

    private static string Registered(InvocationExpressionSyntax call, SimpleNameSyntax name) =>
        name is GenericNameSyntax generic ? $"The client of '{generic.TypeArgumentList.Arguments.Last()}'"
        : call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax literal ? $"The client '{literal.Token.ValueText}'"
        : "The client";

    internal static bool IsHttpClient(ITypeSymbol? type) => type is { Name: "HttpClient", ContainingNamespace: { Name: "Http", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } } };
}
