using System.Text.Json.Serialization;
using Backsmith.Findings;

namespace Backsmith.Inspection;

/// <summary>What the inspector answers to a <see cref="CodeQuery"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "answer")]
[JsonDerivedType(typeof(Unanswered), "unanswered")]
[JsonDerivedType(typeof(Symbols), "symbols")]
[JsonDerivedType(typeof(Outline), "outline")]
[JsonDerivedType(typeof(References), "references")]
[JsonDerivedType(typeof(TypeOf), "typeOf")]
[JsonDerivedType(typeof(Diagnostics), "diagnostics")]
[JsonDerivedType(typeof(CallGraph), "callGraph")]
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

    /// <summary>The uses of a symbol, calls by way of interfaces and base types included.</summary>
    /// <param name="Symbol">The symbol meant.</param>
    /// <param name="Files">Ordered by path.</param>
    /// <param name="More">How many more places there are.</param>
    public sealed record References(CodeSymbol Symbol, IReadOnlyList<ReferencingFile> Files, int More) : CodeAnswer;

    /// <summary>The expressions that have this text on the line, from left to right.</summary>
    public sealed record TypeOf(IReadOnlyList<TypedExpression> Expressions) : CodeAnswer;

    /// <summary>What compiler and rules report of the files as they stand; nothing found is an empty list.</summary>
    /// <param name="Found">Errors of the compiler first, then its warnings, then findings of rules, each by path and line. What the source suppresses is left out.</param>
    /// <param name="Errors">Errors of the compiler, those left out included.</param>
    /// <param name="Warnings">Warnings of the compiler, those left out included.</param>
    /// <param name="Findings">Findings of rules, those left out included; null when rules were not asked for.</param>
    /// <param name="More">How many are left out.</param>
    public sealed record Diagnostics(IReadOnlyList<CodeDiagnostic> Found, int Errors, int Warnings, int? Findings, int More) : CodeAnswer;

    /// <summary>A tree of calls.</summary>
    /// <param name="Root">The symbol asked for.</param>
    /// <param name="More">How many callers or callees were found and left out.</param>
    public sealed record CallGraph(CallNode Root, int More) : CodeAnswer;
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

/// <summary>The uses of a symbol in one file.</summary>
/// <param name="Path">Relative to the repository root.</param>
/// <param name="Members">In their order.</param>
public sealed record ReferencingFile(string Path, IReadOnlyList<ReferencingMember> Members);

/// <summary>The uses of a symbol in one member.</summary>
/// <param name="Name">Full name of the member or type around them; empty for statements and attributes outside of any.</param>
/// <param name="Places">In their order.</param>
public sealed record ReferencingMember(string Name, IReadOnlyList<CodeReference> Places);

/// <summary>One use of a symbol.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Use">How it is used.</param>
/// <param name="Text">The line, without the blanks around it, at most 200 characters.</param>
public sealed record CodeReference(int Line, int Column, ReferenceUse Use, string Text);

/// <summary>How a symbol is used.</summary>
public enum ReferenceUse
{
    /// <summary>Its value is read.</summary>
    Read,

    /// <summary>A value is assigned to it.</summary>
    Write,

    /// <summary>Its value is changed: compound assignment, increment, <c>ref</c>.</summary>
    ReadWrite,

    /// <summary>It is called.</summary>
    Call,

    /// <summary>The method is handed on without being called.</summary>
    Pass,

    /// <summary>An object of the type is made.</summary>
    Create,

    /// <summary>The interface or its member is implemented here.</summary>
    Implement,

    /// <summary>The member is overridden here.</summary>
    Override,

    /// <summary>A type derives from it here.</summary>
    Derive,

    /// <summary>The type is named: of a variable, a parameter, a type argument, a cast.</summary>
    Type,

    /// <summary>It is applied as an attribute.</summary>
    Attribute,

    /// <summary>Only its name counts: <c>nameof</c>, documentation, <c>using</c>.</summary>
    Name,
}

/// <summary>An expression, or a name where it is declared, as the compiler understands it.</summary>
/// <param name="Text">As it stands, on one line.</param>
/// <param name="Line">From 1, where it begins.</param>
/// <param name="Column">From 1.</param>
/// <param name="Type">Full name of its type; null when it has none, such as a method without a call, or when the compiler cannot tell.</param>
/// <param name="Converted">Full name of the type it is converted to, when that is another.</param>
/// <param name="Symbol">What it names or calls; null when nothing or unknown.</param>
/// <param name="Null">Whether it can be null here.</param>
/// <param name="Constant">Its value as C#, when it is a constant.</param>
/// <param name="Candidates">Signatures of what may have been meant, when the compiler could not decide.</param>
/// <param name="Members">Signatures of the members asked for.</param>
/// <param name="MoreMembers">How many more members there are.</param>
public sealed record TypedExpression(
    string Text,
    int Line,
    int Column,
    string? Type,
    string? Converted,
    CodeSymbol? Symbol,
    NullState Null,
    string? Constant,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<string> Members,
    int MoreMembers);

/// <summary>Whether a value can be null, as the compiler's flow analysis sees it.</summary>
public enum NullState
{
    /// <summary>Not analysed, or a value that is never null.</summary>
    Unknown,

    /// <summary>It cannot be null here.</summary>
    NotNull,

    /// <summary>It can be null here.</summary>
    MaybeNull,
}

/// <summary>One sentence of the compiler or of a rule.</summary>
/// <param name="Id">For example <c>CS0246</c> or <c>BS0001</c>.</param>
/// <param name="Severity">As the repository's own build takes it; of a rule, its own.</param>
/// <param name="Message">What it says.</param>
/// <param name="Path">The file; null of a project as a whole.</param>
/// <param name="Line">From 1; 0 without a file.</param>
/// <param name="Column">From 1; 0 without a file.</param>
/// <param name="Text">The line, without the blanks around it, at most 200 characters.</param>
/// <param name="IsRule">Whether a rule says it and not the compiler.</param>
public sealed record CodeDiagnostic(string Id, Severity Severity, string Message, string? Path, int Line, int Column, string Text, bool IsRule);
