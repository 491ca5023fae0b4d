using System;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Follows a client's text into the part of an address that says whom it leads to: behind a constant host or path it is harmless.</summary>
internal sealed class AddressPolicy(SourceIndex index, params string[] checks) : ClientValuePolicy(index, new ValueChecks(index, [.. Checks, .. checks]))
{
    private static readonly string[] Checks =
        ["IsLocalUrl", "Host", "Authority", "DnsSafeHost", "IdnHost", "IsLoopback", "IsBaseOf", "IsAbsoluteUri", "StartsWith", "EndsWith", "IsMatch", "GetLeftPart", "GetAuthorizationContextAsync", "IsValidReturnUrl", "Compare", "IsWellFormedUriString"];

    private static readonly string[] Words = ["Local", "Valid", "Allowed", "Trusted", "Safe", "Whitelist", "Allowlist", "Permitted"];

    internal override bool OnlyBeginningMatters => true;

    internal override bool IsHarmless(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod.Name: "EscapeDataString" or "UrlEncode" or "UrlPathEncode" or "Encode" or "MakeRelativeUri" or "GetComponents" } => true,
        IInvocationOperation call when Sounds(call.TargetMethod.Name) => true,
        IPropertyReferenceOperation { Property: { Name: "AbsolutePath" or "PathAndQuery" or "LocalPath" or "Query" or "Segments" or "Fragment", ContainingType.Name: "Uri" } } => true,
        _ => base.IsHarmless(value),
    };

    internal override Origin? OriginOf(IOperation value, Trace trace) => value switch
    {
        // A path of the request begins with its slash; a cookie and the page that was left are no link that somebody else can send.
        IPropertyReferenceOperation { Property: { Name: "Path" or "PathBase" or "QueryString" or "RawUrl" or "Url" or "UrlReferrer" or "Cookies" or "UserAgent" or "RequestUri" or "PathInfo", ContainingType.Name: "HttpRequest" or "HttpRequestBase" or "HttpListenerRequest" or "HttpRequestMessage" } } => null,
        IInvocationOperation { TargetMethod.Name: "GetDisplayUrl" or "GetEncodedUrl" or "GetEncodedPathAndQuery" } => null,
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "IHeaderDictionary" } } => null,
        IPropertyReferenceOperation { Property: { Name: "Headers", ContainingType.Name: "HttpRequest" or "HttpRequestBase" } } => null,
        _ => base.OriginOf(value, trace),
    };

    // "GetSafeRedirect(returnUrl)" of a library or of the program gives an address that somebody has judged.
    private static bool Sounds(string method) => Words.Any(w => method.IndexOf(w, StringComparison.Ordinal) >= 0);
}
