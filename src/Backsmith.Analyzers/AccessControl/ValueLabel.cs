using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Who decides a value.</summary>
[Flags]
internal enum ValueLabel
{
    /// <summary>The program, as far as can be seen.</summary>
    None = 0,

    /// <summary>The client, through route, query or body.</summary>
    Client = 1,

    /// <summary>Who is signed in: claims, session, a current-user service.</summary>
    Caller = 2,
}

/// <summary>A value with who decides it, and for an object made in sight with who decides each member.</summary>
internal sealed class LabelledValue(ValueLabel label, IReadOnlyDictionary<string, ValueLabel>? members = null)
{
    /// <summary>Decided by the program.</summary>
    public static readonly LabelledValue Unknown = new(ValueLabel.None);

    /// <summary>Decided by the client.</summary>
    public static readonly LabelledValue FromClient = new(ValueLabel.Client);

    /// <summary>Decided by who is signed in.</summary>
    public static readonly LabelledValue FromCaller = new(ValueLabel.Caller);

    /// <summary>Everybody who decides a part of it.</summary>
    public ValueLabel Label { get; } = label;

    /// <summary>The label of each member, case ignored; null when the object was not made in sight.</summary>
    public IReadOnlyDictionary<string, ValueLabel>? Members { get; } = members;

    /// <summary>True when who is signed in decides it, or a part.</summary>
    public bool IsCaller => (Label & ValueLabel.Caller) != 0;

    /// <summary>True when the client alone decides it.</summary>
    public bool IsClient => Label == ValueLabel.Client;

    /// <summary>Either value.</summary>
    public LabelledValue Or(LabelledValue other) =>
        ReferenceEquals(this, other) ? this
        : new(Label | other.Label, other.Label == ValueLabel.None && other.Members is null ? Members : Label == ValueLabel.None && Members is null ? other.Members : null);

    /// <summary>A member of the value.</summary>
    public LabelledValue Member(string name) =>
        Members is null ? Of(Label) : Members.TryGetValue(name, out var label) ? Of(label) : Of(Label & ValueLabel.Client);

    /// <summary>The same value after one of its members was set.</summary>
    public LabelledValue With(string name, ValueLabel label)
    {
        var members = new Dictionary<string, ValueLabel>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in Members ?? new Dictionary<string, ValueLabel>())
        {
            members[member.Key] = member.Value;
        }

        members[name] = label;
        return new LabelledValue(Label | label, members);
    }

    /// <summary>A value of which only the label is known.</summary>
    public static LabelledValue Of(ValueLabel label) => label switch
    {
        ValueLabel.None => Unknown,
        ValueLabel.Client => FromClient,
        ValueLabel.Caller => FromCaller,
        _ => new LabelledValue(label),
    };

    /// <summary>A text that is equal for equal values.</summary>
    public string Key => Members is null ? ((int)Label).ToString() : (int)Label + "{" + string.Join(",", Members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Key + (int)m.Value)) + "}";
}

/// <summary>A body that is being read, with what its parameters hold.</summary>
internal sealed class MethodFrame(SyntaxNode body, SemanticModel model, IReadOnlyDictionary<ISymbol, LabelledValue> parameters)
{
    /// <summary>The block or expression.</summary>
    public SyntaxNode Body { get; } = body;

    /// <summary>The model of its tree.</summary>
    public SemanticModel Model { get; } = model;

    /// <summary>What each parameter holds in this call.</summary>
    public IReadOnlyDictionary<ISymbol, LabelledValue> Parameters { get; } = parameters;

    /// <summary>What the calls of the body were found to do already.</summary>
    public HashSet<(AccessKind Kind, string Entity, string Property, SyntaxNode Origin)> Seen { get; } = new();

    /// <summary>What was found out about locals; null while one is being looked at.</summary>
    public Dictionary<ISymbol, LabelledValue?> Locals { get; } = new(SameSymbol.Comparer);
}
