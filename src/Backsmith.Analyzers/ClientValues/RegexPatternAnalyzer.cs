using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0037: a regular expression that a client can make run for hours.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegexPatternAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0037";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Regular expression that a client can make run without end",
        "{0} and {2} '{1}', which has no timeout, so one request can keep a thread busy for hours. {3}.",
        "input-validation",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The engine of .NET tries every way to match. A pattern with a repetition within a repetition, such as (a+)+$, takes twice as long with each further character of a text that does not match; thirty are enough to stop a thread, and a few requests stop the server (CWE-1333, CWE-730). Whoever writes the pattern can always write such a one.\n\nPut Regex.Escape around a value that is meant literally. Give a matchTimeout where a client writes patterns or where the pattern repeats what is repeated, write the pattern so that it does not, or use RegexOptions.NonBacktracking. The fix gives a timeout of one second.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly string[] Methods = ["IsMatch", "Match", "Matches", "Replace", "Split", "Count", "EnumerateMatches"];

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call("System.Text.RegularExpressions.Regex", "pattern", Methods).Tagged("pattern"),
        Place.Creation("System.Text.RegularExpressions.Regex", "pattern").Tagged("pattern"),
        Place.Call("System.Text.RegularExpressions.Regex", "input", Methods).Tagged("input"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new RegexPolicy(index);

    private protected override bool IsDangerous(DangerousUse use, SourceIndex index)
    {
        if (use.Place.Tag == "pattern")
            return !IsBounded(ArgumentsOf(use.Whole));
        if (use.Whole is not IInvocationOperation call)
            return false;
        var made = call.Instance is null ? call : Maker(call.Instance, index);
        var arguments = made is null ? [] : ArgumentsOf(made);
        return arguments.FirstOrDefault(a => a.Parameter?.Name == "pattern")?.Value.ConstantValue is { HasValue: true, Value: string pattern } && !IsBounded(arguments) && Backtracking.IsExponential(pattern);
    }

    private protected override object[] Words(Flow flow, DangerousUse use) => use.Place.Tag == "pattern"
        ? [SubjectOf(flow), use.Member, "becomes part of the pattern of", "Put Regex.Escape around it where it is meant literally, and give the expression a matchTimeout where it is not"]
        : [SubjectOf(flow), use.Member, "is what a pattern that repeats a repetition is tried on by", "Give the expression a matchTimeout, or write the pattern so that only one way can match"];

    private static IReadOnlyList<IArgumentOperation> ArgumentsOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    };

    private static bool IsBounded(IReadOnlyList<IArgumentOperation> arguments) =>
        arguments.Any(a => a.Parameter?.Name == "matchTimeout" || a.Parameter?.Name == "options" && (a.Value.Syntax.ToString().Contains("NonBacktracking") || a.Value.ConstantValue is { HasValue: true, Value: int options } && (options & 0x400) != 0));

    /// <summary>The creation behind a local or a field that holds the expression.</summary>
    private static IOperation? Maker(IOperation instance, SourceIndex index)
    {
        ISymbol? holder = instance switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            _ => null,
        };
        if (holder is null)
            return instance as IObjectCreationOperation;
        return holder.DeclaringSyntaxReferences.Select(r => r.GetSyntax(index.Cancellation)).OfType<VariableDeclaratorSyntax>()
            .Select(v => v.Initializer is { Value: { } value } && index.Holds(v.SyntaxTree) ? index.Operation(value) : null).OfType<IObjectCreationOperation>().FirstOrDefault();
    }

    private sealed class RegexPolicy(SourceIndex index) : ClientValuePolicy(index, new ValueChecks(index, "Length"))
    {
        internal override bool IsHarmless(IOperation value) =>
            value is IInvocationOperation { TargetMethod: { Name: "Escape", ContainingType.Name: "Regex" } or { Name: "ToBase64String" } } || base.IsHarmless(value);
    }
}
