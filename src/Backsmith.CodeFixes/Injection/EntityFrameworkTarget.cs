using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Injection;

/// <summary>
/// Entity Framework's raw methods: the interpolated ones, which make a parameter of each hole; where a part of the text must stay text,
/// the raw one with numbered places and the values behind the text.
/// </summary>
internal sealed class EntityFrameworkTarget : SqlTarget
{
    internal override IReadOnlyList<TextChange>? Repair(SqlRequest request)
    {
        if (request.Reported.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } list } argument
            || Counterpart(access.Name.Identifier.ValueText) is not { } counterpart || list.Arguments.Any(a => a.NameColon is not null && a.NameColon.Name.Identifier.ValueText != "cancellationToken"))
            return null;
        var others = list.Arguments.Skip(list.Arguments.IndexOf(argument) + 1).ToList();
        if (others.Any(a => request.Model.GetTypeInfo(a.Expression).Type?.Name != "CancellationToken"))
            return null;
        return Interpolate(request, access.Name, counterpart) ?? Number(request, argument, others.Count > 0);
    }

    private static string? Counterpart(string name) => name switch
    {
        "FromSqlRaw" => "FromSqlInterpolated",
        "ExecuteSqlRaw" => "ExecuteSqlInterpolated",
        "ExecuteSqlRawAsync" => "ExecuteSqlInterpolatedAsync",
        "SqlQueryRaw" => "SqlQuery",
        _ => null,
    };

    private static List<TextChange>? Interpolate(SqlRequest request, SimpleNameSyntax method, string counterpart)
    {
        var (composition, model) = (request.Composition, request.Model);
        if (composition.Expression is not (InterpolatedStringExpressionSyntax or InvocationExpressionSyntax) || composition.Parts.Any(p => p is { IsWritten: false, IsHole: false }) || !MayAllBeParameters(request))
            return null;
        var edit = new CompositionEdit(composition, request.Source);
        var markers = new List<(TextPlace, string)>();
        foreach (var place in request.Places)
        {
            if (edit.Value(place, model) is not { } value)
                return null;
            markers.Add((place, "{" + (value.Contains("?") ? $"({value})" : value) + "}"));
        }

        if (edit.Write(markers) is not { } written)
            return null;
        var changes = written.Append(new TextChange(method.Identifier.Span, counterpart)).ToList();
        if (request.Statement.Declaration is not { } declaration)
            return changes;
        var name = model.LookupNamespacesAndTypes(declaration.SpanStart, name: "FormattableString").Any() ? "FormattableString" : "System.FormattableString";
        changes.Add(new TextChange(declaration.Type.Span, name));
        return changes;
    }

    /// <summary>Whether each value that is no text stands where a parameter may stand, not in quotes and not for a name.</summary>
    private static bool MayAllBeParameters(SqlRequest request)
    {
        var alone = request.Read.Places.Where(p => !p.IsStretch).SelectMany(p => p.Holes).Concat(request.Read.Numbers);
        var covered = new HashSet<int>(request.Places.SelectMany(p => p.Holes).Concat(alone));
        return Enumerable.Range(0, request.Composition.Parts.Count).Where(i => request.Composition.Parts[i].IsHole).All(covered.Contains)
            && (request.Statement.Declaration is null || request.Statement.IsUsedOnce);
    }

    private static List<TextChange>? Number(SqlRequest request, ArgumentSyntax argument, bool hasToken)
    {
        var composition = request.Composition;
        if (composition.Parts.Any(p => p.Text.IndexOfAny(['{', '}']) >= 0))
            return null;
        var edit = new CompositionEdit(composition, request.Source);
        var values = new List<string>();
        var markers = new List<(TextPlace, string)>();
        foreach (var place in request.Places)
        {
            if (edit.Value(place, request.Model) is not { } value)
                return null;
            var number = values.IndexOf(value) is var known and >= 0 ? known : values.Count;
            if (number == values.Count)
                values.Add(value);
            markers.Add((place, composition.Parts[place.First].Home is InterpolatedStringExpressionSyntax || composition.IsFormat ? "{{" + number + "}}" : "{" + number + "}"));
        }

        if (edit.Write(markers) is not { } written)
            return null;
        var list = string.Join(", ", values);
        return [.. written, new TextChange(new TextSpan(argument.Span.End, 0), hasToken ? $", new object[] {{ {list} }}" : ", " + list)];
    }
}
