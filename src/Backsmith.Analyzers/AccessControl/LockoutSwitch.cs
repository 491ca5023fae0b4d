using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Finds the argument that tells a SignInManager not to lock an account.</summary>
internal static class LockoutSwitch
{
    private const string Parameter = "lockoutOnFailure";

    /// <summary>The argument that is false in every run; null when lockout is on, or a setting decides.</summary>
    public static ExpressionSyntax? Of(InvocationExpressionSyntax call, SemanticModel model)
    {
        var method = CallGraph.MethodOf(call, model);
        if (method is not null && !StoreTypes.IsIdentityStore(method.ContainingType))
        {
            return null;
        }

        var arguments = call.ArgumentList.Arguments;
        var place = method?.Parameters.FirstOrDefault(p => p.Name == Parameter)?.Ordinal ?? (MethodBodies.NameOf(call) == "PasswordSignInAsync" ? 3 : 2);
        var given = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == Parameter) ?? (arguments.ElementAtOrDefault(place) is { NameColon: null } positional ? positional : null);
        return given is not null && model.GetConstantValue(given.Expression) is { HasValue: true, Value: false } ? given.Expression : null;
    }
}
