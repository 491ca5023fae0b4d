using System;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Follows the host that a request says it was sent to, or came from.</summary>
internal sealed class HostPolicy(SourceIndex index) : ClientValuePolicy(index, new ValueChecks(index, "EndsWith", "StartsWith", "Host"))
{
    private static readonly string[] Headers = ["Host", "Origin", "Referer", "X-Forwarded-Host", "X-Original-Host", "X-Host", "Forwarded"];

    internal override bool ReportsCallers => true;

    internal override bool CanCarry(ITypeSymbol? type) => type?.Name == "HostString" || base.CanCarry(type);

    internal override Origin? OriginOf(IOperation value, Trace trace) => HeaderOf(value) is { } header
        ? new Origin(value.Syntax, $"the {header} header of the request says what its sender wants", "high", SymbolOf(value))
        : null;

    private static string? HeaderOf(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property: { Name: "Host", ContainingType.Name: "HttpRequest" } } => "Host",
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "IHeaderDictionary" } } indexer when IsSent(indexer) =>
            Known(indexer.Arguments.FirstOrDefault()?.Value.ConstantValue.Value as string),
        IPropertyReferenceOperation { Property: { ContainingType.Name: "IHeaderDictionary" } property } typed when IsSent(typed) => Known(property.Name),
        IInvocationOperation { TargetMethod: { Name: "GetDisplayUrl" or "GetEncodedUrl", ContainingType.Name: "UriHelper" } } => "Host",
        _ => null,
    };

    // Headers of the answer are the server's own.
    private static bool IsSent(IPropertyReferenceOperation headers) => headers.Syntax.ToString().IndexOf("Response", StringComparison.Ordinal) < 0;

    private static string? Known(string? header) => Headers.FirstOrDefault(h => h.Equals(header, StringComparison.OrdinalIgnoreCase));
}
