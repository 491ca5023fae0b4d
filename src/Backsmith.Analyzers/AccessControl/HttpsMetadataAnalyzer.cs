using System;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0024: the keys that tokens are checked with may be fetched without TLS.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpsMetadataAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0024";

    private const string Setting = "RequireHttpsMetadata";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "HTTPS is not required for the authority of tokens",
        "{0}. {1}.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An application that trusts an authority fetches the authority's signing keys from its metadata address. Over plain HTTP anybody on the way answers with keys of their own and signs tokens for any user with them (CWE-319; RFC 8414, section 3.3).\n\n"
            + "Leave RequireHttpsMetadata true, which is the default, and give the authority an https address. Where developers run an authority without TLS, switch it off for them alone: !environment.IsDevelopment(), or a setting. "
            + "Without an authority nothing is fetched; then the line is a note only, because it waits for the day an authority is added.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (!TestCode.Is(start.Compilation))
                start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleAssignmentExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (SourceIndex.NameOf(assignment.Left) != Setting || assignment.Right is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } || DevelopmentOnly.Holds(assignment) || IsSwitched(assignment))
            return;
        var symbol = context.SemanticModel.GetSymbolInfo(assignment.Left, context.CancellationToken).Symbol;
        if (symbol is not null && !symbol.Locations.All(l => l.IsInMetadata) && symbol.ContainingType is { } own && !own.Name.EndsWith("Options", StringComparison.Ordinal))
            return;
        var confidence = ImmutableDictionary<string, string?>.Empty.Add("confidence", "high");
        var fetches = Around(assignment).Any(IsAuthority);
        context.ReportDiagnostic(fetches
            ? Diagnostic.Create(Descriptor, assignment.GetLocation(), confidence, "The authority's signing keys may be fetched without TLS, so anybody on the way can put keys of their own in their place and sign tokens for any user", $"Remove '{Setting} = false', or make it depend on the environment being development")
            : Diagnostic.Create(Descriptor, assignment.GetLocation(), DiagnosticSeverity.Info, null, confidence, $"'{Setting}' is off although no authority is set here, so nothing is protected by it today and nothing will be once an authority is added", $"Remove '{Setting} = false'"));
    }

    private static bool IsSwitched(SyntaxNode node) =>
        node.Ancestors().TakeWhile(a => a is not MemberDeclarationSyntax || a is GlobalStatementSyntax).Any(a => a is IfStatementSyntax or ConditionalExpressionSyntax or SwitchSectionSyntax);

    // The lambda or method in which the options are set.
    private static System.Collections.Generic.IEnumerable<SyntaxNode> Around(SyntaxNode node) =>
        (node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or InitializerExpressionSyntax) ?? node.Parent!).DescendantNodes();

    private static bool IsAuthority(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: var left } => SourceIndex.NameOf(left) is "Authority" or "MetadataAddress" or "ConfigurationManager",
        InvocationExpressionSyntax call => SourceIndex.NameOf(call.Expression) is "Bind",
        _ => false,
    };
}
