using System;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Follows a client's text into the path of a file. Names without folders are harmless, and so are paths that were compared with a root.</summary>
internal class PathPolicy(SourceIndex index) : ClientValuePolicy(index, new ValueChecks(index, Checks))
{
    private static readonly string[] Checks =
        ["StartsWith", "Contains", "IndexOf", "IndexOfAny", "ContainsAny", "GetFileName", "GetRelativePath", "GetInvalidFileNameChars", "GetInvalidPathChars", "IsMatch", "IsPathRooted", "IsPathFullyQualified", "GetFileNameWithoutExtension"];

    private const string Step = "put into a path";

    private static readonly string[] Cleaners = ["GetInvalidFileNameChars", "GetInvalidPathChars"];

    internal override bool IsHarmless(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetFileName" or "GetFileNameWithoutExtension" or "GetExtension" or "GetRandomFileName" or "GetTempFileName", ContainingType.Name: "Path" } } => true,
        IInvocationOperation { TargetMethod.Name: "EscapeDataString" or "UrlEncode" or "ToBase64String" or "ToHexString" or "Serialize" or "SerializeObject" } => true,
        IInvocationOperation call when Cleans(call) => true,
        IInvalidOperation { Syntax: InvocationExpressionSyntax call } => SourceIndex.NameOf(call.Expression) is "GetFileName" or "GetFileNameWithoutExtension" or "GetExtension",
        _ => base.IsHarmless(value),
    };

    internal override bool CarriesThrough(IMethodSymbol method) =>
        method.ContainingType?.Name == "Path" && method.Name is "GetFullPath" or "Combine" or "Join" or "ChangeExtension" or "GetDirectoryName" or "TrimEndingDirectorySeparator"
        || method.Name is "MapPath" || base.CarriesThrough(method);

    internal override string? StepOf(IMethodSymbol method) => method.ContainingType?.Name == "Path" && method.Name is "Combine" or "Join" ? StepOf(method.Name) : null;

    internal override string StepOf(string method) => $"{Step} by 'Path.{method}'";

    internal override string StepOfText => Step;

    /// <summary>The expression that makes the path of the client's value: as far out as its statement reaches, and nearest to where the value comes from.</summary>
    internal static SyntaxNode? MakerOf(Flow flow)
    {
        var maker = flow.Trace.Step.ToSink(int.MaxValue).FirstOrDefault(s => s.Message.StartsWith(Step, StringComparison.Ordinal))?.Node;
        return maker?.AncestorsAndSelf().TakeWhile(a => a is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or InterpolationSyntax)
            .LastOrDefault(a => a == maker || a is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolatedStringExpressionSyntax
                || a is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine" or "Join", Expression: var path } } && SourceIndex.NameOf(path) == "Path");
    }

    /// <summary>Whether the call itself, or the method of the program that it runs, takes out what a file name may not hold.</summary>
    private bool Cleans(IInvocationOperation call)
    {
        if (Mentions(call.Syntax))
            return true;
        return (call.TargetMethod.ReducedFrom ?? call.TargetMethod).DeclaringSyntaxReferences.Select(r => r.GetSyntax(Index.Cancellation)).Any(body => Index.Holds(body.SyntaxTree) && (Mentions(body) || ReplacesDots(body)));
    }

    internal static bool Mentions(SyntaxNode code) => code.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => Cleaners.Contains(n.Identifier.ValueText));

    private static bool ReplacesDots(SyntaxNode body) => body.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(c => SourceIndex.NameOf(c.Expression) is "Replace" && c.ArgumentList.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: ".." or "/" or "\\" or "../" });
}
