using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0036: a client's value in an XPath expression or an LDAP filter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryInjectionAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0036";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "XPath expression or LDAP filter built from a client's value",
        "{0} and becomes part of the {2} that '{1}' evaluates, so whoever sends it changes what is asked for. {3}.",
        "injection",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A quote in a value ends the text in an XPath expression, and a bracket or an asterisk ends or widens a condition of an LDAP filter. Whoever sends it reads other nodes or entries, or signs in as somebody else when the answer decides about a password (CWE-643, CWE-90, OWASP A03:2021).\n\nXPath: select nodes by a constant expression and compare values in code (LINQ to XML), or hand values over as variables of an XsltContext. LDAP: escape each value as RFC 4515 says before it goes into the filter.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call("System.Xml.XmlNode", "xpath", "SelectNodes", "SelectSingleNode"),
        Place.Call("System.Xml.XPath.XPathNavigator", "xpath", "Select", "SelectSingleNode", "Evaluate", "Compile", "Matches"),
        Place.Call("System.Xml.XPath.XPathExpression", "xpath", "Compile"),
        Place.Call("System.Xml.XPath.Extensions", "expression", "XPathSelectElement", "XPathSelectElements", "XPathEvaluate"),
        Place.Creation("System.DirectoryServices.DirectorySearcher", "filter").OrUnresolved("").Tagged("ldap"),
        Place.Assignment("System.DirectoryServices.DirectorySearcher", "Filter").OrUnresolved("searcher").Tagged("ldap"),
        Place.Creation("System.DirectoryServices.Protocols.SearchRequest", "ldapFilter").Tagged("ldap"),
        Place.Assignment("System.DirectoryServices.Protocols.SearchRequest", "Filter").Tagged("ldap"),
        Place.Call("Novell.Directory.Ldap.ILdapConnection", "filter", "Search", "SearchAsync").Tagged("ldap"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new QueryPolicy(index);

    // A whole expression that a client writes is what a tool for queries is there for; a part of one never is.
    private protected override bool DoesHarm(Flow flow, DangerousUse use, SourceIndex index) => flow.Trace.Composed;

    private protected override object[] Words(Flow flow, DangerousUse use) => use.Place.Tag == "ldap"
        ? [SubjectOf(flow), use.Member, "LDAP filter", "Escape it as RFC 4515 says before it goes into the filter"]
        : [SubjectOf(flow), use.Member, "XPath expression", "Select the nodes by a constant expression and compare the value in code"];

    private sealed class QueryPolicy(SourceIndex index) : ClientValuePolicy(index, new ValueChecks(index, "IsMatch", "Contains", "IndexOf", "IndexOfAny"))
    {
        internal override bool IsHarmless(IOperation value) => value switch
        {
            IInvocationOperation call => Escapes(call.TargetMethod.Name) || EscapesBrackets(call) || base.IsHarmless(value),
            IInvalidOperation { Syntax: InvocationExpressionSyntax call } => Escapes(SourceIndex.NameOf(call.Expression)),
            _ => base.IsHarmless(value),
        };

        private static bool Escapes(string method) =>
            method is "EncodeName" or "EncodeLocalName" or "ToBase64String" or "EscapeDataString" || method.IndexOf("Escape", StringComparison.Ordinal) >= 0 || method.IndexOf("Encode", StringComparison.Ordinal) >= 0;

        private bool EscapesBrackets(IInvocationOperation call) =>
            call.TargetMethod.DeclaringSyntaxReferences.Select(r => r.GetSyntax(Index.Cancellation))
                .Any(body => body.DescendantTokens().Any(t => t.ValueText is "\\28" or "\\2a" or "&apos;" or "&quot;" or "concat("));
    }
}
