using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0030: a client's value in the path of a file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PathTraversalAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0030";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "File path built from a client's value",
        "{0} and becomes part of the path that '{1}' uses, so '..' or a full path in it reaches files outside of the folder. Take the last part alone with Path.GetFileName, or compare the full path with the folder before it is used.",
        "input-validation",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A path that holds what a client sent leads wherever the client wants: '../' climbs out of the folder, and Path.Combine drops everything before a part that is rooted. Whoever sends it reads the configuration with its secrets, overwrites code or pages, or deletes files (CWE-22, OWASP A01:2021). The name of an uploaded file is a client's value like any other. The value is followed through methods, services, fields, properties and collections.\n\nName the file yourself (an id, a Guid) and keep the client's name as data. Where the client's name has to be used, take its last part with Path.GetFileName; where it may name a folder, make the full path with Path.GetFullPath and refuse it unless it starts with the folder and a separator. The fix puts Path.GetFileName around a value that is one part of a path.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => PathPlaces.All;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new PathPolicy(index);

    // Names that lose the characters a file name may not hold lose the separators too, wherever in the method that is done.
    private protected override bool DoesHarm(Flow flow, DangerousUse use, SourceIndex index) =>
        !flow.Trace.Step.ToSink(int.MaxValue).Any(s => s.Node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method && PathPolicy.Mentions(method));

    private protected override SyntaxNode ReportedAt(Flow flow, DangerousUse use) => PathPolicy.MakerOf(flow) ?? use.Value.Syntax;
}
