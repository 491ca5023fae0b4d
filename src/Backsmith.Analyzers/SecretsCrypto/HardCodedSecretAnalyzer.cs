using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>BS0007: a secret in code or settings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HardCodedSecretAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0007";

    private const int LargestFile = 1_000_000;

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Secret in code or settings",
        "{0} {1} in the repository, so everyone who can read the repository or its history can use it. Take it from the environment, user secrets or a vault, and replace the one that was published.",
        "secrets-crypto",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "What is in a repository is on every machine that cloned it, in every build log and backup, and stays in the history when the line is gone (CWE-798, CWE-321). A signing key that others know lets them "
            + "make tokens for any user. Reported are texts with the shape of a provider's key, private keys, connection strings with a password, keys given to signatures and ciphers, and values that both are named and look like a secret; "
            + "in settings files also weak passwords that work as they stand.\n\n"
            + "Read the value from configuration, and let the environment, user secrets (development) or a vault supply it. Then make a new one: the old one is known. Placeholders, references to variables and vaults, "
            + "names of settings and headers, public keys, and what a Development file says about the developer's own machine are not reported. The message never shows the value.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        foreach (var report in InCode(context).Concat(InFiles(context)).GroupBy(r => r.Location).Select(g => g.First()))
            context.ReportDiagnostic(report);
    }

    private static IEnumerable<Diagnostic> InCode(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        foreach (var found in new CodeSecrets(index).All())
        {
            var subject = char.ToUpperInvariant(found.Where[0]) + found.Where.Substring(1);
            yield return Report(found.Node.GetLocation(), subject, "has " + found.What, found.Confidence);
        }
    }

    private static IEnumerable<Diagnostic> InFiles(CompilationAnalysisContext context)
    {
        foreach (var file in context.Options.AdditionalFiles)
        {
            if (file.GetText(context.CancellationToken) is not { Length: < LargestFile } text)
                continue;
            foreach (var found in new SettingsSecrets(file.Path).In(text.ToString()))
            {
                var span = found.Setting.Span;
                var name = found.Setting.Path.Length == 0 ? "The file" : $"'{string.Join(":", found.Setting.Path)}'";
                yield return Report(Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)), name, "holds " + found.What, found.Confidence);
            }
        }
    }

    private static Diagnostic Report(Location location, string holder, string what, string confidence) =>
        Diagnostic.Create(Descriptor, location, ImmutableDictionary<string, string?>.Empty.Add("confidence", confidence), holder, what);
}
