using System.Text.Json.Serialization;

namespace Backsmith.Inspection;

/// <summary>A question about C# code as it stands in the copy. Paths are relative to the repository root, lines count from 1.</summary>
/// <remarks>A question that cannot be answered as it was put gives <see cref="CodeAnswer.Unanswered"/>, never an error.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "query")]
[JsonDerivedType(typeof(Symbols), "symbols")]
[JsonDerivedType(typeof(Outline), "outline")]
[JsonDerivedType(typeof(References), "references")]
[JsonDerivedType(typeof(TypeOf), "typeOf")]
[JsonDerivedType(typeof(Diagnostics), "diagnostics")]
[JsonDerivedType(typeof(CallGraph), "callGraph")]
public abstract record CodeQuery
{
    private CodeQuery()
    {
    }

    /// <summary>Most entries of an answer when the question does not say.</summary>
    public const int UsualMost = 50;

    /// <summary>Which declarations have a name like this?</summary>
    /// <param name="Pattern">A name (<c>Order</c>), its beginning (<c>Ord*</c>), with <c>*</c> anywhere, its humps (<c>OS</c>, <c>OrdSer</c>), or several of them behind what
    /// contains them (<c>OrderService.Place*</c>, <c>Shop.Orders.OrderService</c>). Case counts only for humps and for the order: the nearest names come first.</param>
    /// <param name="Kinds">Only these; null or empty for all.</param>
    /// <param name="Most">Most declarations, 1 to 500.</param>
    /// <param name="Referenced">Whether types, their members and extension methods of referenced packages and of the framework are looked through as well, behind those in source.</param>
    public sealed record Symbols(string Pattern, IReadOnlyList<CodeSymbolKind>? Kinds = null, int Most = UsualMost, bool Referenced = false) : CodeQuery;

    /// <summary>Which types and members does a file declare?</summary>
    /// <param name="Path">A C# file, whether a project compiles it or not.</param>
    /// <param name="Most">Most members, 1 to 2000.</param>
    public sealed record Outline(string Path, int Most = 500) : CodeQuery;

    /// <summary>Where is a symbol used, and how?</summary>
    /// <param name="Symbol">A symbol of source, or of a referenced assembly.</param>
    /// <param name="Most">Most places, 1 to 1000.</param>
    public sealed record References(SymbolName Symbol, int Most = 100) : CodeQuery;

    /// <summary>What is the expression whose text stands on a line?</summary>
    /// <param name="Path">A C# file that a project compiles.</param>
    /// <param name="Line">From 1. An expression over several lines is found on each of them.</param>
    /// <param name="Text">The whole text of the expression or of the name that is declared there; blanks do not count. A part of a chain of calls begins with its dot.</param>
    /// <param name="Members">When not null, the members are listed that can be used on it there and whose names are like this (<c>*</c> for all), extension methods included.</param>
    /// <param name="Most">Most members, 1 to 500.</param>
    public sealed record TypeOf(string Path, int Line, string Text, string? Members = null, int Most = UsualMost) : CodeQuery;

    /// <summary>What does the compiler say, and if asked, what do our rules say? Analyzers that the repository brings along are not run: only a build tells what they say.</summary>
    /// <param name="Paths">C# files, or folders with all files below them; null or empty for all. Of files alone other files are compiled only as far as these need them, and warnings that take
    /// the whole project are left out, such as a field that nobody reads.</param>
    /// <param name="Rules">Whether our rules and the hosted ones run on the projects of these files; that takes as long as a review of them.</param>
    /// <param name="Most">Most diagnostics, 1 to 500. Errors come first, and projects that follow are not compiled once there are so many errors.</param>
    public sealed record Diagnostics(IReadOnlyList<string>? Paths = null, bool Rules = false, int Most = UsualMost) : CodeQuery;

    /// <summary>What can run a member, or what can it run?</summary>
    /// <param name="Symbol">A method, constructor, property or event; for callers also one of a referenced assembly.</param>
    /// <param name="Direction">Which way.</param>
    /// <param name="Depth">How many calls deep, 1 to 4.</param>
    /// <param name="Most">Most nodes, 1 to 500; those near the symbol come first.</param>
    public sealed record CallGraph(SymbolName Symbol, CallDirection Direction, int Depth = 2, int Most = 100) : CodeQuery;
}

/// <summary>Which way a call graph goes.</summary>
public enum CallDirection
{
    /// <summary>Who calls it.</summary>
    Callers,

    /// <summary>What it calls.</summary>
    Callees,
}

/// <summary>Names a symbol in a question.</summary>
/// <param name="Name">By its name alone where <paramref name="Path"/> and <paramref name="Line"/> say where it stands; otherwise its full name or as much of the end of it as tells it from others,
/// for an overload with the types of its parameters: <c>OrderService.PlaceAsync(int, CancellationToken)</c>.</param>
/// <param name="Path">A C# file in which it stands, declared or used; null to look everywhere.</param>
/// <param name="Line">The line there, from 1; null when the path alone tells it, as the file that declares it.</param>
public sealed record SymbolName(string Name, string? Path = null, int? Line = null);

/// <summary>Kinds of declarations.</summary>
public enum CodeSymbolKind
{
    /// <summary>A class that is no record.</summary>
    Class,

    /// <summary>A record class or record struct.</summary>
    Record,

    /// <summary>A struct that is no record.</summary>
    Struct,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A delegate type.</summary>
    Delegate,

    /// <summary>A method, also a local function that is named by its place.</summary>
    Method,

    /// <summary>A constructor with a body; a primary one stands in the signature of its type.</summary>
    Constructor,

    /// <summary>A property or indexer, those that a record declares by its parameters included.</summary>
    Property,

    /// <summary>A field or constant.</summary>
    Field,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A member of an enumeration.</summary>
    EnumMember,

    /// <summary>An operator or conversion.</summary>
    Operator,

    /// <summary>A local variable, parameter, type parameter or label; only where one is named by its place.</summary>
    Local,

    /// <summary>A namespace; only where one is named by its place.</summary>
    Namespace,
}
