using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Decides whether a collection can grow with the data, or has a length that the code writes.</summary>
internal static class LoopLength
{
    /// <summary>False for constants, enums, batches, configuration, and for strategies that are registered: a contract with methods, or a delegate, is no data.</summary>
    public static bool CanGrow(ExpressionSyntax source, SemanticModel model) =>
        !(StoreTypes.ElementTypeOf(model.GetTypeInfo(source).Type) is { } element && (element.TypeKind is TypeKind.Delegate or TypeKind.Enum || IsStrategy(element))) && CanGrow(source, model, 0);

    // IGrouping and the collections are the framework's; an entity's contract has properties alone.
    private static bool IsStrategy(ITypeSymbol element) => element.TypeKind == TypeKind.Interface
        && element.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true
        && element.AllInterfaces.Cast<ITypeSymbol>().Concat([element]).Any(i => i.GetMembers().OfType<IMethodSymbol>().Any(m => m.MethodKind == MethodKind.Ordinary));

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
            case BinaryExpressionSyntax or ConditionalExpressionSyntax:
                return MethodBodies.Arms(bare).Any(a => a == bare || CanGrow(a, model, depth + 1));
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
        if (name is "GetValues" or "GetNames" or "Chunk" or "Batch" or "Buffer" or "Range" or "GetChildren" or "GetSupportedCultures" or "GetPendingMigrations" or "GetPendingMigrationsAsync" or "GetSection")
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
