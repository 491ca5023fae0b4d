using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0019: what a webhook is told is acted on although nothing shows who said it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncheckedWebhookAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0019";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Webhook acted on without a check of its sender",
        "{0}. {1}.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The address of a webhook is no secret for long, and everybody can send to it. When the body is believed as it comes, one request makes an order paid or an account cancelled (CWE-345, CWE-347).\n\n"
            + "Check the signature that the sender puts on the body before anything else, with the sender's library or with an HMAC over the raw body and CryptographicOperations.FixedTimeEquals: for Stripe, ConstructEvent instead of ParseEvent. "
            + "Or take only the key from the body and ask the sender for the rest. Not reported: endpoints that check a signature, a secret or a token, that ask for a signed-in user, or that ask the sender back.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly Regex Hook = new("web-?hook|(^|[/._ -])(hooks?|ipn)([/._ -]|$)|payment-?(callback|notif|event)|callback-?(payment|order)", RegexOptions.IgnoreCase | RegexOptions.Compiled | RegexOptions.CultureInvariant);
    private static readonly Regex Manage = new("subscri|register|create|add|delete|remove|update|list|settings|config|test", RegexOptions.IgnoreCase | RegexOptions.Compiled | RegexOptions.CultureInvariant);
    private static readonly Regex Checking = new("signature|hmac|secret|api-?key|fixedtime|constructevent|verif|authentic|authoriz|x-hub|svix|allow(ed)?ip|whitelist|remoteip|certificate|sharedkey|checksum|credential|token$", RegexOptions.IgnoreCase | RegexOptions.Compiled | RegexOptions.CultureInvariant);
    private static readonly Regex Asking = new("^(Get|Retrieve|Fetch|Find|Load|Lookup|Query)\\w*(Payment|Charge|Event|Intent|Transaction|Order|Session|Status|Subscription)\\w*$", RegexOptions.Compiled | RegexOptions.CultureInvariant);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        foreach (var call in index.CallsOf("ParseEvent").OfType<InvocationExpressionSyntax>().Where(c => IsStripe(c, index) && !ChecksBeside(c)))
        {
            context.ReportDiagnostic(Create(call.GetLocation(), "high", "'ParseEvent' reads the event of a request without checking who signed it, so anybody can send one, of a payment for instance", "Call ConstructEvent with the Stripe-Signature header and the endpoint's secret"));
        }

        foreach (var endpoint in RequestEndpoint.Of(program).Where(e => program.Owns(e.Route.Declaration.SyntaxTree) && IsOpenHook(e)))
        {
            var code = ReachedCode.From(program, endpoint);
            if (Write(program, code) is { } write && !code.Any(r => r.Body.DescendantTokens().Any(IsCheck)) && !code.Any(AsksBack) && !endpoint.Method.Parameters.Any(p => Checking.IsMatch(p.Name) && p.Type.Name != "CancellationToken"))
            {
                var what = write.Entity is { TypeKind: not TypeKind.TypeParameter } entity ? $"'{entity.Name}'" : "what is stored";
                context.ReportDiagnostic(Create(endpoint.Route.Location, "medium", $"'{endpoint.Name}' changes {what} as the body of the request says, and nothing checks a signature or secret of the sender, so anybody can send one", "Check the sender's signature over the raw body first"));
            }
        }
    }

    private static Diagnostic Create(Location location, string confidence, string what, string remedy) =>
        Diagnostic.Create(Descriptor, location, ImmutableDictionary<string, string?>.Empty.Add("confidence", confidence), what, remedy);

    private static bool IsStripe(InvocationExpressionSyntax call, SourceIndex index) =>
        MethodBodies.ReceiverOf(call) is { } receiver && (SourceIndex.NameOf(receiver) == "EventUtility" || index.Symbol(call)?.ContainingType?.Name == "EventUtility");

    private static bool ChecksBeside(SyntaxNode call) =>
        MethodBodies.EnclosingBody(call)?.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText is "ValidateSignature" or "ConstructEvent" || Regex.IsMatch(n.Identifier.ValueText, "(Verify|Validate|Check)\\w*Signature|IsValid\\w*Signature")) == true;

    private static bool IsOpenHook(RequestEndpoint endpoint)
    {
        var name = endpoint.Name + " " + endpoint.Route.Path;
        return endpoint.Route.Verb is "POST" or "PUT" && endpoint.Access == EndpointAccess.Anonymous && Hook.IsMatch(name) && !Manage.IsMatch(endpoint.Method.Name) && !endpoint.Route.Path.Contains("{id");
    }

    private static StoreWrite? Write(SourceProgram program, IReadOnlyList<ReachedCode> code) =>
        code.SelectMany(r => r.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(c => StoreWrite.Read(program, c, r.Model))).OfType<StoreWrite>().OrderBy(w => w.Entity is null ? 1 : 0).FirstOrDefault();

    private static bool IsCheck(SyntaxToken token) =>
        (token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken)) && Checking.IsMatch(token.ValueText) && token.ValueText is not ("cancellationToken" or "CancellationToken" or "stoppingToken");

    // The body says which payment; the sender is asked what became of it.
    private static bool AsksBack(ReachedCode code) => code.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c =>
        MethodBodies.ReceiverOf(c) is { } receiver && code.Model.GetTypeInfo(receiver).Type is { } type && !StoreTypes.IsRepositoryContract(type) && !type.Name.EndsWith("Repository", System.StringComparison.Ordinal)
        && (type.Name == "HttpClient" || Asking.IsMatch(MethodBodies.NameOf(c)) && Regex.IsMatch(type.Name, "Client|Gateway|Provider|Api|Stripe|Paypal|Mollie", RegexOptions.IgnoreCase)));
}
