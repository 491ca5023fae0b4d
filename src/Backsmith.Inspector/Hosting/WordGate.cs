using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Inspector.Hosting;

/// <summary>Leaves out rules of the SDK that follow values through the whole project where no source names what they look for: they cannot report, and cost the most.</summary>
internal static partial class WordGate
{
    /// <summary>The rules worth running over some code.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Open(ImmutableArray<DiagnosticAnalyzer> analyzers, Compilation compilation, CancellationToken cancellationToken)
    {
        var closed = new HashSet<string>(Words.Keys, StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (closed.Count == 0)
            {
                break;
            }

            var text = tree.GetText(cancellationToken).ToString();
            closed.RemoveWhere(rule => Words[rule].IsMatch(text));
        }

        return closed.Count == 0 ? analyzers : [.. analyzers.Where(analyzer => !analyzer.SupportedDiagnostics.All(rule => closed.Contains(rule.Id)))];
    }

    /// <summary>What a source has to name before a rule can report: the types and members that the rule takes for dangerous.</summary>
    private static IReadOnlyDictionary<string, Regex> Words { get; } = new Dictionary<string, Regex>
    {
        ["CA3003"] = Files(),
        ["CA3006"] = Programs(),
        ["CA3007"] = Redirects(),
    };

    [GeneratedRegex(@"\b(File|FileInfo|FileStream|Directory|DirectoryInfo|Path|StreamReader|StreamWriter|TransmitFile|WriteFile|MapPath|\w*File\w*\()", RegexOptions.CultureInvariant)]
    private static partial Regex Files();

    [GeneratedRegex(@"\b(Process|ProcessStartInfo|StartInfo)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Programs();

    [GeneratedRegex(@"Redirect", RegexOptions.CultureInvariant)]
    private static partial Regex Redirects();
}
