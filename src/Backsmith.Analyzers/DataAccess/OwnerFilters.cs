using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Knows the stored types whose every query is limited to one owner by the model itself (<c>HasQueryFilter</c>).</summary>
internal sealed class OwnerFilters
{
    private readonly Lazy<HashSet<string>> _types;

    private OwnerFilters(SourceProgram program) => _types = new(() => new HashSet<string>(
        program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(c => MethodBodies.NameOf(c) == "HasQueryFilter" && program.ModelOf(c.SyntaxTree) is { } model && c.ArgumentList.Arguments.Any(a => OneParent.Is(a.Expression, model)))
            .Select(LookupTables.TypeOf)));

    /// <summary>The filters of a program.</summary>
    public static OwnerFilters Of(SourceProgram program) => program.Part(static p => new OwnerFilters(p));

    /// <summary>True when the rows of the query are one owner's.</summary>
    public bool Cover(StoreQuery query) => query.Entity is { } entity && _types.Value.Contains(entity.Name) && query.Steps.All(s => s.Name != "IgnoreQueryFilters");
}
