using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Resilience;

/// <summary>Where a compilation limits how long HTTP clients wait.</summary>
internal sealed class TimeoutSettings
{
    private const int MaxDepth = 3;
    private readonly Compilation compilation;
    private readonly CancellationToken cancellation;
    private readonly List<AssignmentExpressionSyntax> assignments = [];

    internal TimeoutSettings(Compilation compilation, CancellationToken cancellation)
    {
        (this.compilation, this.cancellation) = (compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Timeout" } } assignment)
                    assignments.Add(assignment);
                else if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureHttpClientDefaults" } } defaults)
                    HasDefaults |= Limits(defaults, null, 0);
                else if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } shared && name.StartsWith("Add", System.StringComparison.Ordinal) && name.EndsWith("Defaults", System.StringComparison.Ordinal))
                    HasDefaults |= SharedDefaultsLimit(shared);
            }
        }
    }

    /// <summary>Whether every client of the container gets a limit.</summary>
    internal bool HasDefaults { get; }

    /// <summary>Whether an initialiser sets Timeout.</summary>
    internal bool SetsTimeout(InitializerExpressionSyntax? initializer) =>
        initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax { Identifier.ValueText: "Timeout" }) == true;

    /// <summary>Whether some statement sets Timeout on the variable that holds a client.</summary>
    internal bool IsSetOn(ISymbol symbol, SyntaxNode creation) =>
        assignments.Where(a => symbol is not ILocalSymbol || a.SyntaxTree == creation.SyntaxTree)
            .Any(a => SameSymbol.Comparer.Equals(Model(a.SyntaxTree).GetSymbolInfo(((MemberAccessExpressionSyntax)a.Left).Expression, cancellation).Symbol, symbol));

    /// <summary>Whether every call on the client gets a token that runs out.</summary>
    internal bool EveryUseIsLimited(ISymbol symbol, SyntaxNode creation, SemanticModel model)
    {
        var scope = symbol is ILocalSymbol ? Body(creation) : creation.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        var calls = scope?.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax access && access.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
                && SameSymbol.Comparer.Equals(model.GetSymbolInfo(((MemberAccessExpressionSyntax)call.Expression).Expression, cancellation).Symbol, symbol)).ToList();
        return calls is { Count: > 0 } && calls.TrueForAll(call => call.ArgumentList.Arguments.Any(argument => RunsOut(argument.Expression, model)));
    }

    /// <summary>Whether a registration limits its client: in its delegate, further along its chain, or in the client's own class.</summary>
    internal bool IsSetInRegistration(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (Limits(call.ArgumentList, model, 0))
            return true;
        SyntaxNode at = call;
        for (; at.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next }; at = next)
        {
            if (LinkLimits(next, model))
                return true;
        }

        return at.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax && ReturnsBuilder(at, model)
            || at.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } && BuilderLimits(variable, model)
            || TypedClientLimits(call, model);
    }

    /// <summary>Defaults that services of one solution share, as AddServiceDefaults of the .NET Aspire templates: seen in their source, believed without it.</summary>
    private bool SharedDefaultsLimit(InvocationExpressionSyntax call)
    {
        var declared = Model(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol?.DeclaringSyntaxReferences ?? [];
        return declared.Length == 0 || declared.Any(reference => reference.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Any(name => IsResilience(name.Identifier.ValueText) || name.Identifier.ValueText == "Timeout"));
    }

    private bool LinkLimits(InvocationExpressionSyntax link, SemanticModel model)
    {
        var name = ((MemberAccessExpressionSyntax)link.Expression).Name.Identifier.ValueText;
        if (IsResilience(name) || Limits(link.ArgumentList, model, 0) || link.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText.Contains("Timeout")))
            return true;
        var method = model.GetSymbolInfo(link, cancellation).Symbol as IMethodSymbol;
        return method is not null && (method.DeclaringSyntaxReferences.Length > 0
            ? method.DeclaringSyntaxReferences.Any(r => Limits(r.GetSyntax(cancellation), null, 1))
            : !method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.", System.StringComparison.Ordinal));
    }

    private bool BuilderLimits(VariableDeclaratorSyntax variable, SemanticModel model) =>
        Body(variable)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == variable.Identifier.ValueText && LinkLimits(call, model)) == true;

    private bool ReturnsBuilder(SyntaxNode at, SemanticModel model) =>
        at is ExpressionSyntax value && model.GetTypeInfo(value, cancellation).Type?.Name == "IHttpClientBuilder";

    /// <summary>The class that gets the client may set the limit itself.</summary>
    private bool TypedClientLimits(InvocationExpressionSyntax call, SemanticModel model) =>
        ((MemberAccessExpressionSyntax)call.Expression).Name is GenericNameSyntax generic
        && model.GetSymbolInfo(generic.TypeArgumentList.Arguments.Last(), cancellation).Symbol is INamedTypeSymbol type
        && (type.DeclaringSyntaxReferences.Any(r => assignments.Any(a => a.SyntaxTree == r.SyntaxTree && r.Span.Contains(a.Span)) || r.GetSyntax(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsCancelAfter))
            || type.DeclaringSyntaxReferences.Length == 0 && type.TypeKind != TypeKind.Error);

    private static bool IsCancelAfter(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CancelAfter" };

    /// <summary>Whether code sets a timeout or adds a resilience handler, also through methods it names.</summary>
    private bool Limits(SyntaxNode code, SemanticModel? model, int depth)
    {
        foreach (var node in code.DescendantNodes())
        {
            var found = node switch
            {
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Timeout" } } => true,
                SimpleNameSyntax name when IsResilience(name.Identifier.ValueText) => true,
                IdentifierNameSyntax name when depth < MaxDepth && node.Parent is ArgumentSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax or ArgumentSyntax } =>
                    Follows(name, model ?? Model(name.SyntaxTree), depth),
                _ => false,
            };
            if (found)
                return true;
        }

        return false;
    }

    private bool Follows(IdentifierNameSyntax name, SemanticModel model, int depth)
    {
        var info = model.GetSymbolInfo(name, cancellation);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) switch
        {
            IMethodSymbol method => method.DeclaringSyntaxReferences.Any(r => Limits(r.GetSyntax(cancellation), null, depth + 1)),
            ILocalSymbol { Type.TypeKind: TypeKind.Delegate } local => local.DeclaringSyntaxReferences.Any(r => Limits(r.GetSyntax(cancellation), null, depth + 1)),
            IParameterSymbol { Type.TypeKind: TypeKind.Delegate } => true,
            _ => false,
        };
    }

    private static bool IsResilience(string name) =>
        name is "AddStandardResilienceHandler" or "AddStandardHedgingHandler" or "AddResilienceHandler" or "AddPolicyHandler" or "AddPolicyHandlerFromRegistry" or "TimeoutAsync" or "AddTimeout";

    private static bool RunsOut(ExpressionSyntax argument, SemanticModel model)
    {
        if (argument is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Token", Expression: IdentifierNameSyntax source } || model.GetSymbolInfo(source).Symbol is not ILocalSymbol local || Body(argument) is not { } body)
            return false;
        var declared = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax;
        return declared?.Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }
            || body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => IsCancelAfter(call) && ((MemberAccessExpressionSyntax)call.Expression).Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name);
    }

    private static SyntaxNode? Body(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);

    /// <summary>A method that is named may stand in a project that this one refers to.</summary>
    private SemanticModel Model(SyntaxTree tree) => SourceProgram.Of(compilation).ModelFor(tree);
}
