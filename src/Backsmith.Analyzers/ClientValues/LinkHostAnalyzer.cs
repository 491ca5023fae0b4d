using System.Collections.Generic;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0039: a link in a mail whose host a header of the request names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinkHostAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0039";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Mailed link whose host a header of the request names",
        "{0} and becomes part of a text that '{1}' mails, so whoever asks for the mail picks the site that its link leads to. Take the address of the site from the configuration.",
        "input-validation",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The Host, Origin, Referer and X-Forwarded-Host headers say what the sender of the request wants them to say. When somebody asks for a password reset of another user's account with a host of his own, the mail that user gets is genuine, and its link hands the token over to the wrong site (password reset poisoning: CWE-640, CWE-644).\n\nPut the public address of the site into the configuration and build mailed links from it. The framework's AllowedHosts setting limits the Host header, but only when it is set to something else than '*', and it does not look at the others.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Assignment("System.Net.Mail.MailMessage", "Body", "Subject"),
        Place.Creation("System.Net.Mail.MailMessage", "body"),
        Place.Call("System.Net.Mail.AlternateView", "content", "CreateAlternateViewFromString"),
        Place.Assignment("MimeKit.BodyBuilder", "HtmlBody", "TextBody").OrUnresolved(Place.Anything),
        Place.Assignment("MimeKit.TextPart", "Text").OrUnresolved("").Tagged("part"),
        Place.Call("Microsoft.AspNetCore.Identity.UI.Services.IEmailSender", "subject,htmlMessage", "SendEmailAsync").OrUnresolved(Place.Anything),
        Place.Call("Microsoft.AspNetCore.Identity.IEmailSender", "confirmationLink,resetLink", "SendConfirmationLinkAsync", "SendPasswordResetLinkAsync"),
        Place.Call("SendGrid.Helpers.Mail.MailHelper", "plainTextContent,htmlContent", "CreateSingleEmail").OrUnresolved("MailHelper"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new HostPolicy(index);

    // A method that mails whatever it is given is not at fault: the text that it is given is.
    private protected override SyntaxNode ReportedAt(Flow flow, DangerousUse use) => flow.Trace.Sink;

    private protected override bool IsDangerous(DangerousUse use, SourceIndex index) =>
        use.Place.Tag != "part" || use.IsResolved || use.Whole.Syntax.Parent?.Parent is ObjectCreationExpressionSyntax creation && SourceIndex.NameOf(creation.Type) == use.Place.TypeName;
}
