using System.Text.Json.Serialization;

namespace Backsmith.Inspection;

/// <summary>A question about C# code as it stands in the copy. Paths are relative to the repository root, lines count from 1.</summary>
/// <remarks>A question that cannot be answered as it was put gives <see cref="CodeAnswer.Unanswered"/>, never an error.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "query")]
[JsonDerivedType(typeof(Symbols), "symbols")]
[JsonDerivedType(typeof(Outline), "outline")]
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
}

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

    /// <summary>A method, also a local function where one is asked for by its place.</summary>
    Method,

    /// <summary>A constructor, primary ones included.</summary>
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
}
