using Backsmith.Analyzers.ClientValues;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Injection;

/// <summary>Follows free text from outside the trust boundary into SQL; what a store holds counts, and so does what a library is given.</summary>
internal sealed class SqlPolicy(SourceIndex index) : ClientValuePolicy(index)
{
    internal override bool ReportsCallers => true;

    internal override bool FollowsWritesTo(ISymbol member) => true;

    internal override bool FollowsWrite(SyntaxNode node) => true;

    internal override bool IsHarmless(IOperation value) =>
        value is IInvocationOperation { TargetMethod.Name: "QuoteIdentifier" or "DelimitIdentifier" or "QuoteName" or "UnquoteIdentifier" } || base.IsHarmless(value);

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace)
    {
        if (!trace.Composed || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return null;
        var open = method.DeclaredAccessibility == Accessibility.Public || !method.ExplicitInterfaceImplementations.IsEmpty;
        return open && !IsCalledByFramework(method) && (TextTypes.IsTextual(parameter.Type) || TextTypes.IsData(parameter.Type))
            ? new Origin(reference, $"'{parameter.Name}' of public '{method.ContainingType.Name}.{method.Name}'", "medium", parameter, isInSight: false)
            : null;
    }

    // What overrides a member of this program is called by this program.
    private static bool IsCalledByFramework(IMethodSymbol method)
    {
        var declared = method;
        while (declared.OverriddenMethod is { } overridden)
            declared = overridden;
        return declared.DeclaringSyntaxReferences.IsEmpty;
    }
}
