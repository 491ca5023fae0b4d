using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Injection;

/// <summary>ADO.NET: parameters of the command, added right after it has its text.</summary>
internal sealed class AdoTarget : SqlTarget
{
    internal override IReadOnlyList<TextChange>? Repair(SqlRequest request)
    {
        if (AdoCommand.Of(request.Reported, request.Model) is not { } command || AdoParameters.For(command, request.Reported, request.Model) is not { } parameters)
            return null;
        var clears = IsGivenTextAgain(command);
        if (clears && HasParametersAlready(command))
            return null;
        var names = new SqlParameterNames(request.Composition);
        var prefix = names.Prefix ?? parameters.Prefix ?? '@';
        if (Mark(request, names, prefix, camel: true) is not { } changes || Collides(names, request))
            return null;
        var code = names.Made.SelectMany(p => parameters.Add(p, prefix));
        if (clears)
            code = code.Prepend($"{command.Name}.Parameters.Clear();");
        changes.Add(command.IsInside ? Inside((BlockSyntax)command.After, [.. code], request.Source) : SourceLines.After(command.After, [.. code], request.Source));
        return changes;
    }

    private static TextChange Inside(BlockSyntax block, string[] code, SourceText text) =>
        block.Statements.FirstOrDefault() is { } first
            ? SourceLines.Before(first, code, text)
            : new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), string.Concat(code.Select(c => " " + c)));

    /// <summary>Whether the locals that hold parameters would hide what is there.</summary>
    private static bool Collides(SqlParameterNames names, SqlRequest request) =>
        request.Model.LookupSymbols(request.Reported.SpanStart).Any(s => s is ILocalSymbol or IParameterSymbol && names.Made.Any(p => s.Name == p.Name + "Parameter"));

    /// <summary>A command that runs several texts, or one text several times, must not keep the parameters of the last.</summary>
    private static bool IsGivenTextAgain(AdoCommand command)
    {
        if (command.IsInside || command.After is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText" } } } || SqlStatementText.Body(command.After) is not { } body)
            return false;
        if (Assignments(command, body).Any(a => a.SpanStart < command.After.SpanStart))
            return true;
        var loop = command.After.Ancestors().TakeWhile(a => a != body).LastOrDefault(a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        return loop is not null && !loop.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(v => v.Identifier.ValueText == command.Name);
    }

    /// <summary>Whether parameters were added for this very text: after the command last ran, before it is given the text.</summary>
    private static bool HasParametersAlready(AdoCommand command)
    {
        var body = SqlStatementText.Body(command.After)!;
        var before = body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(a => a.SpanStart < command.After.SpanStart && a.Expression.ToString() == command.Name).ToList();
        var ran = before.LastOrDefault(a => a.Name.Identifier.ValueText.StartsWith("Execute", StringComparison.Ordinal))?.SpanStart ?? -1;
        return before.Any(a => a.Name.Identifier.ValueText == "Parameters" && a.SpanStart > ran);
    }

    private static IEnumerable<AssignmentExpressionSyntax> Assignments(AdoCommand command, SyntaxNode body) =>
        body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText" } target && target.Expression.ToString() == command.Name);
}
