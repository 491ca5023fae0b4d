using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0034: a client's value in HTML that is not encoded.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MarkupInjectionAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0034";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "HTML built from a client's value",
        "{0} and is written into HTML by '{1}' as it is, so a script in it runs in the browser of whoever opens the page. Encode it with HtmlEncoder.Default.Encode, or answer with JSON or plain text.",
        "injection",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A browser runs every script of a page with the rights of the user who looks at it. A value that is written into HTML as it is brings its own scripts: they read the page, send requests as that user and ask for the password (cross-site scripting: CWE-79, OWASP A03:2021). Razor encodes by itself; text that is answered with the content type text/html, HtmlString and Html.Raw do not.\n\nEncode each value where it is put into the markup, with HtmlEncoder.Default.Encode; where markup of users is meant, clean it with a library made for that. Better let a Razor view make the page. The fix encodes the value where it stands in the text.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call("Microsoft.AspNetCore.Mvc.ControllerBase", "content", "Content").Tagged("typed"),
        Place.Call("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "content", "Content").Tagged("typed"),
        Place.Call("Microsoft.AspNetCore.Http.Results", "content", "Content", "Text").Tagged("typed"),
        Place.Call("Microsoft.AspNetCore.Http.TypedResults", "content", "Content", "Text").Tagged("typed"),
        Place.Assignment("Microsoft.AspNetCore.Mvc.ContentResult", "Content").Tagged("object"),
        Place.Call("Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "text", "WriteAsync").Tagged("response"),
        Place.Creation("Microsoft.AspNetCore.Html.HtmlString", "value"),
        Place.Call("Microsoft.AspNetCore.Mvc.Rendering.IHtmlHelper", "value", "Raw"),
        Place.Call("Microsoft.AspNetCore.Html.HtmlContentBuilderExtensions", "encoded", "AppendHtml", "SetHtmlContent"),
        Place.Call("System.Web.HttpResponse", "s", "Write").OrUnresolved("Response").Tagged("old"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new MarkupPolicy(index);

    private protected override bool IsDangerous(DangerousUse use, SourceIndex index) => use.Place.Tag switch
    {
        "typed" => use.Whole is IInvocationOperation call && call.Arguments.Any(a => a.Parameter?.Name == "contentType" && SaysHtml(a.Value)),
        "object" => use.Whole.Syntax.Parent is InitializerExpressionSyntax made && made.Expressions.OfType<AssignmentExpressionSyntax>().Any(a => a.Left.ToString() == "ContentType" && SaysHtml(index.Operation(a.Right))),
        "response" => AnswersHtml(use.Whole.Syntax, index),
        _ => true,
    };

    private static bool SaysHtml(IOperation? type) =>
        type is { ConstantValue: { HasValue: true, Value: string text } } && text.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        || type is IFieldReferenceOperation { Field: { Name: "Html", ContainingType.Name: "Text" } };

    /// <summary>Whether the same function says before that the response is HTML.</summary>
    private static bool AnswersHtml(SyntaxNode write, SourceIndex index) =>
        write.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax) is { } function
        && function.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(a => a.SpanStart < write.SpanStart && SourceIndex.NameOf(a.Left) is "ContentType" && SaysHtml(index.Operation(a.Right)));

    private sealed class MarkupPolicy(SourceIndex index) : ClientValuePolicy(index)
    {
        internal override bool IsHarmless(IOperation value) => value switch
        {
            IInvocationOperation call => Encodes(call.TargetMethod.Name) || base.IsHarmless(value),
            IInvalidOperation { Syntax: InvocationExpressionSyntax call } => Encodes(SourceIndex.NameOf(call.Expression)),
            _ => base.IsHarmless(value),
        };

        // System.Text.Json writes "<" as \u003c unless it is told otherwise.
        private static bool Encodes(string method) =>
            method is "HtmlEncode" or "HtmlAttributeEncode" or "Encode" or "UrlEncode" or "EscapeDataString" or "JavaScriptStringEncode" or "Serialize" or "ToBase64String" or "ToHexString" or "SerializeToUtf8Bytes"
            || method.IndexOf("Sanitize", StringComparison.OrdinalIgnoreCase) >= 0 || method.IndexOf("HtmlEncode", StringComparison.OrdinalIgnoreCase) >= 0 || method.IndexOf("EscapeHtml", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
