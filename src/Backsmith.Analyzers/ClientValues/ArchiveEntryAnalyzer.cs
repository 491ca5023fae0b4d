using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0038: files of an archive written where the archive says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArchiveEntryAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0038";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Entry of an archive written where the archive says",
        "{0} and becomes part of the path that '{1}' uses, so an entry named '../x' is written outside of the folder. Make the full path with Path.GetFullPath and refuse it unless it starts with the folder, or unpack with ZipFile.ExtractToDirectory, which does.",
        "input-validation",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The names in an archive are text that its maker chose: '../../app/appsettings.json' is a name like any other. Who unpacks entry by entry into Path.Combine(folder, entry.FullName) lets the archive overwrite any file that the server may write, and with it its code (zip slip: CWE-22, CWE-29).\n\nUnpack with ZipFile.ExtractToDirectory, which refuses such entries. Where entries are chosen one by one, make the full path with Path.GetFullPath, and skip or refuse an entry whose path does not start with the folder and a separator; entry.Name alone, without folders, is safe.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => PathPlaces.All;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new EntryPolicy(index);

    private protected override bool DoesHarm(Flow flow, DangerousUse use, SourceIndex index) =>
        !use.Member.StartsWith("Directory.Get", System.StringComparison.Ordinal) && !use.Member.StartsWith("Directory.Enum", System.StringComparison.Ordinal)
        && !flow.Trace.Step.ToSink(int.MaxValue).Any(s => s.Node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method && PathPolicy.Mentions(method));

    private protected override SyntaxNode ReportedAt(Flow flow, DangerousUse use) => PathPolicy.MakerOf(flow) ?? use.Value.Syntax;

    private sealed class EntryPolicy(SourceIndex index) : PathPolicy(index)
    {
        internal override Origin? OriginOf(IOperation value, Trace trace) => value switch
        {
            IPropertyReferenceOperation { Property: { Name: "FullName", ContainingType.Name: "ZipArchiveEntry" } } => new Origin(value.Syntax, "the name of the archive's entry is chosen by whoever made it", "high"),
            IPropertyReferenceOperation { Property: { Name: "Name", ContainingType: { Name: "TarEntry", ContainingNamespace.Name: "Tar" } } } => new Origin(value.Syntax, "the name of the archive's entry is chosen by whoever made it", "high"),
            _ => null,
        };
    }
}
