using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Code that runs once for each element of a collection: a foreach, a counted for, a lambda given to Select, ForEach or ForEachAsync.</summary>
internal sealed class ElementLoop(SyntaxNode code, ExpressionSyntax? source, string element)
{
    private static readonly HashSet<string> PerElementCalls =
        new() { "Select", "SelectMany", "Where", "Any", "All", "ForEach", "ForEachAsync", "ToDictionary", "First", "FirstOrDefault", "Count", "Sum", "Aggregate" };

    /// <summary>The code that runs for each element.</summary>
    public SyntaxNode Code { get; } = code;

    /// <summary>The collection; null when only a counter runs.</summary>
    public ExpressionSyntax? Source { get; } = source;

    /// <summary>The name that stands for the element (or the counter) in the code.</summary>
    public string Element { get; } = element;

    /// <summary>The loop that a node is; null when it is none, or runs a number of times that cannot grow.</summary>
    public static ElementLoop? Of(SyntaxNode node, StoreReader reader, SemanticModel model)
    {
        var loop = node switch
        {
            ForEachStatementSyntax f => new ElementLoop(f.Statement, f.Expression, f.Identifier.ValueText),
            ForEachVariableStatementSyntax v => new ElementLoop(v.Statement, v.Expression, FirstName(v.Variable)),
            ForStatementSyntax f => OfFor(f, model),
            InvocationExpressionSyntax call => OfLambda(call, reader, model),
            _ => null,
        };
        return loop is null || loop.Element.Length == 0 || (loop.Source is not null && !CanGrow(loop.Source, model, 0)) ? null : loop;
    }

    private static string FirstName(ExpressionSyntax variable) =>
        variable.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "";

    private static ElementLoop? OfFor(ForStatementSyntax loop, SemanticModel model)
    {
        var counter = loop.Declaration?.Variables.FirstOrDefault()?.Identifier.ValueText;
        return counter is not null && loop.Condition is BinaryExpressionSyntax { Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" } bound }
            && StoreTypes.IsCollection(model.GetTypeInfo(bound.Expression).Type)
            ? new ElementLoop(loop.Statement, bound.Expression, counter)
            : null;
    }

    private static ElementLoop? OfLambda(InvocationExpressionSyntax call, StoreReader reader, SemanticModel model)
    {
        if (!PerElementCalls.Contains(MethodBodies.NameOf(call)) || call.ArgumentList.Arguments.Count == 0
            || call.ArgumentList.Arguments.Last().Expression is not AnonymousFunctionExpressionSyntax lambda)
        {
            return null;
        }

        var element = lambda switch
        {
            SimpleLambdaExpressionSyntax s => s.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } p } => p[0].Identifier.ValueText,
            _ => "",
        };
        var isStatic = MethodBodies.NameOf(call) == "ForEachAsync" && call.ArgumentList.Arguments.Count > 1;
        var source = isStatic ? call.ArgumentList.Arguments[0].Expression : MethodBodies.ReceiverOf(call);

        // On a query that has not run the lambda becomes part of its SQL.
        return source is null || IsTranslated(call, source, reader, model) ? null : new ElementLoop(lambda.Body, source, element);
    }

    private static bool IsTranslated(InvocationExpressionSyntax call, ExpressionSyntax source, StoreReader reader, SemanticModel model)
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
                return IsInsideTranslated(call, model);
            }
        }

        return reader.Read(source, model) is { Executes: false } || !StoreTypes.IsCollection(model.GetTypeInfo(source).Type) || IsInsideTranslated(call, model);
    }

    // An in-memory operator inside a lambda that is itself translated: o => o.Lines.Select(l => db.Products.Count(...)).
    private static bool IsInsideTranslated(SyntaxNode node, SemanticModel model) =>
        node.Ancestors().OfType<LambdaExpressionSyntax>().Any(l => model.GetTypeInfo(l).ConvertedType?.Name == "Expression");

    private static bool CanGrow(ExpressionSyntax source, SemanticModel model, int depth)
    {
        var bare = MethodBodies.Bare(source);
        if (depth > 4)
        {
            return true;
        }

        switch (bare)
        {
            case ArrayCreationExpressionSyntax { Initializer: not null } or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax:
            case CollectionExpressionSyntax { Elements: var elements } when elements.All(e => e is ExpressionElementSyntax):
            case ObjectCreationExpressionSyntax { Initializer.Expressions.Count: > 0 }:
                return depth > 0 && IsFilledLater(bare, model);
            case InvocationExpressionSyntax call:
                return CallCanGrow(call, model, depth);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return SymbolCanGrow(bare, model, depth);
            default:
                return true;
        }
    }

    private static bool CallCanGrow(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        var name = MethodBodies.NameOf(call);
        if (name is "GetValues" or "GetNames" or "Chunk" or "Batch" or "Buffer" or "Range" or "GetChildren" or "GetSupportedCultures" or "GetPendingMigrations" or "GetPendingMigrationsAsync")
        {
            return name == "Range" && !call.ArgumentList.Arguments.All(a => model.GetConstantValue(a.Expression).HasValue);
        }

        if (name == "Take" && call.ArgumentList.Arguments.Count == 1 && model.GetConstantValue(call.ArgumentList.Arguments[0].Expression) is { HasValue: true, Value: int and <= 5 })
        {
            return false;
        }

        return MethodBodies.ReceiverOf(call) is not { } receiver || model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol || CanGrow(receiver, model, depth + 1)
            || name is "Split" or "ToListAsync" or "ToArrayAsync";
    }

    private static bool SymbolCanGrow(ExpressionSyntax expression, SemanticModel model, int depth) => model.GetSymbolInfo(expression).Symbol switch
    {
        ILocalSymbol local when LocalValues.Of(local, model) is { Count: > 0 } values => values.Any(v => v.IsElement || CanGrow(v.Value, model, depth + 1)),
        IFieldSymbol { IsStatic: true, IsReadOnly: true } field => !HasInitializer(field),
        IPropertySymbol { IsStatic: true } property => !HasInitializer(property),
        IFieldSymbol field => !IsConfiguration(field.ContainingType),
        IPropertySymbol property => !IsConfiguration(property.ContainingType),
        _ => true,
    };

    private static bool HasInitializer(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax v => v.Initializer is not null,
        PropertyDeclarationSyntax p => p.Initializer is not null || p.ExpressionBody is not null,
        _ => false,
    };

    private static bool IsConfiguration(INamedTypeSymbol? type) =>
        type is not null && (type.Name.EndsWith("Options", StringComparison.Ordinal) || type.Name.EndsWith("Settings", StringComparison.Ordinal) || type.Name.EndsWith("Configuration", StringComparison.Ordinal));

    private static bool IsFilledLater(SyntaxNode creation, SemanticModel model)
    {
        var name = creation.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText;
        var body = name is null ? null : MethodBodies.EnclosingBody(creation);
        return body?.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(c => MethodBodies.NameOf(c) is "Add" or "AddRange" or "Insert" && MethodBodies.ReceiverOf(c)?.ToString() == name) == true;
    }
}
