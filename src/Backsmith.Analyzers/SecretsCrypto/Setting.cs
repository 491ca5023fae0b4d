using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>One value of a settings file.</summary>
internal sealed class Setting(string[] path, string value, TextSpan span, int owner)
{
    /// <summary>The names from the root to the value; of an array element, the array's.</summary>
    internal string[] Path { get; } = path;

    internal string Value { get; } = value;

    /// <summary>Where the value stands, quotes left out.</summary>
    internal TextSpan Span { get; } = span;

    /// <summary>The same number for values of the same object or element.</summary>
    internal int Owner { get; } = owner;
}
