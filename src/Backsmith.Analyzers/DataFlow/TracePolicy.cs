using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>What one rule follows: which values matter, where they start, what makes them harmless.</summary>
internal abstract class TracePolicy
{
    /// <summary>Whether a value of this type can still carry what the rule looks for.</summary>
    internal abstract bool CanCarry(ITypeSymbol? type);

    /// <summary>Whether the value at this point is harmless whatever it came from.</summary>
    internal abstract bool IsHarmless(IOperation value);

    /// <summary>The origin when the value starts here, else null.</summary>
    internal abstract Origin? OriginOf(IOperation value, Trace trace);

    /// <summary>The origin when a parameter has no caller in sight, else null.</summary>
    internal abstract Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace);

    /// <summary>Whether the result of a method without source carries what its receiver and arguments carried.</summary>
    internal virtual bool CarriesThrough(IMethodSymbol method) => KnownFlows.CarriesThrough(method);

    /// <summary>Whether what others put into a field or property is followed, or only what the object at hand was made with.</summary>
    internal virtual bool FollowsWritesTo(ISymbol member) => true;

    /// <summary>Whether one write to a member is followed; <paramref name="node"/> is the assignment, the initializer or the call that makes it.</summary>
    internal virtual bool FollowsWrite(SyntaxNode node) => true;

    /// <summary>True when only the beginning of a text says where it leads, as the scheme and host of an address do.</summary>
    internal virtual bool OnlyBeginningMatters => false;

    /// <summary>True when a finished text that a method takes is to be reported where it is handed over.</summary>
    internal virtual bool ReportsCallers => true;

    /// <summary>What a step says of a framework method that the value passes; null when it is not worth a step.</summary>
    internal virtual string? StepOf(IMethodSymbol method) => null;

    /// <summary>The same of <c>Path.Combine</c> or <c>Path.Join</c> whose arguments have no type.</summary>
    internal virtual string? StepOf(string method) => null;

    /// <summary>What a step says of a text that the value becomes part of; null when it is not worth a step.</summary>
    internal virtual string? StepOfText => null;
}
