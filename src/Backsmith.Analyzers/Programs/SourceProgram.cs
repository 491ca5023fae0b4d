using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Backsmith.Analyzers.Programs;

/// <summary>
/// Everything of an application that is source to us: the compilation under analysis and the projects it references
/// as source. A call can be followed through it; a report may only stand in the compilation's own trees.
/// </summary>
internal sealed class SourceProgram
{
    // Lives exactly as long as the compilation it describes; the rules of one compilation share one program.
    private static readonly ConditionalWeakTable<Compilation, SourceProgram> Programs = new();

    private readonly ImmutableDictionary<SyntaxTree, Compilation> _owners;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<string, object> _parts = new();
    private readonly System.Lazy<TypeIndex> _types;

    private SourceProgram(Compilation compilation)
    {
        Compilation = compilation;
        var owners = ImmutableDictionary.CreateBuilder<SyntaxTree, Compilation>();
        Collect(compilation, owners, new HashSet<Compilation>());
        _owners = owners.ToImmutable();
        _types = new System.Lazy<TypeIndex>(() => TypeIndex.Of(_owners.Values.Distinct()), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>The compilation that reports may stand in.</summary>
    public Compilation Compilation { get; }

    /// <summary>The types declared in source, with who implements and who handles what.</summary>
    public TypeIndex Types => _types.Value;

    /// <summary>The compilation under analysis and the projects it refers to as source.</summary>
    public IEnumerable<Compilation> Compilations => _owners.Values.Distinct();

    /// <summary>Every tree of the program, own trees and those of referenced projects.</summary>
    public IEnumerable<SyntaxTree> Trees => _owners.Keys;

    /// <summary>The program of a compilation, made once.</summary>
    public static SourceProgram Of(Compilation compilation) => Programs.GetValue(compilation, static c => new SourceProgram(c));

    /// <summary>A part that rules share (made on first use), such as the endpoints of the program.</summary>
    public T Part<T>(System.Func<SourceProgram, T> make) where T : class =>
        (T)((System.Lazy<T>)_parts.GetOrAdd(typeof(T).FullName, _ => new System.Lazy<T>(() => make(this)))).Value;

    /// <summary>The semantic model of a tree of the program; null for a tree that is not part of it.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) =>
        _owners.TryGetValue(tree, out var owner) ? _models.GetOrAdd(tree, t => Model(owner, t)) : null;

    /// <summary>The semantic model of a tree that is known to be part of the program.</summary>
    public SemanticModel ModelFor(SyntaxTree tree) => ModelOf(tree) ?? throw new System.ArgumentException($"'{tree.FilePath}' is in no project of the program.", nameof(tree));

    /// <summary>True when a report may stand in this tree.</summary>
    public bool Owns(SyntaxTree tree) => _owners.TryGetValue(tree, out var owner) && owner == Compilation;

#pragma warning disable RS1030 // A call is followed into other files: there is no model at hand for those.
    private static SemanticModel Model(Compilation owner, SyntaxTree tree) => owner.GetSemanticModel(tree);
#pragma warning restore RS1030

    private static void Collect(Compilation compilation, ImmutableDictionary<SyntaxTree, Compilation>.Builder owners, HashSet<Compilation> seen)
    {
        if (!seen.Add(compilation))
        {
            return;
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            owners[tree] = compilation;
        }

        foreach (var reference in compilation.References.OfType<CompilationReference>())
        {
            if (reference.Compilation.Language == LanguageNames.CSharp)
            {
                Collect(reference.Compilation, owners, seen);
            }
        }
    }
}
