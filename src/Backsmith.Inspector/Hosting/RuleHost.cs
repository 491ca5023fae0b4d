using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Backsmith.Findings;
using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Inspector.Hosting;

/// <summary>A rule of the SDK that is hosted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Category">One of ours.</param>
/// <param name="Severity">How we judge it, whatever the SDK's default is.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Fix">Whether the SDK's fix is safe to make: it changes no more than the flaw.</param>
internal sealed record HostedRule(string Id, string Category, Severity Severity, string Why, bool Fix = false);

/// <summary>Every rule that runs: ours, and those of the SDK that the list names.</summary>
/// <param name="Analyzers">What is run.</param>
/// <param name="Fixes">Our fixes by rule id.</param>
/// <param name="Rules">What they are, by id.</param>
internal sealed record RuleHost(
    ImmutableArray<DiagnosticAnalyzer> Analyzers,
    IReadOnlyDictionary<string, CodeFixProvider> Fixes,
    IReadOnlyDictionary<string, Rule> Rules)
{
    /// <summary>Names the rules that run and the compiler they run on, by the identity of their assemblies.</summary>
    public string Version { get; } = string.Join(
        ' ',
        Analyzers.Select(analyzer => analyzer.GetType().Assembly).Append(typeof(RuleHost).Assembly).Append(typeof(Compilation).Assembly).Append(typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation).Assembly)
            .Select(assembly => assembly.ManifestModule.ModuleVersionId.ToString()).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Loads our own assemblies and the analyzers of the SDK; nothing else.</summary>
    public static RuleHost Load(string sdkFolder)
    {
        var hosted = Hosted();
        var own = Instances<DiagnosticAnalyzer>(Assembly.Load("Backsmith.Analyzers"));
        var assemblies = SdkAssemblies(sdkFolder).ToList();
        var fixes = Instances<CodeFixProvider>(Assembly.Load("Backsmith.CodeFixes")).SelectMany(fix => fix.FixableDiagnosticIds.Select(id => (id, fix)))
            .Concat(assemblies.SelectMany(Instances<CodeFixProvider>).SelectMany(fix => fix.FixableDiagnosticIds.Select(id => (id, fix))).Where(pair => hosted.GetValueOrDefault(pair.id) is { Fix: true }))
            .GroupBy(pair => pair.id).ToDictionary(group => group.Key, group => group.First().fix);
        var sdk = assemblies.SelectMany(Instances<DiagnosticAnalyzer>)
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => hosted.ContainsKey(rule.Id))).ToList();

        var rules = own.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, rule => Own(rule, fixes.ContainsKey(rule.Id)));
        foreach (var rule in sdk.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(rule => hosted.ContainsKey(rule.Id)).DistinctBy(rule => rule.Id))
        {
            var entry = hosted[rule.Id];
            rules[rule.Id] = new Rule(rule.Id, rule.Title.ToString(), entry.Category, entry.Severity, entry.Why, rule.Description.ToString(), rule.HelpLinkUri, fixes.ContainsKey(rule.Id));
        }

        return new RuleHost([.. own, .. sdk], fixes, rules);
    }

    /// <summary>The list of hosted rules.</summary>
    public static IReadOnlyDictionary<string, HostedRule> Hosted()
    {
        using var stream = typeof(RuleHost).Assembly.GetManifestResourceStream("hosted-rules.json")!;
        return JsonSerializer.Deserialize<List<HostedRule>>(stream, Lenient)!.ToDictionary(rule => rule.Id);
    }

    /// <summary>As the wire, but a rule without a fix need not say so.</summary>
    private static JsonSerializerOptions Lenient => new(Wire.Json) { RespectRequiredConstructorParameters = false };

    /// <summary>The SDK's analyzer assemblies; none when the folder is not there.</summary>
    public static IEnumerable<Assembly> SdkAssemblies(string sdkFolder)
    {
        var folder = Path.Combine(sdkFolder, "Sdks", "Microsoft.NET.Sdk", "analyzers");
        foreach (var name in new[] { "Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll" })
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                yield return Assembly.LoadFrom(path);
            }
        }
    }

    private static List<T> Instances<T>(Assembly assembly)
    {
        Type[] types;
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            // Fixes of the SDK may want editor assemblies that are not here; the analyzers do not.
            types = [.. partial.Types.OfType<Type>()];
        }

        return [.. types.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)) && type.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)];
    }

    private static Rule Own(DiagnosticDescriptor rule, bool hasFix)
    {
        var description = rule.Description.ToString();
        var split = description.IndexOf("\n\n", StringComparison.Ordinal);
        return new Rule(
            rule.Id, rule.Title.ToString(), rule.Category, SeverityOf(rule.DefaultSeverity),
            split < 0 ? description : description[..split], split < 0 ? "" : description[(split + 2)..], rule.HelpLinkUri, hasFix);
    }

    private static Severity SeverityOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Severity.Error,
        DiagnosticSeverity.Warning => Severity.Warning,
        _ => Severity.Note,
    };
}
