using System.Collections.Generic;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0031: a redirect to an address that the client chose.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpenRedirectAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0031";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Redirect to an address that the client chose",
        "{0} and is the address that '{1}' sends the browser to, so a link to this site can lead to any other. Redirect with LocalRedirect, or ask Url.IsLocalUrl or a list of known hosts before.",
        "input-validation",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A link that begins with the name of this site and ends on another one is what phishing looks for: the user trusts the name that the mail shows, signs in, and is sent on to a copy of the page that asks for the password once more (CWE-601, OWASP A01:2021). In sign-in flows the address that is redirected to can also carry a token away.\n\nSend users only to addresses of this application: LocalRedirect of a controller or of Results refuses any other. Where other sites are meant, compare the host with a list. An address whose beginning is a constant host or path is not reported. The fix redirects with LocalRedirect where the value is the whole address.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call("Microsoft.AspNetCore.Mvc.ControllerBase", "url", "Redirect", "RedirectPermanent", "RedirectPreserveMethod", "RedirectPermanentPreserveMethod").OrUnresolved(""),
        Place.Call("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "url", "Redirect", "RedirectPermanent", "RedirectPreserveMethod", "RedirectPermanentPreserveMethod"),
        Place.Creation("Microsoft.AspNetCore.Mvc.RedirectResult", "url"),
        Place.Call("Microsoft.AspNetCore.Http.Results", "url", "Redirect"),
        Place.Call("Microsoft.AspNetCore.Http.TypedResults", "url", "Redirect"),
        Place.Call("Microsoft.AspNetCore.Http.HttpResponse", "location", "Redirect").OrUnresolved("Response"),
        Place.Assignment("Microsoft.AspNetCore.Http.IHeaderDictionary", "Location"),
        Place.Assignment("Microsoft.AspNetCore.Http.Headers.ResponseHeaders", "Location"),
        Place.Call("Microsoft.AspNetCore.Components.NavigationManager", "uri", "NavigateTo"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new AddressPolicy(index);

    // An unresolved method called Redirect is only one of a controller's in what looks like one; Response.Headers.Location goes out, Request's came in.
    private protected override bool IsDangerous(DangerousUse use, SourceIndex index) => use switch
    {
        { IsResolved: false, Place.Unresolved: "" } => use.Whole.Syntax.FirstAncestorOrSelf<ClassDeclarationSyntax>()?.Identifier.ValueText.EndsWith("Controller", System.StringComparison.Ordinal) ?? false,
        { Whole: IAssignmentOperation { Target: IPropertyReferenceOperation { Property.ContainingType.Name: "IHeaderDictionary" } target } } => target.Syntax.ToString().Contains("Response"),
        _ => true,
    };
}
