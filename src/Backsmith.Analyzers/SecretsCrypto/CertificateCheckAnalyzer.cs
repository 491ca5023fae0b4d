using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>BS0013: an HTTP handler takes every certificate. The SDK's CA5359 sees callbacks of SslStream and ServicePointManager; HttpClientHandler has a delegate of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CertificateCheckAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0013";

    private const string Callback = "ServerCertificateCustomValidationCallback";
    private static readonly ImmutableHashSet<string> Callbacks = ["ServerCertificateCustomValidationCallback", "ServerCertificateValidationCallback", "RemoteCertificateValidationCallback", "UserCertificateValidationCallback", "CertificateValidationCallback"];
    private const string AcceptsAny = "DangerousAcceptAnyServerCertificateValidator";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Every server certificate is taken as good",
        "The handler that '{0}' makes takes every certificate, so anybody on the way to the server can answer in its place, read what is sent and change it. Remove the callback, or trust the one authority or certificate that is meant.",
        "secrets-crypto",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "TLS keeps a connection secret only from those who cannot answer in the server's name. A callback that always says yes turns the check of that name off: whoever controls a network, a name server or a proxy on the way "
            + "presents a certificate of their own, and keys, tokens and personal data go to them (CWE-295, RFC 9525).\n\n"
            + "Remove the callback. For a server with a certificate of your own authority, install the authority on the machine or compare the chain's root or the certificate's SHA-256 in the callback, and answer no to all else. "
            + "What runs in development only, and what a setting has to switch on, is not reported.");

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
            {
                start.RegisterOperationAction(Analyze, OperationKind.SimpleAssignment);
                start.RegisterSyntaxNodeAction(AnalyzeUnresolved, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.AddAssignmentExpression);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: Callback } property } || !TextTypes.IsFramework(property.ContainingType))
            return;
        if (AlwaysYes(assignment.Value, context.CancellationToken) && !IsSwitched(assignment.Syntax))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.Syntax.GetLocation(), context.ContainingSymbol is IMethodSymbol { Name: "<Main>$" } ? "Program" : context.ContainingSymbol.Name));
    }

    /// <summary>A client of a package that could not be had: the callback's name is the field's own term, and no other callback of four parameters is called so.</summary>
    private static void AnalyzeUnresolved(SyntaxNodeAnalysisContext context)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        var name = assignment.Left switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            _ => "",
        };
        if (!Callbacks.Contains(name) || assignment.Right is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 4 } lambda || !SaysYes(lambda) || IsSwitched(assignment)
            || context.SemanticModel.GetSymbolInfo(assignment.Left, context.CancellationToken) is { Symbol: not null } or { CandidateSymbols.Length: > 0 })
        {
            return;
        }

        var confidence = ImmutableDictionary<string, string?>.Empty.Add("confidence", "medium");
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.GetLocation(), confidence, context.ContainingSymbol is IMethodSymbol { Name: "<Main>$" } or null ? "Program" : context.ContainingSymbol.Name));
    }

    private static bool AlwaysYes(IOperation value, CancellationToken cancellation) => value switch
    {
        IConversionOperation conversion => AlwaysYes(conversion.Operand, cancellation),
        IDelegateCreationOperation creation => AlwaysYes(creation.Target, cancellation),
        IAnonymousFunctionOperation function => function.Body.Descendants().OfType<IReturnOperation>().Where(r => !IsInner(r, function)).ToList() is { Count: > 0 } returns && returns.All(r => IsTrue(r.ReturnedValue)),
        IMethodReferenceOperation reference => reference.Method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).Any(SaysYes),
        IPropertyReferenceOperation { Property.Name: AcceptsAny } => true,
        _ => false,
    };

    private static bool IsInner(IOperation operation, IOperation function)
    {
        for (var outer = operation.Parent; outer is not null && outer != function; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private static bool IsTrue(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: true };

    private static bool SaysYes(SyntaxNode declaration)
    {
        var expression = declaration switch
        {
            MethodDeclarationSyntax { ExpressionBody.Expression: { } body } => body,
            LocalFunctionStatementSyntax { ExpressionBody.Expression: { } body } => body,
            LambdaExpressionSyntax { ExpressionBody: { } body } => body,
            _ => null,
        };
        var returned = expression is not null ? [expression] : declaration.DescendantNodes().OfType<ReturnStatementSyntax>().Select(r => r.Expression).ToList();
        return returned.Count > 0 && returned.All(r => r is LiteralExpressionSyntax { Token.ValueText: "true" });
    }

    /// <summary>Whether a branch around the assignment asks first: in development, or when a setting says so.</summary>
    private static bool IsSwitched(SyntaxNode node) =>
        DevelopmentOnly.Holds(node) || node.Ancestors().TakeWhile(a => a is not MemberDeclarationSyntax || a is GlobalStatementSyntax).Any(a => a is IfStatementSyntax or ConditionalExpressionSyntax);
}
