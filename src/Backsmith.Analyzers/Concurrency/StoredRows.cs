using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Traces an object back to the query that loaded it: by itself, as an element of a set, or from a row it belongs to.</summary>
internal sealed class StoredRows(SourceProgram program)
{
    private const int Deepest = 10;

    private static readonly HashSet<string> ElementCalls =
        new() { "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Find", "ElementAt", "MinBy", "MaxBy", "GetValueOrDefault", "Peek", "Dequeue" };

    private static readonly HashSet<string> SetCalls =
        new() { "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "ToList", "ToArray", "Skip", "Take", "Reverse", "AsEnumerable", "FindAll", "ToDictionary", "Distinct", "DistinctBy", "Concat" };

    /// <summary>The query that loaded the object; null when it comes from elsewhere.</summary>
    public StoreQuery? Of(ExpressionSyntax expression, SemanticModel model) => Row(expression, model, 0);

    private StoreQuery? Row(ExpressionSyntax expression, SemanticModel model, int depth)
    {
        var bare = MethodBodies.Bare(expression);
        return depth > Deepest ? null : bare switch
        {
            InvocationExpressionSyntax call => Called(call, model, depth + 1),
            IdentifierNameSyntax name => Named(name, model, depth + 1),
            MemberAccessExpressionSyntax member when IsObject(model.GetTypeInfo(member).Type) => Row(member.Expression, model, depth + 1),
            ElementAccessExpressionSyntax element => Rows(element.Expression, model, depth + 1),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Row(either.Left, model, depth + 1),
            ConditionalExpressionSyntax choice => Row(choice.WhenTrue, model, depth + 1) ?? Row(choice.WhenFalse, model, depth + 1),
            AssignmentExpressionSyntax assignment => Row(assignment.Right, model, depth + 1),
            _ => null,
        };
    }

    private StoreQuery? Rows(ExpressionSyntax expression, SemanticModel model, int depth)
    {
        var bare = MethodBodies.Bare(expression);
        if (depth > Deepest)
        {
            return null;
        }

        switch (bare)
        {
            case InvocationExpressionSyntax call when StoreReader.Of(program).Read(call, model) is { } query:
                return query.Result is QueryResult.Set or QueryResult.Deferred or QueryResult.Stream ? Whole(query) : null;
            case InvocationExpressionSyntax call when MethodBodies.ReceiverOf(call) is { } receiver && SetCalls.Contains(MethodBodies.NameOf(call)):
                return Rows(receiver, model, depth + 1);
            case IdentifierNameSyntax name when model.GetSymbolInfo(name).Symbol is ILocalSymbol local:
                return LocalValues.Of(local, model).Where(v => !v.IsElement).Select(v => Rows(v.Value, model, depth + 1)).FirstOrDefault(q => q is not null);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Values" } values:
                return Rows(values.Expression, model, depth + 1);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when StoreTypes.IsDbSet(model.GetTypeInfo(bare).Type):
                return StoreReader.Of(program).Read(bare, model);
            case MemberAccessExpressionSyntax member:
                return Row(member.Expression, model, depth + 1);
            default:
                return null;
        }
    }

    private StoreQuery? Called(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        if (StoreReader.Of(program).Read(call, model) is { } query)
        {
            return query.Result == QueryResult.Single ? Whole(query) : null;
        }

        return ElementCalls.Contains(MethodBodies.NameOf(call)) && MethodBodies.ReceiverOf(call) is { } set ? Rows(set, model, depth) : null;
    }

    private StoreQuery? Named(IdentifierNameSyntax name, SemanticModel model, int depth)
    {
        switch (model.GetSymbolInfo(name).Symbol)
        {
            case ILocalSymbol local when local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } }:
                return MethodBodies.NameOf(call) == "TryGetValue" && MethodBodies.ReceiverOf(call) is { } map ? Rows(map, model, depth) : null;
            case ILocalSymbol local:
                return LocalValues.Of(local, model).Select(v => v.IsElement ? Rows(v.Value, model, depth) : Row(v.Value, model, depth)).FirstOrDefault(q => q is not null);
            case IParameterSymbol parameter when parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration && declaration.SyntaxTree == name.SyntaxTree
                && declaration.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax over } } && declaration.Parent is not ParameterListSyntax { Parent: BaseMethodDeclarationSyntax }:
                return MethodBodies.ReceiverOf(over) is { } set && MethodBodies.NameOf(over) is "ForEach" or "Select" or "Sum" ? Rows(set, model, depth) : null;
            default:
                return null;
        }
    }

    // A query that makes new objects gives copies: what is changed in them goes nowhere by itself.
    private static StoreQuery? Whole(StoreQuery query) =>
        query.Steps.Any(s => s.Name is "ProjectTo" or "ProjectToType" or "GroupBy" || (s.Name == "Select" && s.Arguments.Any(a => a is LambdaExpressionSyntax { Body: BaseObjectCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax or InvocationExpressionSyntax })))
            ? null
            : query;

    private static bool IsObject(ITypeSymbol? type) => type is INamedTypeSymbol { IsReferenceType: true, SpecialType: SpecialType.None };
}
