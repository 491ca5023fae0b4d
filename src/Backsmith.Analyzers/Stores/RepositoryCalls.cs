using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>Reads calls on stores whose code is not in sight: Identity's managers, and repository contracts without a visible implementation.</summary>
internal static class RepositoryCalls
{
    private static readonly string[] SetPrefixes = ["List", "GetAll", "FindAll", "ListAll"];
    private static readonly string[] SinglePrefixes = ["GetBy", "FindBy", "FirstOrDefault", "SingleOrDefault", "First", "Single", "Get", "Find", "Load"];

    /// <summary>A look-up of Identity's user, role or sign-in manager.</summary>
    public static StoreQuery? ReadIdentity(InvocationExpressionSyntax call, ExpressionSyntax? receiver, string name, SemanticModel model)
    {
        if (receiver is null || !(name.StartsWith("Find", StringComparison.Ordinal) || name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("IsInRole", StringComparison.Ordinal)
            || name is "RoleExistsAsync") || !name.EndsWith("Async", StringComparison.Ordinal))
        {
            return null;
        }

        var type = model.GetTypeInfo(receiver).Type;
        if (!StoreTypes.IsIdentityStore(type))
        {
            return null;
        }

        var result = name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("RoleExists", StringComparison.Ordinal) ? QueryResult.Existence : QueryResult.Single;
        return Make(call, (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() as INamedTypeSymbol, name, result, type!.TypeKind != TypeKind.Error);
    }

    /// <summary>A look-up on a repository contract that nothing in sight implements.</summary>
    public static StoreQuery? ReadContract(SourceProgram program, InvocationExpressionSyntax call, ExpressionSyntax? receiver, string name, SemanticModel model)
    {
        var type = receiver is null ? null : model.GetTypeInfo(receiver).Type as INamedTypeSymbol;
        if (type is null || !StoreTypes.IsRepositoryContract(type) || HasVisibleBody(program, call, model) || IsImplemented(program, type, name))
        {
            return null;
        }

        var plain = QueryOperators.Plain(name);
        var result = SetPrefixes.Any(p => plain.StartsWith(p, StringComparison.Ordinal)) || StoreTypes.IsCollection(StoreTypes.Awaited(model.GetTypeInfo(call).Type)) ? QueryResult.Set
            : plain.StartsWith("Any", StringComparison.Ordinal) || plain.StartsWith("Exists", StringComparison.Ordinal) ? QueryResult.Existence
            : plain.StartsWith("Count", StringComparison.Ordinal) ? QueryResult.Scalar
            : SinglePrefixes.Any(p => plain.StartsWith(p, StringComparison.Ordinal)) ? QueryResult.Single
            : QueryResult.Deferred;
        return result == QueryResult.Deferred ? null : Make(call, EntityOf(call, model), name, result, false);
    }

    /// <summary>The stored type as a call on a generic repository tells it: by what it returns, else by the repository's type argument.</summary>
    public static INamedTypeSymbol? EntityOf(InvocationExpressionSyntax call, SemanticModel model)
    {
        var result = StoreTypes.Awaited(model.GetTypeInfo(call).Type);
        if (StoreTypes.ElementOf(result) is { } element)
        {
            return element;
        }

        if (result is INamedTypeSymbol { IsReferenceType: true, TypeKind: TypeKind.Class, SpecialType: SpecialType.None } single && !single.DeclaringSyntaxReferences.IsEmpty)
        {
            return single;
        }

        var receiver = MethodBodies.ReceiverOf(call) is { } e ? model.GetTypeInfo(e).Type as INamedTypeSymbol : null;
        return receiver is null ? null : receiver.TypeArguments.Concat(receiver.AllInterfaces.SelectMany(i => i.TypeArguments)).OfType<INamedTypeSymbol>().FirstOrDefault();
    }

    private static bool HasVisibleBody(SourceProgram program, InvocationExpressionSyntax call, SemanticModel model) => program.Targets(call, model).Count > 0;

    // A contract with an implementation in sight whose base is not: the method is then the base's, which a package declares.
    private static bool IsImplemented(SourceProgram program, INamedTypeSymbol type, string name) =>
        type.GetMembers(name).Length == 0 && type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: SpecialType.System_Object } && program.Types.All.Contains(type, SameSymbol.Comparer);

    private static StoreQuery Make(InvocationExpressionSyntax call, INamedTypeSymbol? entity, string name, QueryResult result, bool isResolved)
    {
        var arguments = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        return new StoreQuery(call, entity, [new QueryStep(name, call, arguments)], result, isResolved);
    }
}
