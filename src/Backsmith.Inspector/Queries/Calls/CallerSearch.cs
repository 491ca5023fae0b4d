using Backsmith.Analyzers.Programs;
using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>Finds what can run a member: calls of it, of the interface or base members it fulfils, messages it handles, and places that hand it on.</summary>
/// <param name="programs">The applications.</param>
/// <param name="names">Where names stand.</param>
/// <param name="isEndpoint">Whether a lambda or local function is what an endpoint runs.</param>
internal sealed class CallerSearch(CallPrograms programs, NameIndex names, Func<SyntaxNode, bool> isEndpoint)
{
    /// <summary>The callers of a unit, in the order of files and lines.</summary>
    public IReadOnlyList<CallEdge> Of(CallUnit unit, CancellationToken cancellationToken)
    {
        if (unit.Symbol is not { } symbol)
        {
            return [];
        }

        var meant = Fulfilled(symbol).Append(symbol.OriginalDefinition).ToList();
        var wanted = meant.Select(Name).Concat(symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? [NameIndex.Unnamed] : []).Distinct().ToList();
        var found = new List<CallEdge>();
        foreach (var tree in programs.Trees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var here = names.Of(tree);
            var nodes = wanted.SelectMany(name => here[name]).ToList();
            if (nodes.Count > 0 && programs.ModelOf(tree) is { } model)
            {
                found.AddRange(nodes.OrderBy(node => node.SpanStart).Select(node => Edge(node, model, symbol, meant)).OfType<CallEdge>());
            }

            found.AddRange(Dispatches(tree, here, symbol));
        }

        return found;
    }

    private static string Name(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : symbol.Name;

    /// <summary>The members of base types and interfaces that calls name when they run this one.</summary>
    private static IEnumerable<ISymbol> Fulfilled(ISymbol symbol)
    {
        for (var above = Overridden(symbol); above is not null; above = Overridden(above))
        {
            yield return above.OriginalDefinition;
        }

        if (symbol.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type)
        {
            yield break;
        }

        foreach (var member in type.AllInterfaces.SelectMany(contract => contract.GetMembers()))
        {
            if (type.FindImplementationForInterfaceMember(member) is { } fulfilling && SameSymbol.Comparer.Equals(fulfilling.OriginalDefinition, symbol.OriginalDefinition))
            {
                yield return member.OriginalDefinition;
            }
        }
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol declared => declared.OverriddenEvent,
        _ => null,
    };

    private CallEdge? Edge(SyntaxNode node, SemanticModel model, ISymbol symbol, List<ISymbol> meant)
    {
        if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
        {
            return null;
        }

        var call = Invocation(node);
        var named = call is not null ? CallGraph.MethodOf(call, model) : Named(node, model);
        var definition = named is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : named?.OriginalDefinition;
        if (definition is null || !meant.Contains(definition, SameSymbol.Comparer) || (named!.ContainingType is { } contract && symbol.ContainingType is { } type && !TypeIndex.CanBe(type, contract)))
        {
            return null;
        }

        var use = ReferenceUses.Of(node, definition);
        var way = use == ReferenceUse.Pass ? CallWay.HandedOn
            : SameSymbol.Comparer.Equals(definition, symbol.OriginalDefinition) ? CallWay.Direct
            : definition.ContainingType?.TypeKind == TypeKind.Interface ? CallWay.Interface : CallWay.Override;
        return use == ReferenceUse.Name ? null : new CallEdge(CallUnit.Around(node, model, isEndpoint), node, way);
    }

    /// <summary>The call whose method a name is.</summary>
    private static InvocationExpressionSyntax? Invocation(SyntaxNode name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member when member.Name == name && call.Expression == member => call,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    private static ISymbol? Named(SyntaxNode node, SemanticModel model)
    {
        var info = model.GetSymbolInfo(node is SimpleNameSyntax && node.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation && creation.Type.Span.Contains(node.Span) && creation.Type.Span.End == node.Span.End ? creation : node);
        return info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
    }

    /// <summary>Calls that send the message which the method handles; files that do not name its type send none.</summary>
    private IEnumerable<CallEdge> Dispatches(SyntaxTree tree, ILookup<string, SyntaxNode> here, ISymbol symbol)
    {
        if (symbol is not IMethodSymbol { Parameters: [{ Type: INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } message }, ..] } method || !here.Contains(message.Name)
            || programs.First(tree) is not { } program || !program.Types.HandlersOf(message).Contains(method, SameSymbol.Comparer))
        {
            yield break;
        }

        var model = program.ModelFor(tree);
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(CallGraph.IsDispatch))
        {
            if (CallGraph.MethodOf(call, model)?.Name != method.Name && program.Targets(call, model).Contains(method.OriginalDefinition, SameSymbol.Comparer))
            {
                yield return new CallEdge(CallUnit.Around(call, model, isEndpoint), call, CallWay.Message);
            }
        }
    }
}
