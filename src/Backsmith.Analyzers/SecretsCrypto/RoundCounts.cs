using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A number of rounds and the place that sets it.</summary>
internal sealed class RoundCount(long value, SyntaxNode node, bool fixedInCode)
{
    internal long Value { get; } = value;

    /// <summary>The constant, initialiser or argument that holds the number: what has to change.</summary>
    internal SyntaxNode Node { get; } = node;

    /// <summary>False when the number is only a default that settings can replace.</summary>
    internal bool FixedInCode { get; } = fixedInCode;
}

/// <summary>Reads which numbers an expression can be, and where each stands.</summary>
internal sealed class RoundCounts(SourceIndex index)
{
    private const int Deepest = 4;
    private readonly Implementations implementations = new(index);

    internal IReadOnlyList<RoundCount> Of(IOperation value) => [.. Read(value, 0).GroupBy(c => c.Node).Select(g => g.First())];

    private IEnumerable<RoundCount> Read(IOperation value, int depth)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (depth > Deepest)
            return [];
        if (Declared(value) is { } declared)
            return declared;
        if (Number(value.ConstantValue) is { } number)
            return [new RoundCount(number, value.Syntax, true)];
        return value switch
        {
            ILocalReferenceOperation local => Local(local, depth),
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } => implementations.CallersOf(method)
                .Select(c => Implementations.ArgumentFor(c.Call, parameter)).OfType<IOperation>().SelectMany(a => Argument(a, parameter, depth)),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Read(choice.WhenTrue, depth + 1).Concat(Read(otherwise, depth + 1)),
            ICoalesceOperation coalesce => Read(coalesce.WhenNull, depth + 1),
            _ => [],
        };
    }

    private IEnumerable<RoundCount> Argument(IOperation argument, IParameterSymbol parameter, int depth)
    {
        var declaration = argument.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } ? parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(index.Cancellation) : null;
        return declaration is not null && Number(argument.ConstantValue) is { } number ? [new RoundCount(number, declaration, true)] : Read(argument, depth + 1);
    }

    private IEnumerable<RoundCount> Local(ILocalReferenceOperation local, int depth)
    {
        IOperation root = local;
        while (root.Parent is { } parent)
            root = parent;
        return new LocalWrites(root).All(local.Local).SelectMany(w => Read(w.Value, depth + 1));
    }

    /// <summary>The number a constant, field or property was declared with; null when the expression is none of them or no number is written there.</summary>
    private IEnumerable<RoundCount>? Declared(IOperation value)
    {
        ISymbol? symbol = value switch
        {
            ILocalReferenceOperation { Local.IsConst: true } local => local.Local,
            IMemberReferenceOperation member => member.Member,
            _ => null,
        };
        var node = symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(index.Cancellation);
        var initial = node switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.ExpressionBody?.Expression ?? property.Initializer?.Value,
            _ => null,
        };
        if (initial is null || SourceProgram.Of(index.Compilation).ModelOf(initial.SyntaxTree) is not { } model || Number(model.GetConstantValue(initial, index.Cancellation)) is not { } number)
            return null;
        var settable = symbol is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false };
        return [new RoundCount(number, index.Compilation.ContainsSyntaxTree(node!.SyntaxTree) ? node : value.Syntax, !settable)];
    }

    private static long? Number(Optional<object?> constant) => constant is { HasValue: true, Value: int or long or uint or short or ushort } ? Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
