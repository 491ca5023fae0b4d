using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A number or text written in the code and the place where it stands.</summary>
internal sealed class WrittenConstant(object value, SyntaxNode node, bool fixedInCode)
{
    internal object Value { get; } = value;

    /// <summary>The constant, initialiser or argument that holds it: what has to change. Always in the compilation that is analysed.</summary>
    internal SyntaxNode Node { get; } = node;

    /// <summary>False when it is only a default that settings can replace.</summary>
    internal bool FixedInCode { get; } = fixedInCode;
}

/// <summary>Reads which constants an expression can be, and where each is written: through locals, fields, parameters, fallbacks and encodings.</summary>
internal sealed class WrittenConstants(SourceIndex index)
{
    private const int Deepest = 5;
    private readonly Implementations implementations = new(index);

    internal IReadOnlyList<WrittenConstant> Of(IOperation value) => [.. Read(value, 0).GroupBy(c => c.Node).Select(g => g.First())];

    private IEnumerable<WrittenConstant> Read(IOperation? value, int depth)
    {
        while (value is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
            value = value.ChildOperations.First();
        if (value is null || depth > Deepest)
            return [];
        if (Declared(value) is { } declared)
            return declared;
        if (value is IUtf8StringOperation text)
            return [new WrittenConstant(text.Value, value.Syntax, true)];
        if (value.ConstantValue is { HasValue: true, Value: { } constant })
            return [new WrittenConstant(constant, value.Syntax, true)];
        return value switch
        {
            ILocalReferenceOperation local => new LocalWrites(Root(local)).All(local.Local).SelectMany(w => Read(w.Value, depth + 1)),
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } => implementations.CallersOf(method)
                .Select(c => Implementations.ArgumentFor(c.Call, parameter)).OfType<IOperation>().SelectMany(a => Argument(a, parameter, depth)),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Read(choice.WhenTrue, depth + 1).Concat(Read(otherwise, depth + 1)),
            ICoalesceOperation coalesce => Read(coalesce.Value, depth + 1).Concat(Read(coalesce.WhenNull, depth + 1)),
            IMemberReferenceOperation member => Assigned(member.Member, depth),
            IInvocationOperation { TargetMethod.Name: "GetBytes" or "ToArray" or "FromBase64String" or "FromHexString" or "Trim" or "AsSpan" or "ToCharArray" } call
                when TextTypes.IsFramework(call.TargetMethod.ContainingType) => Read(call.Arguments.FirstOrDefault()?.Value ?? call.Instance, depth + 1),
            _ => [],
        };
    }

    private static IOperation Root(IOperation value)
    {
        while (value.Parent is { } parent)
            value = parent;
        return value;
    }

    private IEnumerable<WrittenConstant> Argument(IOperation argument, IParameterSymbol parameter, int depth)
    {
        var declaration = argument.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } ? parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(index.Cancellation) : null;
        return declaration is not null && argument.ConstantValue is { HasValue: true, Value: { } constant } ? [new WrittenConstant(constant, declaration, true)] : Read(argument, depth + 1);
    }

    /// <summary>A field that is not declared with its value but set once.</summary>
    private IEnumerable<WrittenConstant> Assigned(ISymbol member, int depth) =>
        member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null or { IsInitOnly: true } } && !member.DeclaringSyntaxReferences.IsEmpty
            ? index.WritesTo(member.Name).Select(index.Operation).OfType<ISimpleAssignmentOperation>()
                .Where(a => a.Target is IMemberReferenceOperation target && Implementations.Same(target.Member, member)).SelectMany(a => Read(a.Value, depth + 1))
            : [];

    /// <summary>What a constant, field or property was declared with; null when the expression is none of them or nothing constant is written there.</summary>
    private IEnumerable<WrittenConstant>? Declared(IOperation value)
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
        if (initial is null || SourceProgram.Of(index.Compilation).ModelOf(initial.SyntaxTree) is not { } model)
            return null;
        var settable = symbol is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false };
        var constant = model.GetConstantValue(initial, index.Cancellation);
        if (constant.Value is not { } found)
            return index.Operation(initial) is { } operation ? Read(operation, Deepest - 1) is var read && read.Any() ? read : null : null;
        return [new WrittenConstant(found, index.Compilation.ContainsSyntaxTree(initial.SyntaxTree) ? initial : value.Syntax, !settable)];
    }
}
