using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Follows a secret back to a generator that is not made for secrets: System.Random, a clock, the beginning of a GUID.</summary>
internal sealed class WeakRandomPolicy(SourceIndex index) : TracePolicy
{
    internal const string Generator = "System.Random";

    /// <summary>False when the program names no such generator, so that nothing need be followed.</summary>
    internal static bool MayOccur(SourceIndex index) =>
        new[] { "Next", "NextBytes", "NextInt64", "NextDouble", "GetItems", "NewGuid", "ToUnixTimeSeconds", "ToUnixTimeMilliseconds" }.Any(n => index.CallsOf(n).Count > 0);

    internal override bool CanCarry(ITypeSymbol? type) => type?.SpecialType != SpecialType.System_Boolean;

    internal override bool IsHarmless(IOperation value) => value is IInvocationOperation { TargetMethod.ContainingType.Name: "RandomNumberGenerator" or "RNGCryptoServiceProvider" };

    internal override bool CarriesThrough(IMethodSymbol method) =>
        base.CarriesThrough(method) || method.Name is "ToBase64String" or "ToHexString" or "ToHexStringLower" or "Range" or "Repeat" or "ToInt32" or "ToChar" or "Encode" or "Abs" && TextTypes.IsFramework(method.ContainingType);

    internal override Origin? OriginOf(IOperation value, Trace trace) => value switch
    {
        IInvocationOperation call => Drawn(call) ?? Cut(call, trace),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments.Select(a => InIndex(a.Value)).FirstOrDefault(o => o is not null),
        IArrayElementReferenceOperation element => element.Indices.Select(InIndex).FirstOrDefault(o => o is not null),
        IPropertyReferenceOperation { Property: { Name: "Ticks", ContainingType.Name: "DateTime" or "DateTimeOffset" } } ticks when !trace.Composed => new Origin(ticks.Syntax, "the clock", "high"),
        IImplicitIndexerReferenceOperation part => part.Instance.DescendantsAndSelf().OfType<IInvocationOperation>().Select(c => Cut(c, trace)).FirstOrDefault(o => o is not null),
        ILocalReferenceOperation local => Filled(local),
        _ => null,
    };

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;

    private static Origin? Drawn(IInvocationOperation call) =>
        IsRandom(call.Instance?.Type) && call.TargetMethod.Name is "Next" or "NextInt64" or "NextDouble" or "NextSingle" or "GetItems" or "GetString" or "GetHexString" ? new Origin(call.Syntax, Generator, "high") : null;

    // Characters[random.Next(n)]: the place is drawn, so the character is.
    private Origin? InIndex(IOperation place) =>
        place.DescendantsAndSelf().OfType<IInvocationOperation>().Select(Drawn).FirstOrDefault(o => o is not null)
        ?? (place is ILocalReferenceOperation local ? Declared(local.Local) : null);

    private Origin? Declared(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.Select(r => r.GetSyntax(index.Cancellation)).OfType<VariableDeclaratorSyntax>().Where(d => d.Initializer is not null)
            .Select(d => index.Operation(d.Initializer!.Value)).OfType<IOperation>().SelectMany(o => o.DescendantsAndSelf().OfType<IInvocationOperation>()).Select(Drawn).FirstOrDefault(o => o is not null);

    // random.NextBytes(buffer)
    private Origin? Filled(ILocalReferenceOperation local) =>
        index.CallsOf("NextBytes").OfType<InvocationExpressionSyntax>()
            .Where(c => c.SyntaxTree == local.Syntax.SyntaxTree && c.ArgumentList.Arguments.Count == 1 && SourceIndex.NameOf(c.ArgumentList.Arguments[0].Expression) == local.Local.Name && c.SpanStart < local.Syntax.SpanStart)
            .Where(c => index.Operation(c) is IInvocationOperation call && IsRandom(call.Instance?.Type)
                && call.Arguments[0].Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(r => SameSymbol.Comparer.Equals(r.Local, local.Local)))
            .Select(c => new Origin(c, Generator, "high")).FirstOrDefault();

    // Guid.NewGuid().ToString().Substring(0, 6)
    private static Origin? Cut(IInvocationOperation call, Trace trace)
    {
        if (call.TargetMethod is { Name: "ToUnixTimeSeconds" or "ToUnixTimeMilliseconds", ContainingType.Name: "DateTimeOffset" } && !trace.Composed)
            return new Origin(call.Syntax, "the clock", "high");
        if (call.TargetMethod is not { Name: "NewGuid", ContainingType.Name: "Guid" } || trace.Composed)
            return null;
        for (SyntaxNode? outer = call.Syntax.Parent; outer is ExpressionSyntax; outer = outer.Parent)
        {
            if (outer is InvocationExpressionSyntax cut && SourceIndex.NameOf(cut.Expression) is "Substring" or "Remove" or "GetHashCode" && outer.ToString().Length < 120
                || outer is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } places } && places[0].Expression is RangeExpressionSyntax)
                return IsShort(outer) ? new Origin(call.Syntax, "the first digits of a GUID", "high") : null;
        }

        return null;
    }

    // Sixteen hexadecimal digits and more are too many to try.
    private static bool IsShort(SyntaxNode cut) =>
        cut.DescendantNodes().OfType<LiteralExpressionSyntax>().Select(l => l.Token.Value).OfType<int>().DefaultIfEmpty(0).Max() <= 12;

    private static bool IsRandom(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t is { Name: "Random", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }
}
