using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Tells which members of stored accounts hold passwords that nothing hashes, and where a typed password meets one.</summary>
internal sealed class KeptPasswords(SourceProgram program)
{
    private readonly StoredTypes _stored = StoredTypes.Of(program);
    private readonly Dictionary<ISymbol, bool> _hashed = new(SameSymbol.Comparer);

    /// <summary>The stored member when it is compared with a password as it was typed.</summary>
    public IPropertySymbol? Compared(ExpressionSyntax side, ExpressionSyntax other)
    {
        var member = MemberOf(side);
        return member is not null && IsTyped(other, member) ? member : null;
    }

    /// <summary>The stored member when it is set to a password as it was typed.</summary>
    public IPropertySymbol? Stored(AssignmentExpressionSyntax assignment)
    {
        var member = MemberOf(assignment.Left);
        return member is not null && IsTyped(assignment.Right, member) ? member : null;
    }

    /// <summary>Where an endpoint binds a whole account and stores it with the password in it.</summary>
    public IEnumerable<(SyntaxNode At, IPropertySymbol Member)> BoundWhole()
    {
        foreach (var endpoint in RequestEndpoint.Of(program))
        {
            var members = endpoint.Method.Parameters.Select(p => p.Type).OfType<INamedTypeSymbol>().Where(t => _stored.Contains(t)).SelectMany(t => t.GetMembers().OfType<IPropertySymbol>()).Where(IsKept).ToList();
            foreach (var member in members)
            {
                var insert = ReachedCode.From(program, endpoint).SelectMany(r => r.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(c => StoresWhole(c, member, r.Model))).FirstOrDefault();
                if (insert is not null)
                {
                    yield return (insert, member);
                }
            }
        }
    }

    private bool StoresWhole(InvocationExpressionSyntax call, IPropertySymbol member, SemanticModel model) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.Expression is IdentifierNameSyntax given && model.GetSymbolInfo(given).Symbol is IParameterSymbol { Type: var type } && SameSymbol.Comparer.Equals(type, member.ContainingType)
        && StoreWrite.Read(program, call, model) is { Kind: WriteKind.Insert };

    private IPropertySymbol? MemberOf(ExpressionSyntax expression)
    {
        var name = SourceIndex.NameOf(MethodBodies.Bare(expression));
        return PasswordNames.IsChosen(name) && program.ModelOf(expression.SyntaxTree)?.GetSymbolInfo(MethodBodies.Bare(expression)).Symbol is IPropertySymbol property && _stored.Contains(property.ContainingType) && IsKept(property) ? property : null;
    }

    private bool IsKept(IPropertySymbol property) =>
        PasswordNames.IsChosen(property.Name) && TextTypes.IsText(property.Type) && IsPlain(property) && !IsService(property.ContainingType) && !IsHashedSomewhere(property);

    // A setter of its own may hash; what is not mapped is not kept.
    private static bool IsPlain(IPropertySymbol property) =>
        !property.GetAttributes().Any(a => a.AttributeClass?.Name.StartsWith("NotMapped", System.StringComparison.Ordinal) == true || a.AttributeClass?.Name.IndexOf("Encrypt", System.StringComparison.OrdinalIgnoreCase) >= 0 || a.AttributeClass?.Name.IndexOf("Protected", System.StringComparison.OrdinalIgnoreCase) >= 0)
        && property.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).All(d => d is ParameterSyntax || d is PropertyDeclarationSyntax { AccessorList: { } accessors } && accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null));

    // An account of the application at another service: its password has to be given there as it is.
    private static bool IsService(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Any(p => NameWords.Of(p.Name).Any(w => w is "host" or "port" or "server" or "url" or "uri" or "endpoint" or "smtp" or "imap" or "ftp" or "database" or "ssl"))
        || NameWords.Of(type.Name).Any(w => w is "setting" or "settings" or "option" or "options" or "config" or "configuration" or "connection" or "server" or "smtp" or "mailbox" or "indexer" or "integration" or "vault" or "entry" or "cipher" or "meeting" or "share" or "link" or "paste" or "room");

    private bool IsHashedSomewhere(IPropertySymbol property)
    {
        if (!_hashed.TryGetValue(property, out var known))
        {
            _hashed[property] = known = program.Trees.SelectMany(t => t.GetRoot().DescendantNodes()).Any(n => Hashes(n, property));
        }

        return known;
    }

    private bool Hashes(SyntaxNode node, IPropertySymbol property) => node switch
    {
        AssignmentExpressionSyntax assignment => SourceIndex.NameOf(assignment.Left) == property.Name && IsConcealed(assignment.Right) && SameSymbol.Comparer.Equals(program.ModelOf(node.SyntaxTree)?.GetSymbolInfo(assignment.Left).Symbol, property),
        InvocationExpressionSyntax call when MethodBodies.NameOf(call) is "HasConversion" or "IsEncrypted" or "Ignore" => call.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == property.Name),
        InvocationExpressionSyntax call when Conceals(MethodBodies.NameOf(call)) || MethodBodies.NameOf(call).StartsWith("Verify", System.StringComparison.Ordinal) =>
            call.ArgumentList.Arguments.Any(a => SourceIndex.NameOf(a.Expression) == property.Name && SameSymbol.Comparer.Equals(program.ModelOf(node.SyntaxTree)?.GetSymbolInfo(a.Expression).Symbol, property)),
        _ => false,
    };

    private static bool Conceals(string name) => NameWords.Of(name).Any(w => w.StartsWith("hash", System.StringComparison.Ordinal) || w.StartsWith("encrypt", System.StringComparison.Ordinal) || w is "protect" or "digest" or "bcrypt" or "argon" or "pbkdf" or "encode" or "md" or "sha" or "scramble" or "crypt");

    private static bool IsConcealed(ExpressionSyntax value) => value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c => Conceals(MethodBodies.NameOf(c)) || Conceals(MethodBodies.ReceiverOf(c)?.ToString() ?? ""))
        || value is IdentifierNameSyntax name && Conceals(name.Identifier.ValueText);

    // A parameter, a member of a request or a local that only holds one of them: never the result of a call that hashes.
    private bool IsTyped(ExpressionSyntax expression, IPropertySymbol member)
    {
        var bare = MethodBodies.Bare(expression);
        if (bare is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) || !PasswordNames.IsChosen(SourceIndex.NameOf(bare)) || program.ModelOf(bare.SyntaxTree) is not { } model)
        {
            return false;
        }

        return model.GetSymbolInfo(bare).Symbol switch
        {
            IPropertySymbol { IsStatic: false } property => !SameSymbol.Comparer.Equals(property.ContainingType, member.ContainingType) && !NameWords.Of(property.ContainingType.Name).Any(w => w is "options" or "settings" or "configuration"),
            IParameterSymbol parameter => !Replaced(parameter, bare) && !GivenHashed(parameter),
            ILocalSymbol local => LocalValues.Of(local, model) is { Count: > 0 } values && values.All(v => IsTyped(v.Value, member)),
            _ => false,
        };
    }

    private static bool Replaced(ISymbol parameter, SyntaxNode use) =>
        MethodBodies.EnclosingBody(use)?.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name) == true;

    private bool GivenHashed(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method
        && Callers.Of(program).Of(method).Any(c => CallArguments.For(method, parameter, c.Call, c.Model) is { } given && !PasswordNames.IsChosen(SourceIndex.NameOf(MethodBodies.Bare(given))));
}
