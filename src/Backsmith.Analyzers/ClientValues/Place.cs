using System.Collections.Generic;
using System.Linq;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>How code uses a dangerous member.</summary>
internal enum PlaceKind
{
    /// <summary>Calls a method.</summary>
    Call,

    /// <summary>Makes an object.</summary>
    Creation,

    /// <summary>Sets a property.</summary>
    Assignment,
}

/// <summary>One line of a rule's table: members of a type in which a client's value does harm, and which of their parameters take it.</summary>
internal sealed class Place
{
    private Place(PlaceKind kind, string type, string parameters, IEnumerable<string> members) =>
        (Kind, Type, Parameters, Members) = (kind, type, [.. parameters.Split(',')], [.. members]);

    /// <summary>For code whose types are missing: whatever stands before the dot, as the member's name says enough.</summary>
    internal const string Anything = "*";

    internal PlaceKind Kind { get; }

    /// <summary>The declaring type with its namespace and without type parameters; a base type or an interface stands for what derives from it.</summary>
    internal string Type { get; }

    /// <summary>Names of the parameters that take the value; none of them named means the first.</summary>
    internal IReadOnlyList<string> Parameters { get; }

    internal IReadOnlyList<string> Members { get; }

    /// <summary>What stands before the dot in code whose types are missing, such as <c>Response</c>; null when such code is left alone.</summary>
    internal string? Unresolved { get; private set; }

    /// <summary>A word by which the rule tells its places apart.</summary>
    internal string Tag { get; private set; } = "";

    /// <summary>Methods of a type.</summary>
    internal static Place Call(string type, string parameters, params string[] members) => new(PlaceKind.Call, type, parameters, members);

    /// <summary>Constructors of a type.</summary>
    internal static Place Creation(string type, string parameters) => new(PlaceKind.Creation, type, parameters, [type.Substring(type.LastIndexOf('.') + 1)]);

    /// <summary>Properties of a type.</summary>
    internal static Place Assignment(string type, params string[] members) => new(PlaceKind.Assignment, type, "", members);

    internal Place OrUnresolved(string receiver)
    {
        Unresolved = receiver;
        return this;
    }

    internal Place Tagged(string tag)
    {
        Tag = tag;
        return this;
    }

    internal string TypeName => Type.Split('.').Last();
}
