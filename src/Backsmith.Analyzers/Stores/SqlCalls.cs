using System.Collections.Generic;
using System.Linq;
using System.Text;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>Reads calls that send SQL: Dapper on a connection, ADO.NET commands, EF's raw statements.</summary>
internal static class SqlCalls
{
    /// <summary>The query a call sends; null when it sends none.</summary>
    public static StoreQuery? Read(InvocationExpressionSyntax call, ExpressionSyntax? receiver, string name, SemanticModel model)
    {
        if (receiver is null || !(name.StartsWith("Query", System.StringComparison.Ordinal) || name.StartsWith("Execute", System.StringComparison.Ordinal)))
        {
            return null;
        }

        var type = model.GetTypeInfo(receiver).Type;
        if (StoreTypes.IsCommand(type))
        {
            return Make(call, null, CommandResult(name), CommandText(receiver, model), type!);
        }

        var isRawStatement = name.StartsWith("ExecuteSql", System.StringComparison.Ordinal) && receiver is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Database" };
        if (!isRawStatement && !IsDapper(call, type, model))
        {
            return null;
        }

        var generic = (call.Expression as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax;
        var entity = generic is null ? null : model.GetTypeInfo(generic.TypeArgumentList.Arguments[0]).Type as INamedTypeSymbol;
        var sql = call.ArgumentList.Arguments.Select(a => TextOf(a.Expression, model)).FirstOrDefault(t => t is not null);
        return Make(call, entity, isRawStatement ? QueryResult.Write : DapperResult(name), sql, type ?? model.Compilation.ObjectType);
    }

    /// <summary>The constant text of an expression, holes written <c>@p</c>; null when most of it is not known.</summary>
    public static string? TextOf(ExpressionSyntax expression, SemanticModel model)
    {
        var constant = model.GetConstantValue(expression);
        if (constant.HasValue)
        {
            return constant.Value as string;
        }

        return expression switch
        {
            InterpolatedStringExpressionSyntax s => Interpolated(s, model),
            IdentifierNameSyntax => FromSymbol(model.GetSymbolInfo(expression).Symbol, model),
            MemberAccessExpressionSyntax => FromSymbol(model.GetSymbolInfo(expression).Symbol, model),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } a } => TextOf(a[0].Expression, model),
            BinaryExpressionSyntax b when TextOf(b.Left, model) is { } left => left + (TextOf(b.Right, model) ?? "@p"),
            _ => null,
        };
    }

    private static string Interpolated(InterpolatedStringExpressionSyntax text, SemanticModel model)
    {
        var builder = new StringBuilder();
        foreach (var part in text.Contents)
        {
            builder.Append(part switch
            {
                InterpolatedStringTextSyntax t => t.TextToken.ValueText,
                InterpolationSyntax i when model.GetConstantValue(i.Expression) is { HasValue: true, Value: string value } => value,
                _ => "@p",
            });
        }

        return builder.ToString();
    }

    private static string? FromSymbol(ISymbol? symbol, SemanticModel model)
    {
        switch (symbol)
        {
            case ILocalSymbol local:
                var texts = LocalValues.Of(local, model).Select(v => v.Value is IdentifierNameSyntax ? null : TextOf(v.Value, model)).ToList();
                return texts.Count == 1 ? texts[0] : null;
            case IFieldSymbol { IsReadOnly: true } field
                when field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal }:
                return literal.Token.Value as string;
            default:
                return null;
        }
    }

    private static bool IsDapper(InvocationExpressionSyntax call, ITypeSymbol? receiver, SemanticModel model)
    {
        var method = CallGraph.MethodOf(call, model);
        return method is not null
            ? method.ContainingType?.Name == "SqlMapper" || method.ContainingNamespace?.ToDisplayString() == "Dapper"
            : StoreTypes.IsConnection(receiver);
    }

    private static StoreQuery Make(InvocationExpressionSyntax call, INamedTypeSymbol? entity, QueryResult result, string? sql, ITypeSymbol type)
    {
        var arguments = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        return new StoreQuery(call, entity, [new QueryStep("Sql", call, arguments)], result, type.TypeKind != TypeKind.Error, SqlText.Of(sql));
    }

    private static QueryResult CommandResult(string name) => QueryOperators.Plain(name) switch
    {
        "ExecuteScalar" => QueryResult.Scalar,
        "ExecuteNonQuery" => QueryResult.Write,
        _ => QueryResult.Stream,
    };

    private static QueryResult DapperResult(string name)
    {
        var plain = QueryOperators.Plain(name);
        return plain.StartsWith("QueryFirst", System.StringComparison.Ordinal) || plain.StartsWith("QuerySingle", System.StringComparison.Ordinal) ? QueryResult.Single
            : plain is "QueryUnbuffered" or "ExecuteReader" ? QueryResult.Stream
            : plain == "ExecuteScalar" ? QueryResult.Scalar
            : plain == "Execute" ? QueryResult.Write
            : QueryResult.Set;
    }

    private static string? CommandText(ExpressionSyntax command, SemanticModel model)
    {
        if (command is not IdentifierNameSyntax name || model.GetSymbolInfo(name).Symbol is not ILocalSymbol local)
        {
            return null;
        }

        var body = MethodBodies.EnclosingBody(command);
        var assigned = body?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(a => a.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax target }
                && target.Identifier.ValueText == local.Name);
        return assigned is not null ? TextOf(assigned.Right, model) : FromCreation(local, model);
    }

    private static string? FromCreation(ILocalSymbol local, SemanticModel model)
    {
        foreach (var value in LocalValues.Of(local, model).Select(v => v.Value))
        {
            var arguments = (value as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments ?? (value as InvocationExpressionSyntax)?.ArgumentList.Arguments;
            IEnumerable<ExpressionSyntax> parts = arguments is null ? [] : arguments.Value.Select(a => a.Expression);
            if (value is BaseObjectCreationExpressionSyntax { Initializer: { } initializer })
            {
                parts = parts.Concat(initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(a => a.Right));
            }

            if (parts.Select(p => TextOf(p, model)).FirstOrDefault(t => t is not null) is { } text)
            {
                return text;
            }
        }

        return null;
    }
}
