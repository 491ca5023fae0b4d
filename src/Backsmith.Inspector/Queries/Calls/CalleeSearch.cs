using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>Finds what a unit can run: what it calls, behind interfaces what implements them, the handlers of its messages, accessors with a body, methods it hands on.</summary>
/// <param name="programs">The applications.</param>
/// <param name="isEndpoint">Whether a lambda or local function is what an endpoint runs.</param>
internal sealed class CalleeSearch(CallPrograms programs, Func<SyntaxNode, bool> isEndpoint)
{
    /// <summary>Most implementations of one call.</summary>
    private const int MostTargets = 12;

    /// <summary>What is called, in the order of the calls; what is registered before what is not.</summary>
    public IReadOnlyList<CallEdge> Of(CallUnit unit, CancellationToken cancellationToken)
    {
        if (unit.Node is null)
        {
            return [];
        }

        var found = new List<CallEdge>();
        foreach (var program in programs.Of(unit.Node.SyntaxTree, program => TestCode.Is(program.Compilation)))
        {
            var model = program.ModelFor(unit.Node.SyntaxTree);
            foreach (var node in unit.Code(isEndpoint))
            {
                cancellationToken.ThrowIfCancellationRequested();
                found.AddRange(Edges(node, model, program));
            }
        }

        return [.. found.DistinctBy(edge => (edge.Unit.Key, edge.Site.SpanStart))];
    }

    private static IEnumerable<CallEdge> Edges(SyntaxNode node, SemanticModel model, SourceProgram program) => node switch
    {
        InvocationExpressionSyntax call => OfCall(call, model, program),
        BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax => Declared(model.GetSymbolInfo(node).Symbol) is IMethodSymbol made ? [new CallEdge(CallUnit.Of(made), node, CallWay.Direct)] : [],
        SimpleNameSyntax name when !IsCalled(name) => OfName(name, model),
        _ => [],
    };

    private static IEnumerable<CallEdge> OfCall(InvocationExpressionSyntax call, SemanticModel model, SourceProgram program)
    {
        var method = CallGraph.MethodOf(call, model);
        var called = method is null ? null : (method.ReducedFrom ?? method).OriginalDefinition;
        var targets = program.Targets(call, model, MostTargets);
        if (targets.Count == 0)
        {
            return called is null || called.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke ? [] : [new CallEdge(CallUnit.Of(called), call, CallWay.Direct)];
        }

        var registrations = Registrations.Of(program);
        return targets.Select(target => new CallEdge(CallUnit.Of(target), call, WayTo(target, called), Registered(target, method, registrations)))
            .OrderByDescending(edge => edge.Registered ?? true);
    }

    private static CallWay WayTo(IMethodSymbol target, IMethodSymbol? called) =>
        called is not null && SameSymbol.Comparer.Equals(target.OriginalDefinition, called) ? CallWay.Direct
        : called is null || called.Name != target.Name ? CallWay.Message
        : called.ContainingType.TypeKind == TypeKind.Interface ? CallWay.Interface : CallWay.Override;

    private static bool? Registered(IMethodSymbol target, IMethodSymbol? called, Registrations registrations) =>
        called?.ContainingType is { TypeKind: TypeKind.Interface } contract && target.ContainingType is { } implementation ? registrations.Has(contract, implementation) : null;

    private static IEnumerable<CallEdge> OfName(SimpleNameSyntax name, SemanticModel model)
    {
        var symbol = model.GetSymbolInfo(name).Symbol;
        return symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method when Declared(method) is not null && ReferenceUses.Of(name, method) == ReferenceUse.Pass => [new CallEdge(CallUnit.Of(method.OriginalDefinition), name, CallWay.HandedOn)],
            IPropertySymbol property when SymbolText.SourceOf(property) is PropertyDeclarationSyntax declared && HasCode(declared) => [new CallEdge(CallUnit.Of(property.OriginalDefinition), name, CallWay.Direct)],
            _ => [],
        };
    }

    private static bool HasCode(PropertyDeclarationSyntax property) =>
        property.ExpressionBody is not null || property.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true;

    private static bool IsCalled(SimpleNameSyntax name) => name.Parent is InvocationExpressionSyntax
        || (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member && call.Expression == member && member.Name == name);

    /// <summary>The symbol when source declares it with code of its own.</summary>
    private static ISymbol? Declared(ISymbol? symbol) => symbol is IMethodSymbol { IsImplicitlyDeclared: false } method && MethodBodies.BodyOf(method.OriginalDefinition) is not null ? method.OriginalDefinition : null;
}
