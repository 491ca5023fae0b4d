using System;
using System.Collections.Concurrent;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Tells which members of a program say who is signed in.</summary>
internal sealed class CallerValues(SourceProgram program)
{
    private static readonly string[] Principals = ["ClaimsPrincipal", "IPrincipal", "ClaimsIdentity", "IIdentity", "GenericPrincipal", "Claim", "ISession"];

    private static readonly string[] ContextWords =
    [
        "CurrentUser", "CurrentContext", "CurrentCustomer", "CurrentAccount", "CurrentPrincipal", "CurrentTenant", "UserContext", "UserAccessor", "UserProvider", "UserSession",
        "WorkContext", "ExecutionContextAccessor", "IdentityService", "LoggedInUser", "AuthenticatedUser", "SessionContext", "TenantProvider", "TenantContext", "CallContext",
        "SecurityContext", "UserIdProvider", "CallerContext", "RequestContext", "UserResolver", "ClaimsProvider", "AuthContext", "CurrentMember", "MemberContext",
    ];

    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SameSymbol.Comparer);

    /// <summary>True for the types that hold an identity or a session.</summary>
    public static bool IsPrincipal(ITypeSymbol? type) => type is not null && Principals.Contains(type.Name) && !type.Locations.Any(l => l.IsInSource);

    /// <summary>True for a service that says who is signed in, by its name.</summary>
    public static bool IsContext(ITypeSymbol? type) => type is not null && ContextWords.Any(w => type.Name.IndexOf(w, StringComparison.Ordinal) >= 0);

    /// <summary>True when reading or calling the symbol gives something that depends on who is signed in.</summary>
    public bool IsCaller(ISymbol? symbol)
    {
        switch (symbol)
        {
            case IPropertySymbol { ContainingType.Name: "HttpRequest" or "HttpContext", Name: "Cookies" or "Headers" or "Items" or "Session" }:
                return true;
            case IPropertySymbol property:
                return IsPrincipal(property.Type) || IsContext(property.ContainingType) || Known(property);
            case IFieldSymbol field:
                return IsPrincipal(field.Type) || (!field.IsConst && Known(field));
            case IParameterSymbol parameter:
                return IsPrincipal(parameter.Type);
            case ILocalSymbol local:
                return IsPrincipal(local.Type);
            case IMethodSymbol method:
                return !IsOwnVoid(method) && (IsContext(method.ContainingType) || Known((method.ReducedFrom ?? method).OriginalDefinition));
            default:
                return false;
        }
    }

    private static bool IsOwnVoid(IMethodSymbol method) => method.ReturnsVoid || method.MethodKind == MethodKind.Constructor;

    // While a symbol is being looked at it counts as none: recursion adds nothing.
    private bool Known(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        if (_known.TryGetValue(symbol, out var known))
        {
            return known;
        }

        _known[symbol] = false;
        var found = Sources(symbol).Any(Mentions);
        _known[symbol] = found;
        return found;
    }

    private System.Collections.Generic.IEnumerable<SyntaxNode> Sources(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => Bodies(method).SelectMany(ReturnedWithLocals),
        IPropertySymbol property => OfProperty(property),
        IFieldSymbol field => Assigned(field),
        _ => [],
    };

    private System.Collections.Generic.IEnumerable<SyntaxNode> Bodies(IMethodSymbol method) =>
        CallGraph.TargetsOf(program, method).Where(t => t.Parameters.Length <= 3).Select(MethodBodies.BodyOf).OfType<SyntaxNode>();

    // A short method is read whole: what it returns hangs on what it looks up first.
    private static System.Collections.Generic.IEnumerable<SyntaxNode> ReturnedWithLocals(SyntaxNode body) =>
        body is BlockSyntax { Statements.Count: > 8 } || body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c).StartsWith("SaveChanges", StringComparison.Ordinal))
            ? MethodBodies.Returned(body)
            : [body];

    private System.Collections.Generic.IEnumerable<SyntaxNode> OfProperty(IPropertySymbol property)
    {
        var holders = property.ContainingType.TypeKind == TypeKind.Interface
            ? program.Types.DerivedFrom(property.ContainingType).SelectMany(t => t.GetMembers(property.Name).OfType<IPropertySymbol>())
            : [property];
        foreach (var declaration in holders.SelectMany(h => h.DeclaringSyntaxReferences.Select(r => r.GetSyntax())).OfType<PropertyDeclarationSyntax>())
        {
            var getter = declaration.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.ValueText == "get");
            var body = MethodBodies.BodyOf(declaration) ?? MethodBodies.BodyOf(getter);
            if (body is not null)
            {
                yield return body;
            }

            if (declaration.Initializer is { Value: { } value })
            {
                yield return value;
            }
        }

        foreach (var value in holders.SelectMany(Assigned))
        {
            yield return value;
        }
    }

    // Only what the type itself puts in, as its constructor does.
    private static System.Collections.Generic.IEnumerable<SyntaxNode> Assigned(ISymbol member)
    {
        foreach (var type in member.ContainingType.DeclaringSyntaxReferences.Select(r => r.GetSyntax()))
        {
            foreach (var node in type.DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax { Left: var left } assignment && left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                    && left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Last().Identifier.ValueText == member.Name)
                {
                    yield return assignment.Right;
                }

                if (node is VariableDeclaratorSyntax { Initializer.Value: { } value } field && field.Identifier.ValueText == member.Name && field.Parent?.Parent is FieldDeclarationSyntax)
                {
                    yield return value;
                }
            }
        }
    }

    private bool Mentions(SyntaxNode code)
    {
        var model = program.ModelOf(code.SyntaxTree);
        return model is not null && code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => IsCaller(model.GetSymbolInfo(n).Symbol));
    }
}
