namespace Backsmith.Models;

/// <summary>A provider's key. Prints as a mark, so that it cannot slip into a log.</summary>
public sealed class ModelKey
{
    internal ModelKey(string variable, string value)
    {
        Variable = variable;
        Value = value;
    }

    /// <summary>The variable, or the line of the key file, that holds it.</summary>
    public string Variable { get; }

    internal string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Variable}=[redacted]";
}
