using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0010: cross-origin requests with credentials are allowed from any origin.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsCredentialsAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0010";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Any origin may send credentials",
        "{0} together with credentials, so any web site that a signed-in user visits can read and change data in that user's name. Name the origins that may, or allow no credentials.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A browser sends cookies with a cross-origin request and lets the page read the answer when the server names the page's origin and allows credentials (Fetch Standard, CORS protocol; CWE-942). When every origin is named, the same-origin policy is off for every user who is signed in. The wildcard together with credentials is refused by browsers and by ASP.NET Core, so code that reflects the origin is usually written to get around exactly this protection.\n\nList the origins with WithOrigins, from configuration, or drop the credentials. The fix drops the credentials: what is public stays readable from everywhere, and nothing is sent in a user's name.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (TestCode.Is(start.Compilation))
                return;
            start.RegisterSyntaxNodeAction(AnalyzeCall, SyntaxKind.InvocationExpression);
            start.RegisterSyntaxNodeAction(AnalyzePolicy, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
            start.RegisterSyntaxNodeAction(AnalyzeHeader, SyntaxKind.SimpleAssignmentExpression);
        });
    }

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CorsHeader.Write(call) is { } header)
            Report(context, header);
        if (NameOf(call) != "AllowCredentials" || !IsBuilder(context, call))
            return;
        var calls = CorsBuilderCalls.On(call, context.SemanticModel, context.CancellationToken);
        foreach (var other in calls)
        {
            var opens = NameOf(other) switch
            {
                "AllowAnyOrigin" => "'AllowAnyOrigin' is used",
                "WithOrigins" when other.ArgumentList.Arguments.Any(a => a.Expression is LiteralExpressionSyntax { Token.ValueText: "*" }) => "The origin '*' is allowed",
                "SetIsOriginAllowed" when other.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } test && AlwaysTrue.Holds(test, context.SemanticModel) => "'SetIsOriginAllowed' says yes to every origin",
                _ => null,
            };
            if (opens is not null && !DevelopmentOnly.Holds(other) && !DevelopmentOnly.Holds(call))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, ((MemberAccessExpressionSyntax)other.Expression).Name.GetLocation(), [call.GetLocation()], opens));
                return;
            }
        }
    }

    private static void AnalyzePolicy(SyntaxNodeAnalysisContext context)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        if (creation.Initializer is not { } initializer || context.SemanticModel.GetTypeInfo(creation, context.CancellationToken).Type?.Name != "CorsPolicy")
            return;
        var set = initializer.Expressions.OfType<AssignmentExpressionSyntax>().ToList();
        var credentials = set.Find(a => a.Left is IdentifierNameSyntax { Identifier.ValueText: "SupportsCredentials" } && a.Right.IsKind(SyntaxKind.TrueLiteralExpression));
        var open = set.Find(a => a.Left is IdentifierNameSyntax { Identifier.ValueText: "IsOriginAllowed" } && AlwaysTrue.Holds(a.Right, context.SemanticModel)
            || a.Left is IdentifierNameSyntax { Identifier.ValueText: "Origins" } && a.Right.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(l => l.Token.ValueText == "*"));
        if (credentials is not null && open is not null && !DevelopmentOnly.Holds(creation))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, open.GetLocation(), [credentials.GetLocation()], "The policy allows every origin"));
    }

    private static void AnalyzeHeader(SyntaxNodeAnalysisContext context)
    {
        if (CorsHeader.Write((AssignmentExpressionSyntax)context.Node) is { } header)
            Report(context, header);
    }

    private static void Report(SyntaxNodeAnalysisContext context, CorsHeader header)
    {
        if (header.Credentials() is { } credentials && header.IsReflected(context.SemanticModel) && !header.IsChecked(context.SemanticModel) && !DevelopmentOnly.Holds(header.Node))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, header.Node.GetLocation(), [credentials.GetLocation()], "The request's own origin is sent back as allowed"));
    }

    private static bool IsBuilder(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access
        && context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type is null or { Name: "CorsPolicyBuilder" } or { TypeKind: TypeKind.Error };

    internal static string NameOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : "";
}

/// <summary>Every call on the builder on which one call is made: of the same chain and of other statements.</summary>
internal static class CorsBuilderCalls
{
    internal static IReadOnlyList<InvocationExpressionSyntax> On(InvocationExpressionSyntax call, SemanticModel model, System.Threading.CancellationToken cancellation)
    {
        var top = call;
        while (top.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer })
            top = outer;
        var found = new List<InvocationExpressionSyntax>();
        var root = Chain(top, found);
        if (root is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol or IParameterSymbol && Body(call) is { } body)
        {
            var symbol = model.GetSymbolInfo(name, cancellation).Symbol;
            foreach (var other in body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n != name && n.Identifier.ValueText == name.Identifier.ValueText))
            {
                if (!SameSymbol.Comparer.Equals(model.GetSymbolInfo(other, cancellation).Symbol, symbol))
                    continue;
                for (var access = other.Parent; access is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next }; access = next.Parent)
                    found.Add(next);
            }
        }

        return found;
    }

    private static ExpressionSyntax Chain(InvocationExpressionSyntax top, List<InvocationExpressionSyntax> found)
    {
        ExpressionSyntax at = top;
        while (at is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            found.Add(call);
            at = access.Expression;
        }

        return at;
    }

    private static SyntaxNode? Body(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax);
}

/// <summary>Whether a predicate says yes to everything that is not empty.</summary>
internal static class AlwaysTrue
{
    internal static bool Holds(ExpressionSyntax test, SemanticModel model)
    {
        if (test is AnonymousFunctionExpressionSyntax function)
            return Of(function.Body);
        var method = model.GetSymbolInfo(test).Symbol as IMethodSymbol;
        return method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            MethodDeclarationSyntax declared => Of((SyntaxNode?)declared.Body ?? declared.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax local => Of((SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression),
            _ => false,
        };
    }

    private static bool Of(SyntaxNode? body) => body switch
    {
        ExpressionSyntax expression => IsTrue(expression),
        BlockSyntax block => block.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax).OfType<ReturnStatementSyntax>().ToList() is { Count: > 0 } returns
            && returns.TrueForAll(r => r.Expression is { } value && IsTrue(value)),
        _ => false,
    };

    private static bool IsTrue(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsTrue(inner.Expression),
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression),
        PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "!", Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } } } => true,
        BinaryExpressionSyntax { OperatorToken.ValueText: "!=", Right: LiteralExpressionSyntax right } => right.IsKind(SyntaxKind.NullLiteralExpression),
        BinaryExpressionSyntax { OperatorToken.ValueText: "||" } either => IsTrue(either.Left) || IsTrue(either.Right),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax constant } } } => constant.IsKind(SyntaxKind.NullLiteralExpression),
        _ => false,
    };
}
