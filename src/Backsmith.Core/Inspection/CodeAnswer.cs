using System.Text.Json.Serialization;

namespace Backsmith.Inspection;

/// <summary>What the inspector answers to a <see cref="CodeQuery"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "answer")]
[JsonDerivedType(typeof(Unanswered), "unanswered")]
[JsonDerivedType(typeof(Symbols), "symbols")]
[JsonDerivedType(typeof(Outline), "outline")]
public abstract record CodeAnswer
{
    private CodeAnswer()
    {
    }

    /// <summary>What weakens the answer, one sentence each: packages that are missing, names that could not be bound, projects that could not be loaded. Empty when nothing does.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The question cannot be answered as it was put.</summary>
    /// <param name="Reason">What is wrong with it, one or two sentences.</param>
    /// <param name="Nearest">What may have been meant: paths, full names, lines with their text. At most ten, likeliest first.</param>
    public sealed record Unanswered(string Reason, IReadOnlyList<string> Nearest) : CodeAnswer;

    /// <summary>Declarations whose names fit, the nearest first, those in source before those of packages.</summary>
    /// <param name="Found">The declarations.</param>
    /// <param name="More">How many more fit.</param>
    public sealed record Symbols(IReadOnlyList<CodeSymbol> Found, int More) : CodeAnswer;

    /// <summary>The declarations of a file in their order.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Lines">Lines of the file.</param>
    /// <param name="Members">Types and members.</param>
    /// <param name="More">How many more there are.</param>
    public sealed record Outline(string Path, int Lines, IReadOnlyList<OutlinedMember> Members, int More) : CodeAnswer;
}

/// <summary>A declaration in source or in a referenced assembly.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Full name, with the types of the parameters of a method; other queries take it.</param>
/// <param name="Signature">As C#, one line, without attributes and body.</param>
/// <param name="Path">File relative to the repository root; null in a referenced assembly.</param>
/// <param name="Lines">The whole declaration; null in a referenced assembly.</param>
/// <param name="Summary">First lines of its documentation as one line; null when there is none.</param>
/// <param name="Assembly">Name and version of the referenced assembly; null in source.</param>
/// <param name="Members">Signatures of the public members of a type of a referenced assembly, when the pattern names it exactly; otherwise empty.</param>
/// <param name="MoreMembers">How many members are left out.</param>
public sealed record CodeSymbol(
    CodeSymbolKind Kind,
    string Name,
    string Signature,
    string? Path,
    LineRange? Lines,
    string? Summary,
    string? Assembly,
    IReadOnlyList<string> Members,
    int MoreMembers);

/// <summary>A declaration of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Signature">As C#, one line, without attributes and body.</param>
/// <param name="Attributes">As written, without brackets.</param>
/// <param name="Lines">The whole declaration.</param>
/// <param name="Depth">0 for a type outside of others.</param>
public sealed record OutlinedMember(CodeSymbolKind Kind, string Name, string Signature, IReadOnlyList<string> Attributes, LineRange Lines, int Depth);
