using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Injection;

/// <summary>An expression that a database runs as SQL.</summary>
internal sealed class SqlSink(IOperation text, string runs, bool resolved)
{
    internal IOperation Text { get; } = text;

    /// <summary>The method, command type or property that runs the text.</summary>
    internal string Runs { get; } = runs;

    /// <summary>False when the library's types are missing and only the shape of the call says what it is.</summary>
    internal bool Resolved { get; } = resolved;
}

/// <summary>Finds what runs SQL text: ADO.NET commands and adapters, Dapper, EF Core's raw methods.</summary>
internal sealed class SqlSinks(SourceIndex index)
{
    private static readonly string[] EntityFramework = ["FromSqlRaw", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw", "ExecuteSqlCommand", "ExecuteSqlCommandAsync"];

    private static readonly string[] OlderEntityFramework = ["FromSql", "SqlQuery", "CreateSQLQuery"];

    private static readonly string[] Dapper =
    [
        "Query", "QueryAsync", "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync", "QuerySingle", "QuerySingleAsync",
        "QuerySingleOrDefault", "QuerySingleOrDefaultAsync", "QueryMultiple", "QueryMultipleAsync", "QueryUnbufferedAsync", "Execute", "ExecuteAsync",
        "ExecuteScalar", "ExecuteScalarAsync", "ExecuteReader", "ExecuteReaderAsync",
    ];

    private static readonly string[] Providers = ["Sql", "Npgsql", "MySql", "Sqlite", "SQLite", "Oracle", "OleDb", "Odbc", "Fb", "SqlCe", "DuckDB"];

    private static readonly HashSet<string> TextParameters = ["sql", "commandText", "cmdText", "query", "queryString", "selectCommandText"];

    internal IEnumerable<SqlSink> All() =>
        EntityFramework.SelectMany(n => Calls(n, true))
            .Concat(OlderEntityFramework.SelectMany(n => Calls(n, false)))
            .Concat(Dapper.SelectMany(n => Calls(n, UsesDapper.Value)))
            .Concat(Calls("CreateCommand", false))
            .Concat(index.Creations.Where(c => IsCommandName(c.Key)).SelectMany(c => c.Value).SelectMany(Creation))
            .Concat(index.CreationsOf(SourceIndex.Unnamed).SelectMany(Creation))
            .Concat(index.WritesTo("CommandText").SelectMany(Assignment));

    private Lazy<bool> UsesDapper { get; } = new(() => index.Compilation.SyntaxTrees
        .Any(t => t.GetRoot() is CompilationUnitSyntax root && root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>().Any(u => u.Name?.ToString() == "Dapper")));

    private static bool IsCommandName(string name) =>
        name is "CommandDefinition" || (name.EndsWith("Command", StringComparison.Ordinal) || name.EndsWith("DataAdapter", StringComparison.Ordinal)) && HasProvider(name);

    private static bool HasProvider(string name) => Providers.Any(p => name.StartsWith(p, StringComparison.Ordinal));

    private static bool Runs(IMethodSymbol method)
    {
        var type = method.ContainingType;
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return type.Name == "SqlMapper" && space == "Dapper"
            || space.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || space.StartsWith("System.Data.Entity", StringComparison.Ordinal)
            || space.StartsWith("NHibernate", StringComparison.Ordinal)
            || IsCommand(type) || method.ReturnType is INamedTypeSymbol made && method.Name == "CreateCommand" && IsCommand(made);
    }

    private static bool IsCommand(INamedTypeSymbol? type) =>
        type is not null && (type.AllInterfaces.Any(i => i.Name is "IDbCommand" or "IDbDataAdapter" or "IDataAdapter") || type.Name is "IDbCommand" || type is { Name: "CommandDefinition", ContainingNamespace.Name: "Dapper" });

    private IEnumerable<SqlSink> Calls(string name, bool knownByName)
    {
        foreach (var call in index.CallsOf(name).OfType<InvocationExpressionSyntax>())
        {
            if (call.ArgumentList.Arguments.Count == 0)
                continue;
            var text = index.Symbol(call) switch
            {
                IMethodSymbol method => Runs(method) ? TextArgument(index.Operation(call)) : null,
                _ when knownByName && IsUnresolved(call) => index.Operation(call.ArgumentList.Arguments[0].Expression),
                _ => null,
            };
            if (text is not null && (text.Type is null || text.Type.TypeKind == TypeKind.Error || TextTypes.IsText(text.Type)))
                yield return new SqlSink(text, name, index.Symbol(call) is not null);
        }
    }

    private bool IsUnresolved(InvocationExpressionSyntax call)
    {
        var candidates = index.Model(call.SyntaxTree).GetSymbolInfo(call).CandidateSymbols;
        return call.Expression is MemberAccessExpressionSyntax && candidates.All(c => c is IMethodSymbol m && Runs(m));
    }

    private static IOperation? TextArgument(IOperation? call)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        return arguments.FirstOrDefault(a => a.Parameter is { Type.SpecialType: SpecialType.System_String } p && TextParameters.Contains(p.Name))?.Value;
    }

    private IEnumerable<SqlSink> Creation(SyntaxNode node)
    {
        var operation = index.Operation(node);
        if (operation is IObjectCreationOperation { Type: INamedTypeSymbol type } creation)
        {
            if (type.TypeKind != TypeKind.Error && IsCommand(type) && TextArgument(creation) is { } text)
                yield return new SqlSink(text, type.Name, true);
        }
        else if (node is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && index.Operation(arguments[0].Expression) is { } first
            && first.Syntax is not BaseObjectCreationExpressionSyntax && index.Symbol(node) is null && (first.Type is null || TextTypes.IsText(first.Type)))
        {
            yield return new SqlSink(first, SourceIndex.NameOf(((ObjectCreationExpressionSyntax)node).Type), false);
        }
    }

    private IEnumerable<SqlSink> Assignment(SyntaxNode node)
    {
        if (node is not AssignmentExpressionSyntax assignment || index.Operation(node) is not IAssignmentOperation operation)
            yield break;
        if (operation.Target is IPropertyReferenceOperation target ? IsCommand(target.Property.ContainingType) : index.Symbol(assignment.Left) is null)
            yield return new SqlSink(operation.Value, "CommandText", operation.Target is IPropertyReferenceOperation);
    }
}
