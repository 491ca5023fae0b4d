using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Code that no two callers run at a time: it prepares the store before the application serves, or is the one loop of a background worker.</summary>
internal sealed class SerialCode(SourceProgram program)
{
    private const int DeepestCall = 4;

    private static readonly HashSet<string> StartUpTypes =
    [
        "IApplicationBuilder", "WebApplication", "WebApplicationBuilder", "IServiceCollection", "IHost", "IWebHost", "IHostBuilder", "IHostApplicationBuilder", "ModelBuilder", "MigrationBuilder",
        "IServiceProvider", "DbContextOptionsBuilder", "IServiceScope",
    ];

    private static readonly HashSet<string> SerialBases = ["BackgroundService", "IHostedService", "IHostedLifecycleService", "Migration", "IDesignTimeDbContextFactory", "IStartupFilter", "IStartupTask"];
    private static readonly string[] SeedWords = ["Seed", "DbInitializer", "DatabaseInitializer", "DbContextInitialiser", "DbContextInitializer", "Migrator", "DataGenerator"];

    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SameSymbol.Comparer);

    /// <summary>The serial code of a program.</summary>
    public static SerialCode Of(SourceProgram program) => program.Part(static p => new SerialCode(p));

    /// <summary>True when the operation has no concurrent callers.</summary>
    public bool Holds(StoreOperation operation) => operation.Method is { } method && Holds(method, 0);

    private bool Holds(IMethodSymbol method, int depth)
    {
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        var holds = IsSerialItself(method) || (depth < DeepestCall && IsCalledSerially(method, depth));
        return depth == 0 ? _known.GetOrAdd(method, holds) : holds;
    }

    private bool IsCalledSerially(IMethodSymbol method, int depth)
    {
        var callers = Callers.Of(program).Of(method);
        return callers.Count > 0 && callers.All(c => HoldsAt(c.Call, c.Model, depth + 1));
    }

    private bool HoldsAt(SyntaxNode node, SemanticModel model, int depth)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda when StoreOperation.IsEndpoint(lambda):
                    return false;
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax when model.GetDeclaredSymbol(ancestor) is IMethodSymbol method:
                    return Holds(method, depth);
                case GlobalStatementSyntax:
                    return true;
            }
        }

        return false;
    }

    private static bool IsSerialItself(IMethodSymbol method) =>
        (method.Name == "Main" && method.IsStatic)
        || SeedWords.Any(word => method.Name.Contains(word) || (method.ContainingType?.Name.Contains(word) ?? false))
        || method.Parameters.Any(p => StartUpTypes.Contains(p.Type.Name))
        || IsSerialType(method.ContainingType);

    private static bool IsSerialType(INamedTypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (SerialBases.Contains(t.Name) || t.Interfaces.Any(i => SerialBases.Contains(i.Name)))
            {
                return true;
            }
        }

        // A base that did not resolve is still written down.
        return type is not null && type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>()
            .Any(d => d.BaseList?.Types.Any(b => SerialBases.Contains(SourceIndex.NameOf(b.Type) ?? "")) == true);
    }
}
