using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Code that uses a dangerous member, with the value it gives to it.</summary>
internal sealed class DangerousUse(Place place, string member, IOperation whole, IOperation value, bool isResolved)
{
    internal Place Place { get; } = place;

    /// <summary>What a message calls it: <c>File.ReadAllText</c>, <c>ProcessStartInfo.Arguments</c>, <c>FileStream</c>.</summary>
    internal string Member { get; } = member;

    /// <summary>The call, the creation or the assignment.</summary>
    internal IOperation Whole { get; } = whole;

    internal IOperation Value { get; } = value;

    /// <summary>False when the types are missing and only the shape says what it is.</summary>
    internal bool IsResolved { get; } = isResolved;
}
