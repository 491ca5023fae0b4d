using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Injection;

/// <summary>Follows free text from outside the trust boundary into SQL.</summary>
internal sealed class SqlPolicy(SourceIndex index) : TracePolicy
{
    private readonly AllowLists allowLists = new(index);
    private readonly EntryPoints entryPoints = new(index);

    internal override bool CanCarry(ITypeSymbol? type) => TextTypes.CanHold(type);

    internal override bool IsHarmless(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod.Name: "QuoteIdentifier" or "DelimitIdentifier" or "QuoteName" or "UnquoteIdentifier" } => true,
        IInvocationOperation { TargetMethod: { Name: "Replace", ContainingType.Name: "Regex" } } filtered => KeepsOnlyListed(filtered),
        IPropertyReferenceOperation { Property.ContainingType.Name: "IConfiguration" or "ConfigurationManager" or "IConfigurationSection" } => true,
        ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation => allowLists.Guards(value.Syntax),
        _ => false,
    };

    internal override Origin? OriginOf(IOperation value, Trace trace) =>
        entryPoints.Entering(value) is { } entering && TextTypes.CanHold(value.Type)
            ? new Origin(value.Syntax, entering, trace.Escaped ? "medium" : "high", Symbol(value))
            : null;

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

    private static bool KeepsOnlyListed(IInvocationOperation call) =>
        call.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: string pattern } && pattern.Contains("[^") || a.Value.ConstantValue.Value is "\\W" or "\\W+" or "\\D" or "\\D+");

    private static ISymbol? Symbol(IOperation value) => value switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
