using System.Collections.Immutable;
using System.Reflection;
using Backsmith.Analyzers.Injection;
using Backsmith.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>One rule with what belongs to it.</summary>
internal sealed record CatalogRule(DiagnosticDescriptor Descriptor, ImmutableArray<DiagnosticAnalyzer> Analyzers, CodeFixProvider? Fix)
{
    public string Id => Descriptor.Id;

    /// <summary>Paths of the rule's cases of one kind: flagged, silent or fixed.</summary>
    public IReadOnlyList<string> Cases(string kind)
    {
        var folder = Path.Combine(RuleCatalog.CaseFolder, Id, kind);
        return Directory.Exists(folder) ? [.. Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal)] : [];
    }
}

/// <summary>Every rule of the package, as any host of analyzers finds them.</summary>
internal static class RuleCatalog
{
    public static string CaseFolder { get; } = Path.Combine(TestProject(), "Cases");

    public static string Documentation { get; } = Path.GetFullPath(Path.Combine(TestProject(), "..", "..", "docs", "rules"));

    public static IReadOnlyList<CatalogRule> All { get; } = Load();

    public static CatalogRule Find(string id) => All.Single(rule => rule.Id == id);

    private static List<CatalogRule> Load()
    {
        var analyzers = Instances<DiagnosticAnalyzer>(typeof(SqlInjectionAnalyzer).Assembly);
        var fixes = Instances<CodeFixProvider>(typeof(SqlInjectionCodeFix).Assembly);
        return [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics, (analyzer, rule) => (analyzer, rule))
            .GroupBy(pair => pair.rule.Id)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CatalogRule(group.First().rule, [.. group.Select(pair => pair.analyzer)], fixes.SingleOrDefault(fix => fix.FixableDiagnosticIds.Contains(group.Key))))];
    }

    private static List<T> Instances<T>(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T))).Select(type => (T)Activator.CreateInstance(type)!)];

    private static string TestProject() =>
        typeof(RuleCatalog).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TestProject").Value!;
}
