using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0022: a cookie that proves who somebody is can be read by scripts or travels without TLS.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CookieFlagsAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0022";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Session cookie without HttpOnly or Secure",
        "The cookie {0} proves who somebody is and is set without {1}, so {2}. Set {3} to true.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Whoever has the cookie of a session is that person to the application. Without HttpOnly any script on the page reads it, so one injected line takes the session away; without Secure the browser sends it over plain HTTP too, where "
            + "everybody on the way reads it (CWE-1004, CWE-614; RFC 6265, sections 4.1.2.5 and 4.1.2.6).\n\n"
            + "Set HttpOnly and Secure, and SameSite as strict as the sign-in allows. Not reported: cookies of preferences, tokens against forgery that a script has to read, what depends on the environment, and applications whose cookie policy sets both for all.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var (http, secure) = CookiePolicies.In(SourceProgram.Of(context.Compilation));
        foreach (var cookie in SentCookie.All(index).Where(c => !DevelopmentOnly.Holds(c.Call)))
            Report(context, cookie.At, $"'{cookie.Name}'", !http && !cookie.IsHttpOnly, !secure && !cookie.IsSecure, cookie.IsResolved);
        foreach (var assignment in index.WritesTo("HttpOnly").Concat(index.WritesTo("SecurePolicy")).OfType<AssignmentExpressionSyntax>().Where(a => !DevelopmentOnly.Holds(a)))
        {
            if (IsSessionBuilder(assignment, index) && (IsFalse(assignment.Right) || SourceIndex.NameOf(assignment.Right) == "None"))
                Report(context, assignment, "of the session", IsFalse(assignment.Right), !IsFalse(assignment.Right), true);
        }
    }

    private static void Report(CompilationAnalysisContext context, SyntaxNode at, string cookie, bool lacksHttp, bool lacksSecure, bool isResolved)
    {
        if (!lacksHttp && !lacksSecure)
            return;
        var what = lacksHttp && lacksSecure ? "HttpOnly and Secure" : lacksHttp ? "HttpOnly" : "Secure";
        var harm = lacksHttp && lacksSecure ? "every script on the page and everybody on the way of a plain request can take it" : lacksHttp ? "every script on the page can take it" : "everybody on the way of a plain request can take it";
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, at.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add("confidence", isResolved ? "high" : "medium"), cookie, what, harm, lacksHttp && lacksSecure ? "both" : what));
    }

    private static bool IsFalse(ExpressionSyntax value) => value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression };

    // options.Cookie.HttpOnly = false within AddCookie, ConfigureApplicationCookie or AddSession; not the one against forgery.
    private static bool IsSessionBuilder(AssignmentExpressionSyntax assignment, SourceIndex index)
    {
        var call = assignment.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault();
        var isBuilder = assignment.Left is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cookie" } }
            || assignment.Parent is InitializerExpressionSyntax && index.Symbol(assignment.Left)?.ContainingType?.Name == "CookieBuilder";
        return isBuilder && call is not null && SourceIndex.NameOf(call.Expression) is "AddCookie" or "ConfigureApplicationCookie" or "AddSession" or "ConfigureExternalCookie";
    }
}
