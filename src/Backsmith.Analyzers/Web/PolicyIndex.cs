using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>The authorization policies a program registers, and what holds where nothing is said.</summary>
internal sealed class PolicyIndex
{
    private static readonly HashSet<string> OnlySignedIn = new()
    {
        "RequireAuthenticatedUser", "AddAuthenticationSchemes", "Build", "AuthorizationPolicyBuilder", "Add", "nameof",
    };

    private readonly Dictionary<string, EndpointAccess> _named = new();

    /// <summary>Reads the policies of a program.</summary>
    public PolicyIndex(SourceProgram program)
    {
        foreach (var tree in program.Trees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                Read(node, tree, program);
            }
        }
    }

    /// <summary>What <c>[Authorize]</c> without more asks for.</summary>
    public EndpointAccess Default { get; private set; } = EndpointAccess.SignedIn;

    /// <summary>Who may call an endpoint of which nothing says who.</summary>
    public EndpointAccess Fallback { get; private set; }

    /// <summary>Who may call an action of which nothing says who.</summary>
    public EndpointAccess OfControllers { get => _controllers > Fallback ? _controllers : Fallback; private set => _controllers = value; }

    private EndpointAccess _controllers;

    /// <summary>What the policy of a name asks for; a policy out of sight restricts.</summary>
    public EndpointAccess Of(string name) => _named.TryGetValue(name, out var access) ? access : EndpointAccess.Restricted;

    /// <summary>What a policy's name, builder function or object asks for.</summary>
    public EndpointAccess Of(ExpressionSyntax argument, SemanticModel model)
    {
        if (model.GetConstantValue(argument) is { HasValue: true, Value: string name })
        {
            return Of(name);
        }

        return argument is AnonymousFunctionExpressionSyntax or BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax ? OfBuilder(argument) : EndpointAccess.Restricted;
    }

    private void Read(SyntaxNode node, SyntaxTree tree, SourceProgram program)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment when TargetOf(assignment) == "FallbackPolicy":
                Fallback = OfBuilder(assignment.Right);
                break;
            case AssignmentExpressionSyntax assignment when TargetOf(assignment) == "DefaultPolicy" && assignment.Right.ToString().Contains("RequireRole"):
            case InvocationExpressionSyntax named when MethodBodies.NameOf(named) == "SetDefaultPolicy" && named.ToString().Contains("RequireRole"):
                Default = EndpointAccess.Restricted;
                break;
            case InvocationExpressionSyntax call when MethodBodies.NameOf(call) == "SetFallbackPolicy":
                Fallback = OfBuilder(call.ArgumentList);
                break;
            case InvocationExpressionSyntax call when MethodBodies.NameOf(call) == "AddPolicy" && call.ArgumentList.Arguments.Count == 2:
                AddPolicy(call, program.ModelOf(tree));
                break;
            case InvocationExpressionSyntax call when IsDemandOnControllers(call):
                OfControllers = call.ArgumentList.Arguments.Count == 0 ? EndpointAccess.SignedIn : EndpointAccess.Restricted;
                break;
            case InvocationExpressionSyntax call when MethodBodies.NameOf(call) is "AuthorizeFolder" or "AuthorizePage" or "AuthorizeAreaFolder" or "AuthorizeAreaPage":
                OfControllers = EndpointAccess.SignedIn;
                break;
            case SimpleNameSyntax { Identifier.ValueText: "AuthorizeFilter" } when !node.Ancestors().Any(a => a is BaseListSyntax or AttributeSyntax):
                OfControllers = EndpointAccess.SignedIn;
                break;
        }
    }

    // app.MapControllers().RequireAuthorization()
    private static bool IsDemandOnControllers(InvocationExpressionSyntax call) =>
        MethodBodies.NameOf(call) == "RequireAuthorization"
        && MethodBodies.ReceiverOf(call) is InvocationExpressionSyntax mapped
        && mapped.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c) is "MapControllers" or "MapControllerRoute" or "MapDefaultControllerRoute" or "MapRazorPages");

    private void AddPolicy(InvocationExpressionSyntax call, SemanticModel? model)
    {
        var name = model?.GetConstantValue(call.ArgumentList.Arguments[0].Expression);
        if (name is { HasValue: true, Value: string text })
        {
            _named[text] = OfBuilder(call.ArgumentList.Arguments[1].Expression);
        }
    }

    private static EndpointAccess OfBuilder(SyntaxNode builder)
    {
        var calls = builder.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(MethodBodies.NameOf).ToList();
        return calls.Contains("RequireAuthenticatedUser") && calls.All(OnlySignedIn.Contains) ? EndpointAccess.SignedIn
            : builder.ToString().EndsWith("DefaultPolicy", StringComparison.Ordinal) ? EndpointAccess.SignedIn
            : EndpointAccess.Restricted;
    }

    private static string TargetOf(AssignmentExpressionSyntax assignment) => assignment.Left switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
