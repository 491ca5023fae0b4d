using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Code that runs once for each element of a collection: a foreach, a counted for, rows read one by one, a lambda or method given to Select, ForEach or ForEachAsync.</summary>
internal sealed class ElementLoop(SyntaxNode code, ExpressionSyntax? source, string element, bool isReader = false)
{
    private static readonly HashSet<string> PerElementCalls =
        new()
        {
            "Select", "SelectMany", "Where", "Any", "All", "ForEach", "ForEachAsync", "ToDictionary", "ToLookup", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Count", "Sum",
            "Min", "Max", "Average", "Aggregate", "OrderBy", "OrderByDescending", "GroupBy", "ConvertAll", "FindAll", "RemoveAll", "Exists",
        };

    /// <summary>The code that runs for each element.</summary>
    public SyntaxNode Code { get; } = code;

    /// <summary>The collection; null when only a counter runs.</summary>
    public ExpressionSyntax? Source { get; } = source;

    /// <summary>The name that stands for the element (or the counter) in the code.</summary>
    public string Element { get; } = element;

    /// <summary>What a message calls one element: <c>'line'</c>, or a row of a reader.</summary>
    public string Shown => isReader ? "row" : $"'{Element}'";

    /// <summary>The loop that a node is; null when it is none, or runs a number of times that cannot grow.</summary>
    public static ElementLoop? Of(SyntaxNode node, StoreReader reader, SemanticModel model)
    {
        var loop = node switch
        {
            ForEachStatementSyntax f => new ElementLoop(f.Statement, f.Expression, f.Identifier.ValueText),
            ForEachVariableStatementSyntax v => new ElementLoop(v.Statement, v.Expression, FirstName(v.Variable)),
            ForStatementSyntax f => OfFor(f, model),
            WhileStatementSyntax w => OfReader(w, model),
            QueryExpressionSyntax q => OfComprehension(q, reader, model),
            InvocationExpressionSyntax call => OfCall(call, reader, model),
            _ => null,
        };
        return loop is null || loop.Element.Length == 0 || (loop.Source is not null && !LoopLength.CanGrow(loop.Source, model)) ? null : loop;
    }

    /// <summary>True for code inside a lambda that becomes part of a query: <c>o => o.Lines.Select(l => db.Products.Count(...))</c>.</summary>
    public static bool IsTranslated(SyntaxNode node, SemanticModel model) =>
        node.Ancestors().OfType<LambdaExpressionSyntax>().Any(l => model.GetTypeInfo(l).ConvertedType?.Name == "Expression");

    private static string FirstName(ExpressionSyntax variable) =>
        variable.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "";

    // A step other than one is a loop over batches.
    private static ElementLoop? OfFor(ForStatementSyntax loop, SemanticModel model)
    {
        var counter = loop.Declaration?.Variables.FirstOrDefault()?.Identifier.ValueText;
        return counter is not null && loop.Condition is BinaryExpressionSyntax { Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" } bound }
            && loop.Incrementors.All(i => i is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax)
            && StoreTypes.IsCollection(model.GetTypeInfo(bound.Expression).Type)
            ? new ElementLoop(loop.Statement, bound.Expression, counter)
            : null;
    }

    private static ElementLoop? OfReader(WhileStatementSyntax loop, SemanticModel model) =>
        MethodBodies.Bare(loop.Condition) is InvocationExpressionSyntax read && QueryOperators.Plain(MethodBodies.NameOf(read)) == "Read"
        && MethodBodies.ReceiverOf(read) is IdentifierNameSyntax rows && StoreTypes.IsReader(model.GetTypeInfo(rows).Type)
            ? new ElementLoop(loop.Statement, rows, rows.Identifier.ValueText, true)
            : null;

    private static ElementLoop? OfComprehension(QueryExpressionSyntax query, StoreReader reader, SemanticModel model)
    {
        var source = query.FromClause.Expression;
        var type = model.GetTypeInfo(source).Type;
        return StoreTypes.IsCollection(type) && !StoreTypes.IsQueryable(type) && reader.Read(source, model) is not { Executes: false } && !IsTranslated(query, model)
            ? new ElementLoop(query.Body, source, query.FromClause.Identifier.ValueText)
            : null;
    }

    private static ElementLoop? OfCall(InvocationExpressionSyntax call, StoreReader reader, SemanticModel model)
    {
        if (!PerElementCalls.Contains(MethodBodies.NameOf(call)) || call.ArgumentList.Arguments.Count == 0 || PerElementCode(call, model) is not { } code)
        {
            return null;
        }

        var receiver = MethodBodies.ReceiverOf(call);
        var isStatic = receiver is not null && model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol or INamespaceSymbol;
        var source = isStatic ? call.ArgumentList.Arguments[0].Expression : receiver;

        // On a query that has not run the lambda becomes part of its SQL.
        return source is null || source == code || IsPartOfQuery(call, source, reader, model) ? null : code switch
        {
            SimpleLambdaExpressionSyntax s => new ElementLoop(s.Body, source, s.Parameter.Identifier.ValueText),
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } p } l => new ElementLoop(l.Body, source, p[0].Identifier.ValueText),
            AnonymousFunctionExpressionSyntax => null,
            _ => new ElementLoop(code, source, "element"),
        };
    }

    // A lambda that calls something, or the name of a method.
    private static ExpressionSyntax? PerElementCode(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments.Select(a => a.Expression).LastOrDefault(e => e switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.DescendantNodes().Any(n => n is InvocationExpressionSyntax),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(e) is var info && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol { Parameters.Length: > 0 },
            _ => false,
        });

    private static bool IsPartOfQuery(InvocationExpressionSyntax call, ExpressionSyntax source, StoreReader reader, SemanticModel model)
    {
        if (CallGraph.MethodOf(call, model) is { } method)
        {
            var container = method.ContainingType?.Name;
            if (container == "Queryable")
            {
                return true;
            }

            if (container is "Enumerable" or "List" or "Array" or "Parallel" or "ImmutableArray" or "AsyncEnumerable")
            {
                return IsTranslated(call, model);
            }
        }

        return reader.Read(source, model) is { Executes: false } || !StoreTypes.IsCollection(model.GetTypeInfo(source).Type) || IsTranslated(call, model);
    }
}
