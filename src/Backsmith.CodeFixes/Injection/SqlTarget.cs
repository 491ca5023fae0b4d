using System.Collections.Generic;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Injection;

/// <summary>What is given to a repair: the reported expression, its text, and the places that become parameters.</summary>
internal sealed class SqlRequest(ExpressionSyntax reported, SqlStatementText statement, SqlPlaces read, IReadOnlyList<TextPlace> places, SemanticModel model, SourceText source)
{
    internal ExpressionSyntax Reported { get; } = reported;

    internal SqlStatementText Statement { get; } = statement;

    internal TextComposition Composition => Statement.Composition;

    internal SqlPlaces Read { get; } = read;

    /// <summary>The places whose values can hold SQL.</summary>
    internal IReadOnlyList<TextPlace> Places { get; } = places;

    internal SemanticModel Model { get; } = model;

    internal SourceText Source { get; } = source;

    internal ExpressionSyntax ValueOf(int part) => Composition.Parts[part].Value!;
}

/// <summary>One way to give parameters to what runs a text.</summary>
internal abstract class SqlTarget
{
    /// <summary>The changes of the document; null when this is not how the text is run, or when it cannot be repaired safely.</summary>
    internal abstract IReadOnlyList<TextChange>? Repair(SqlRequest request);

    /// <summary>Makes a parameter for each place and writes the text; null when a value cannot be written as an expression.</summary>
    protected static List<TextChange>? Mark(SqlRequest request, SqlParameterNames names, char prefix, bool camel)
    {
        var edit = new CompositionEdit(request.Composition, request.Source);
        var markers = new List<(TextPlace, string)>();
        foreach (var place in request.Places)
        {
            if (edit.Value(place, request.Model) is not { } value)
                return null;
            markers.Add((place, prefix + names.For(value, request.ValueOf(place.Holes[0]), camel).Name));
        }

        return edit.Write(markers) is { } changes ? [.. changes] : null;
    }
}
