using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>The kinds of record that the model filters by something of the context, such as its user or tenant, in every query.</summary>
internal static class QueryFilters
{
    /// <summary>The names of the records; the empty name when a filter is set for kinds that cannot be told.</summary>
    public static HashSet<string> In(SourceProgram program)
    {
        var found = new HashSet<string>();
        foreach (var tree in program.Trees)
        {
            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => MethodBodies.NameOf(c) == "HasQueryFilter"))
            {
                Add(call, program.ModelOf(tree)!, program, found);
            }
        }

        return found;
    }

    private static void Add(InvocationExpressionSyntax call, SemanticModel model, SourceProgram program, HashSet<string> found)
    {
        var filter = call.ArgumentList.Arguments.Select(a => a.Expression).LastOrDefault();
        if (filter is LambdaExpressionSyntax lambda)
        {
            var parameter = (model.GetSymbolInfo(lambda).Symbol as IMethodSymbol)?.Parameters.FirstOrDefault();
            if (parameter is not null && LooksOutside(lambda.Body, parameter, model))
            {
                AddType(parameter.Type, program, found);
            }
        }
        else if (filter is not null)
        {
            // An expression that is built by hand: whom it lets through cannot be told.
            found.Add("");
        }
    }

    private static bool LooksOutside(SyntaxNode body, IParameterSymbol parameter, SemanticModel model) =>
        body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Parent is not MemberAccessExpressionSyntax member || member.Expression == n
            ? model.GetSymbolInfo(n).Symbol is IFieldSymbol { IsConst: false } or IPropertySymbol or IParameterSymbol or ILocalSymbol && !SameSymbol.Comparer.Equals(model.GetSymbolInfo(n).Symbol, parameter)
            : false);

    private static void AddType(ITypeSymbol type, SourceProgram program, HashSet<string> found)
    {
        if (type is ITypeParameterSymbol generic)
        {
            var bounds = generic.ConstraintTypes.OfType<INamedTypeSymbol>().ToList();
            found.UnionWith(bounds.Count == 0 ? [""] : bounds.SelectMany(b => program.Types.DerivedFrom(b)).Select(t => RecordNames.Of(t)));
            return;
        }

        found.Add(RecordNames.Of(type));
        found.UnionWith(program.Types.DerivedFrom((INamedTypeSymbol)type).Select(t => RecordNames.Of(t)));
    }
}
