using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>What running a piece of code does to stores.</summary>
[Flags]
internal enum StoreEffect
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It runs a query.</summary>
    Queries = 1,

    /// <summary>It adds rows.</summary>
    Inserts = 2,

    /// <summary>It changes or removes rows.</summary>
    Updates = 4,

    /// <summary>It sends tracked changes to the store.</summary>
    Saves = 8,

    /// <summary>It answers from a cache when it can.</summary>
    Caches = 16,

    /// <summary>It opens a scope or transaction of its own.</summary>
    OwnsUnitOfWork = 64,
}

/// <summary>The effects of a body, with the types and tables it adds rows to, and what in it decides a race.</summary>
internal sealed class BodyEffects(StoreEffect flags, ImmutableHashSet<ISymbol> inserted, ImmutableHashSet<string> tables, RaceGuard guards)
{
    /// <summary>No effect.</summary>
    public static readonly BodyEffects None = new(StoreEffect.None, ImmutableHashSet.Create<ISymbol>(SameSymbol.Comparer), ImmutableHashSet<string>.Empty, RaceGuard.None);

    /// <summary>What it does.</summary>
    public StoreEffect Flags { get; } = flags;

    /// <summary>The stored types it adds rows of.</summary>
    public ImmutableHashSet<ISymbol> Inserted { get; } = inserted;

    /// <summary>The tables that its own SQL adds rows to, lower case.</summary>
    public ImmutableHashSet<string> Tables { get; } = tables;

    /// <summary>What in it decides a race.</summary>
    public RaceGuard Guards { get; } = guards;

    /// <summary>True when it has all of the effects.</summary>
    public bool Has(StoreEffect effect) => (Flags & effect) == effect;

    /// <summary>Both.</summary>
    public BodyEffects And(BodyEffects other) => ReferenceEquals(other, None) ? this
        : new(Flags | other.Flags, Inserted.Union(other.Inserted), Tables.Union(other.Tables), Guards | other.Guards);

    /// <summary>The same with one more effect.</summary>
    public BodyEffects With(StoreEffect effect) => new(Flags | effect, Inserted, Tables, Guards);

    /// <summary>The same with one more guard.</summary>
    public BodyEffects With(RaceGuard guard) => guard == RaceGuard.None ? this : new(Flags, Inserted, Tables, Guards | guard);
}

/// <summary>Summarises what the methods of a program do to stores, through the methods they call.</summary>
internal sealed class StoreEffects(SourceProgram program)
{
    private const int DeepestCall = 5;

    private readonly ConcurrentDictionary<(ISymbol, int), BodyEffects> _methods = new();
    private readonly ConcurrentDictionary<InvocationExpressionSyntax, BodyEffects> _calls = new();

    /// <summary>The summaries of a program.</summary>
    public static StoreEffects Of(SourceProgram program) => program.Part(static p => new StoreEffects(p));

    /// <summary>What a call does, whichever method it runs.</summary>
    public BodyEffects OfCall(InvocationExpressionSyntax call, SemanticModel model) => _calls.GetOrAdd(call, c => OfCall(c, model, 0));

    /// <summary>What the code under a node does, lambdas in it included.</summary>
    public BodyEffects OfCode(SyntaxNode code, SemanticModel model) => OfCode(code, model, 0);

    private BodyEffects OfMethod(IMethodSymbol method, int depth) =>
        depth > DeepestCall ? BodyEffects.None : _methods.GetOrAdd((method, depth), key =>
        {
            var body = MethodBodies.BodyOf((IMethodSymbol)key.Item1);
            var model = body is null ? null : program.ModelOf(body.SyntaxTree);
            return model is null ? BodyEffects.None : OfCode(body!, model, key.Item2);
        });

    private BodyEffects OfCode(SyntaxNode code, SemanticModel model, int depth)
    {
        var effects = BodyEffects.None.With(RaceGuards.In(code, model));
        foreach (var call in code.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        {
            effects = effects.And(OfCall(call, model, depth));
        }

        return effects;
    }

    private BodyEffects OfCall(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        var name = MethodBodies.NameOf(call);
        if (IsInMemory(name))
        {
            return BodyEffects.None;
        }

        var effects = Direct(call, name, model);
        return program.Targets(call, model).Aggregate(effects, (sum, target) => sum.And(OfMethod(target, depth + 1)));
    }

    private BodyEffects Direct(InvocationExpressionSyntax call, string name, SemanticModel model)
    {
        if (StoreWrite.Read(program, call, model) is { } write)
        {
            return OfWrite(write);
        }

        var flags = StoreReader.Of(program).Read(call, model) switch
        {
            { Result: QueryResult.Write } => StoreEffect.Updates | StoreEffect.Saves,
            { Executes: true } => StoreEffect.Queries,
            _ => StoreEffect.None,
        };
        if (name.StartsWith("BeginTransaction", StringComparison.Ordinal) || name is "CreateScope" or "CreateAsyncScope" or "CreateDbContext" or "CreateDbContextAsync")
        {
            flags |= StoreEffect.OwnsUnitOfWork;
        }

        return BodyEffects.None.With(IsCache(call, name, model) ? flags | StoreEffect.Caches : flags);
    }

    private static BodyEffects OfWrite(StoreWrite write)
    {
        var flags = write.Kind switch
        {
            WriteKind.Insert => StoreEffect.Inserts,
            WriteKind.Save => StoreEffect.Saves,
            _ => StoreEffect.Updates,
        };
        flags |= write.Sql is null ? StoreEffect.None : StoreEffect.Saves;
        var effects = BodyEffects.None.With(flags).With(write.Sql is { IsGuarded: true } ? RaceGuard.Statement : RaceGuard.None);
        return write.Kind == WriteKind.Insert
            ? new BodyEffects(effects.Flags, write.Entity is null ? effects.Inserted : effects.Inserted.Add(write.Entity.OriginalDefinition),
                write.Sql is { Table.Length: > 0 } sql ? effects.Tables.Add(sql.Table) : effects.Tables, effects.Guards)
            : effects;
    }

    /// <summary>True for a call that asks a cache, or a dictionary that serves as one.</summary>
    internal static bool IsCache(InvocationExpressionSyntax call, string name, SemanticModel model)
    {
        if (name is not ("GetOrCreateAsync" or "GetOrCreate" or "GetOrAdd" or "GetOrAddAsync" or "GetOrSetAsync" or "TryGetValue" or "GetStringAsync" or "GetAsync" or "Get"))
        {
            return false;
        }

        var type = MethodBodies.ReceiverOf(call) is { } receiver ? model.GetTypeInfo(receiver).Type : null;
        return type is not null && (type.Name.Contains("Cache") || type.Name is "ConcurrentDictionary" or "Dictionary" or "IDictionary");
    }

    // Names that cannot lead to a store and are called everywhere: not worth binding.
    private static bool IsInMemory(string name) => name is "" or "nameof" or "ToString" or "ConfigureAwait" or "LogInformation" or "LogError" or "LogWarning" or "LogDebug";
}
