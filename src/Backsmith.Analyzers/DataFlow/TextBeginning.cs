using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>Which piece of a composed address decides whom it leads to: the first that is no constant, unless a constant before it has named a host or a path.</summary>
internal static class TextBeginning
{
    private static readonly Regex Scheme = new(@"^\s*([a-z][a-z0-9+]*:)?(//)?(www\.)?$", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The piece whose value decides; none when a constant does.</summary>
    internal static IEnumerable<IOperation> Of(IEnumerable<IOperation> pieces)
    {
        var before = "";
        foreach (var piece in pieces)
        {
            if (!piece.ConstantValue.HasValue)
                return [piece];
            before += piece.ConstantValue.Value?.ToString();
            if (!Scheme.IsMatch(before))
                return [];
        }

        return [];
    }

    /// <summary>The argument that stands first in what <c>Format</c>, <c>Concat</c>, <c>Join</c> or <c>Append</c> gives.</summary>
    internal static IEnumerable<IOperation> Of(IInvocationOperation call)
    {
        var given = call.Arguments.SelectMany(Elements).ToList();
        switch (call.TargetMethod.Name)
        {
            case "Format":
                var at = given.FindIndex(a => a.Type?.SpecialType == SpecialType.System_String && a.ConstantValue is { HasValue: true, Value: string });
                return at < 0 ? [] : First((string)given[at].ConstantValue.Value!, given.Skip(at + 1).ToList());
            case "Join":
                return Of(given.Skip(1));
            case "Concat":
                return Of(call.Instance is null ? given : [call.Instance, .. given]);
            default:
                return call.Instance is null ? [] : [call.Instance];
        }
    }

    /// <summary>A part of an interpolated text as the operation that gives it.</summary>
    internal static IEnumerable<IOperation> PiecesOf(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolationOperation hole => [hole.Expression],
        IInterpolatedStringTextOperation text => [text.Text],
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { TargetMethod.Name: "AppendFormatted" or "AppendLiteral" } call } => call.Arguments.Take(1).Select(a => a.Value),
        _ => [],
    };

    private static IEnumerable<IOperation> First(string format, IReadOnlyList<IOperation> values)
    {
        var brace = format.IndexOf('{');
        var digit = brace >= 0 && brace + 1 < format.Length ? format[brace + 1] - '0' : -1;
        return brace >= 0 && Scheme.IsMatch(format.Substring(0, brace)) && digit >= 0 && digit < values.Count ? [values[digit]] : [];
    }

    private static IEnumerable<IOperation> Elements(IArgumentOperation argument) => argument.Value switch
    {
        IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
        IConversionOperation { Operand: IArrayCreationOperation { Initializer: { } elements } } => elements.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        _ => [argument.Value],
    };
}
