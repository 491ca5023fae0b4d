using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Injection;

/// <summary>How parameters are added to a command: by a method the code has for it, by AddWithValue, or with CreateParameter.</summary>
internal sealed class AdoParameters
{
    private static readonly Regex Named = new("^(Sql|Npgsql|MySql|Sqlite|SQLite|Fb|SqlCe)Command$", RegexOptions.Compiled);

    private readonly Func<SqlParameter, char, string[]> add;

    private AdoParameters(Func<SqlParameter, char, string[]> add, char? prefix)
    {
        this.add = add;
        Prefix = prefix;
    }

    /// <summary>The character with which the same file marks parameters that it adds in this way.</summary>
    internal char? Prefix { get; }

    /// <summary>The statements that add a parameter.</summary>
    internal string[] Add(SqlParameter parameter, char prefix) => add(parameter, prefix);

    /// <summary>Null when the provider does not find parameters by name, or nobody can tell.</summary>
    internal static AdoParameters? For(AdoCommand command, SyntaxNode place, SemanticModel model)
    {
        if (command.TypeName.StartsWith("Oracle", StringComparison.Ordinal) || command.TypeName.StartsWith("OleDb", StringComparison.Ordinal) || command.TypeName.StartsWith("Odbc", StringComparison.Ordinal))
            return null;
        var hasAddWithValue = command.Type is null
            ? Named.IsMatch(command.TypeName)
            : Members(command.Type, "Parameters").OfType<IPropertySymbol>().FirstOrDefault() is { } parameters && Members(parameters.Type, "AddWithValue").Any();
        if (hasAddWithValue)
            return new AdoParameters((p, prefix) => [$"{command.Name}.Parameters.AddWithValue(\"{prefix}{p.Name}\", {p.Value});"], Used(place, "AddWithValue", 0));
        if (command.Type is null || command.Type.Name != "IDbCommand" && !command.Type.AllInterfaces.Any(i => i.Name == "IDbCommand"))
            return null;
        return Own(command, place, model) is { } own
            ? new AdoParameters((p, prefix) => [$"{own}({command.Name}, \"{prefix}{p.Name}\", {p.Value});"], Used(place, own, 1))
            : new AdoParameters((p, prefix) => Created(command, p, prefix), null);
    }

    private static string[] Created(AdoCommand command, SqlParameter parameter, char prefix)
    {
        var local = parameter.Name + "Parameter";
        return [$"var {local} = {command.Name}.CreateParameter();", $"{local}.ParameterName = \"{prefix}{parameter.Name}\";", $"{local}.Value = {parameter.Value};", $"{command.Name}.Parameters.Add({local});"];
    }

    /// <summary>A method of the same type that takes the command, a name and a value, and makes a parameter of them.</summary>
    private static string? Own(AdoCommand command, SyntaxNode place, SemanticModel model) =>
        place.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Members.OfType<MethodDeclarationSyntax>()
            .Where(m => m.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == "CreateParameter"))
            .Select(m => model.GetDeclaredSymbol(m))
            .FirstOrDefault(m => m is { Parameters.Length: 3, IsGenericMethod: false, ReturnsVoid: true } && model.Compilation.HasImplicitConversion(command.Type, m.Parameters[0].Type)
                && m.Parameters[1].Type.SpecialType == SpecialType.System_String && m.Parameters[2].Type.SpecialType == SpecialType.System_Object)?.Name;

    private static char? Used(SyntaxNode place, string method, int argument) =>
        place.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(c => (c.Expression is MemberAccessExpressionSyntax access ? access.Name : c.Expression as SimpleNameSyntax)?.Identifier.ValueText == method && c.ArgumentList.Arguments.Count > argument)
            .Select(c => c.ArgumentList.Arguments[argument].Expression is LiteralExpressionSyntax { Token.Value: string { Length: > 1 } name } && name[0] is '@' or '$' or ':' ? ((string)((LiteralExpressionSyntax)c.ArgumentList.Arguments[argument].Expression).Token.Value!)[0] : (char?)null)
            .FirstOrDefault(c => c is not null);

    private static IEnumerable<ISymbol> Members(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name) is { Length: > 0 } found)
                return found;
        }

        return [];
    }
}
