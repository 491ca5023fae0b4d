namespace Backsmith.Frontmatter;

/// <summary>A field of a frontmatter.</summary>
/// <param name="Name">As written, without quotes.</param>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Value">What it holds.</param>
public sealed record Field(string Name, int Line, FieldValue Value);

/// <summary>What a field holds. Every scalar is text: <c>1.0</c> and <c>true</c> stay as they are written.</summary>
public abstract record FieldValue
{
    private FieldValue()
    {
    }

    /// <summary>A scalar; empty when nothing was written.</summary>
    public sealed record Scalar(string Text) : FieldValue;

    /// <summary>A flat list.</summary>
    public sealed record Items(IReadOnlyList<string> Texts) : FieldValue;

    /// <summary>Fields of their own, one level deep.</summary>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, string>> Entries) : FieldValue;
}

/// <summary>What is wrong with a line, and what to write instead.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Message">One sentence.</param>
public sealed record LineProblem(int Line, string Message);
