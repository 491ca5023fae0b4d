using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>A privilege that a caller chooses.</summary>
internal sealed class ClientPrivilege(SyntaxNode at, string who, string privilege, string endpoint)
{
    /// <summary>Where it is set.</summary>
    public SyntaxNode At { get; } = at;

    /// <summary>Who chooses.</summary>
    public string Who { get; } = who;

    /// <summary>What is chosen.</summary>
    public string Privilege { get; } = privilege;

    /// <summary>Where it is sent to.</summary>
    public string Endpoint { get; } = endpoint;
}

/// <summary>Finds the privileges that the callers of a program choose themselves.</summary>
internal static class ClientPrivileges
{
    /// <summary>All of them.</summary>
    public static IEnumerable<ClientPrivilege> Of(SourceProgram program)
    {
        var endpoints = WalkedEndpoints.Of(program);
        if (endpoints.All(e => e.Endpoint.Access == EndpointAccess.Anonymous))
        {
            return [];
        }

        var stored = StoredTypes.Of(program).All.ToLookup(t => RecordNames.Of(t));
        return endpoints.Where(e => e.Endpoint.Access != EndpointAccess.Restricted && !e.Facts.Any(f => f.Kind == AccessKind.Guard))
            .SelectMany(e => e.Facts.Select(f => Judge(program, e, f, stored))).OfType<ClientPrivilege>().ToList();
    }

    private static ClientPrivilege? Judge(SourceProgram program, WalkedEndpoint e, AccessFact fact, ILookup<string, INamedTypeSymbol> stored)
    {
        if (fact.Kind is not (AccessKind.Grant or AccessKind.ClientFill or AccessKind.Change) || fact.Property.Length == 0)
        {
            return null;
        }

        var type = stored[fact.Entity].FirstOrDefault(t => PrivilegeNames.Is(fact.Property, t));
        var isGranted = fact.Kind == AccessKind.Grant && (fact.Entity.Length == 0 || IsChosen(e.Endpoint, fact, type));
        if (!isGranted && (fact.Kind == AccessKind.Grant || type is null || !e.Facts.Any(f => f.Kind == AccessKind.Write)) || IsListed(program, e.Endpoint, fact))
        {
            return null;
        }

        var who = e.Endpoint.Access == EndpointAccess.Anonymous ? "Anybody, even without signing in," : "Any signed-in user";
        var at = program.Owns(fact.Origin.SyntaxTree) ? fact.Origin : fact.At;
        return new ClientPrivilege(at, who, type is null ? fact.Property : $"{type.Name}.{fact.Property}", e.Endpoint.Name);
    }

    // A record that is stored whole counts where the endpoint binds just that type; a mapping was looked at member by member.
    private static bool IsChosen(RequestEndpoint endpoint, AccessFact fact, INamedTypeSymbol? type) =>
        type is not null && (fact.Origin is InvocationExpressionSyntax call && MethodBodies.NameOf(call) is "Map" or "Adapt" or "SetValues"
            || endpoint.Method.Parameters.Any(p => SameSymbol.Comparer.Equals(p.Type, type) && !p.GetAttributes().Any(a => AccessDemands.NameOf(a) is "Bind" or "FromServices")));

    // The value is held against those that are allowed: a constant, a list, a switch.
    private static bool IsListed(SourceProgram program, RequestEndpoint endpoint, AccessFact fact)
    {
        var plain = RecordNames.Plain(fact.Property);
        bool Names(ExpressionSyntax? expression) => expression is not null && RecordNames.Plain(SourceIndex.NameOf(MethodBodies.Bare(expression))) is var name && name.Length > 0 && (name == plain || name.EndsWith("role", System.StringComparison.Ordinal) && plain.Contains("role"));
        return ReachedCode.From(program, endpoint).SelectMany(r => r.Body.DescendantNodesAndSelf()).Any(n => n switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } b => Names(b.Left) && !IsEmpty(b.Right) || Names(b.Right) && !IsEmpty(b.Left),
            InvocationExpressionSyntax call => MethodBodies.NameOf(call) is "Contains" or "Equals" or "TryGetValue" && call.ArgumentList.Arguments.Any(a => Names(a.Expression)) || MethodBodies.NameOf(call) == "Equals" && Names(MethodBodies.ReceiverOf(call)),
            IsPatternExpressionSyntax { Pattern: not UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } } and not ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } } test => Names(test.Expression),
            SwitchExpressionSyntax choice => Names(choice.GoverningExpression),
            SwitchStatementSyntax choice => Names(choice.Expression),
            _ => false,
        });
    }

    private static bool IsEmpty(ExpressionSyntax side) => side is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } or LiteralExpressionSyntax { Token.ValueText: "" };
}
