using System.Collections.Generic;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0032: a request that the server sends to an address that the client chose.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestForgeryAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0032";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Server-side request to an address that the client chose",
        "{0} and decides which server '{1}' calls, so the client reaches what only this server can reach. Compare the host with a list of known ones before the call, or build the address behind a host that the configuration names.",
        "input-validation",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A server stands inside of the network: it reaches databases, admin pages and the cloud's metadata address 169.254.169.254, which hands out credentials. Whoever chooses the address it calls, calls all of these through it, and often reads the answer (server-side request forgery: CWE-918, OWASP A10:2021). A check of the scheme alone does not help, nor does one of the text: names resolve to inner addresses.\n\nTake the host from the configuration and only a path segment, escaped with Uri.EscapeDataString, or a query from the client. Where clients name addresses themselves (webhooks, imports), compare the host with a list, or send the call through a proxy that reaches the outside only. A value that stands behind a constant host is not reported.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call(
            "System.Net.Http.HttpClient", "requestUri",
            "GetAsync", "GetStringAsync", "GetByteArrayAsync", "GetStreamAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync"),
        Place.Call(
            "System.Net.Http.Json.HttpClientJsonExtensions", "requestUri",
            "GetFromJsonAsync", "GetFromJsonAsAsyncEnumerable", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync", "DeleteFromJsonAsync"),
        Place.Creation("System.Net.Http.HttpRequestMessage", "requestUri"),
        Place.Assignment("System.Net.Http.HttpRequestMessage", "RequestUri"),
        Place.Assignment("System.Net.Http.HttpClient", "BaseAddress"),
        Place.Call("System.Net.WebRequest", "requestUri,requestUriString", "Create", "CreateHttp", "CreateDefault"),
        Place.Call(
            "System.Net.WebClient", "address",
            "DownloadString", "DownloadStringTaskAsync", "DownloadData", "DownloadDataTaskAsync", "DownloadFile", "DownloadFileTaskAsync", "OpenRead", "OpenReadTaskAsync", "UploadString", "UploadStringTaskAsync", "UploadData", "UploadValues"),
        Place.Call("System.Net.WebSockets.ClientWebSocket", "uri", "ConnectAsync"),
        Place.Call("System.Xml.XmlReader", "inputUri", "Create"),
        Place.Call("System.Xml.XmlDocument", "filename", "Load"),
        Place.Creation("RestSharp.RestClient", "baseUrl").OrUnresolved(""),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new AddressPolicy(index, "GetHostAddresses", "GetHostAddressesAsync", "HostNameType");
}
