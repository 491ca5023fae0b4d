using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>What a call changes in a store.</summary>
internal enum WriteKind
{
    /// <summary>A row is added.</summary>
    Insert,

    /// <summary>A row is changed.</summary>
    Update,

    /// <summary>A row is removed.</summary>
    Delete,

    /// <summary>What was tracked goes to the store: <c>SaveChanges</c>.</summary>
    Save,
}

/// <summary>A call that changes a store.</summary>
internal sealed class StoreWrite(InvocationExpressionSyntax call, WriteKind kind, ITypeSymbol? entity, SqlText? sql)
{
    /// <summary>The call.</summary>
    public InvocationExpressionSyntax Call { get; } = call;

    /// <summary>What it does.</summary>
    public WriteKind Kind { get; } = kind;

    /// <summary>The stored type, in a generic repository its type parameter; null when it cannot be told.</summary>
    public ITypeSymbol? Entity { get; } = entity;

    /// <summary>The SQL it sends, when it is written out.</summary>
    public SqlText? Sql { get; } = sql;

    /// <summary>Reads a call as a write; null when it is none.</summary>
    public static StoreWrite? Read(SourceProgram program, InvocationExpressionSyntax call, SemanticModel model)
    {
        var name = QueryOperators.Plain(MethodBodies.NameOf(call));
        var receiver = MethodBodies.ReceiverOf(call);
        if (name == "SaveChanges" && (receiver is not null ? StoreTypes.IsContext(model.GetTypeInfo(receiver).Type) : StoreTypes.IsContext(model.GetEnclosingSymbol(call.SpanStart)?.ContainingType)))
        {
            return new StoreWrite(call, WriteKind.Save, null, null);
        }

        if (name.StartsWith("Execute", StringComparison.Ordinal))
        {
            return ReadStatement(program, call, model);
        }

        return KindOf(name) is { } kind && receiver is not null
            ? ReadTracked(call, receiver, kind, model) ?? ReadContract(program, call, receiver, kind, model)
            : null;
    }

    private static StoreWrite? ReadStatement(SourceProgram program, InvocationExpressionSyntax call, SemanticModel model)
    {
        if (StoreReader.Of(program).Read(call, model) is not { Result: QueryResult.Write or QueryResult.Scalar, Via: null } query)
        {
            return null;
        }

        var kind = query.Sql switch
        {
            { IsInsert: true } => WriteKind.Insert,
            { IsWrite: true } => WriteKind.Update,
            null when query.Result == QueryResult.Write => WriteKind.Update,
            _ => (WriteKind?)null,
        };
        return kind is null ? null : new StoreWrite(call, kind.Value, query.Entity, query.Sql);
    }

    private static StoreWrite? ReadTracked(InvocationExpressionSyntax call, ExpressionSyntax receiver, WriteKind kind, SemanticModel model)
    {
        var type = model.GetTypeInfo(receiver).Type;
        if (StoreTypes.IsDbSet(type))
        {
            return new StoreWrite(call, kind, ((INamedTypeSymbol)type!).TypeArguments[0], null);
        }

        var argument = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        return argument is not null && StoreTypes.IsContext(type) ? new StoreWrite(call, kind, EntityOf(argument, model), null) : null;
    }

    private static StoreWrite? ReadContract(SourceProgram program, InvocationExpressionSyntax call, ExpressionSyntax receiver, WriteKind kind, SemanticModel model)
    {
        var argument = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        return argument is not null && StoreTypes.IsRepositoryContract(model.GetTypeInfo(receiver).Type) && program.Targets(call, model).Count == 0
            ? new StoreWrite(call, kind, EntityOf(argument, model), null)
            : null;
    }

    private static ITypeSymbol? EntityOf(ExpressionSyntax argument, SemanticModel model)
    {
        var type = model.GetTypeInfo(argument).Type;
        return StoreTypes.ElementOf(type) ?? type;
    }

    private static WriteKind? KindOf(string name) => name switch
    {
        "Add" or "AddRange" or "Insert" or "InsertOne" or "Create" or "BulkInsert" => WriteKind.Insert,
        "Update" or "UpdateRange" or "Attach" => WriteKind.Update,
        "Remove" or "RemoveRange" or "Delete" or "DeleteRange" => WriteKind.Delete,
        _ => null,
    };
}
