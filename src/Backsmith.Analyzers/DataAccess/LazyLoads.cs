using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Finds the navigations of a loop's rows that go to the store when they are touched, in a program that switches lazy loading on.</summary>
internal sealed class LazyLoads
{
    private readonly SourceProgram _program;
    private readonly Lazy<bool> _isOn;
    private readonly Lazy<HashSet<string>> _always;

    private LazyLoads(SourceProgram program)
    {
        _program = program;
        _isOn = new(() => Calls("UseLazyLoadingProxies").Any());
        _always = new(() => new HashSet<string>(Calls("AutoInclude").SelectMany(c => c.DescendantNodes().OfType<MemberAccessExpressionSyntax>()).Select(m => m.Name.Identifier.ValueText)));
    }

    /// <summary>The lazy loads of a program.</summary>
    public static LazyLoads Of(SourceProgram program) => program.Part(static p => new LazyLoads(p));

    /// <summary>The first touch of each navigation that the query of the rows did not include.</summary>
    public IEnumerable<QueryPerElement> In(ElementLoop loop, SemanticModel model)
    {
        if (!_isOn.Value || loop.Source is null || StoreReader.Of(_program).Origins(loop.Source, model).ToList() is not { Count: > 0 } origins)
        {
            return [];
        }

        var included = string.Join(" ", origins.SelectMany(o => o.Steps).Where(s => s.Name.EndsWith("Include", StringComparison.Ordinal)).SelectMany(s => s.Arguments));
        return loop.Code.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
            .Where(m => m.Expression is IdentifierNameSyntax row && row.Identifier.ValueText == loop.Element && !ElementLoop.IsTranslated(m, model))
            .GroupBy(m => m.Name.Identifier.ValueText).Where(g => !included.Contains(g.Key) && !_always.Value.Contains(g.Key)).Select(g => g.First())
            .Select(m => (Place: m, Target: TargetOf(model.GetSymbolInfo(m).Symbol as IPropertySymbol))).Where(t => t.Target is not null)
            .Select(t => new QueryPerElement(t.Place, new StoreQuery(t.Place, t.Target, [], QueryResult.Set, true), 0, t.Place.Name.Identifier.ValueText));
    }

    // The proxy overrides a virtual property that holds an entity, or a collection of one.
    private static INamedTypeSymbol? TargetOf(IPropertySymbol? property)
    {
        var type = property is { IsVirtual: true } ? (StoreTypes.ElementTypeOf(property.Type) ?? property.Type) as INamedTypeSymbol : null;
        return type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && !type.DeclaringSyntaxReferences.IsEmpty && !property!.ContainingType.DeclaringSyntaxReferences.IsEmpty ? type : null;
    }

    private IEnumerable<InvocationExpressionSyntax> Calls(string name) =>
        _program.Trees.SelectMany(t => t.GetRoot().DescendantNodes()).OfType<InvocationExpressionSyntax>().Where(c => MethodBodies.NameOf(c) == name);
}
