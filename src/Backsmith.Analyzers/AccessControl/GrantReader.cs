using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Reads where a privilege takes a value of the client without an assignment: roles, claims, records bound whole, mappings.</summary>
internal sealed class GrantReader(ValueLabels labels, SourceProgram program)
{
    private readonly StoredTypes _stored = StoredTypes.Of(program);

    /// <summary>Adds what a node grants.</summary>
    public void Read(SyntaxNode node, MethodFrame frame, List<AccessFact> facts)
    {
        switch (node)
        {
            case InvocationExpressionSyntax call when MethodBodies.NameOf(call) is "AddToRoleAsync" or "AddToRolesAsync" && call.ArgumentList.Arguments is { Count: 2 } roles:
                if (labels.Of(roles[1].Expression, frame).IsClient)
                {
                    facts.Add(new AccessFact(AccessKind.Grant, "", "role", call, call));
                }

                break;
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: >= 2 } parts } claim when frame.Model.GetTypeInfo(claim).Type?.Name == "Claim":
                if (parts[0].Expression.ToString() is "ClaimTypes.Role" or "\"role\"" && labels.Of(parts[1].Expression, frame).IsClient)
                {
                    facts.Add(new AccessFact(AccessKind.Grant, "", "role", claim, claim));
                }

                break;
            case InvocationExpressionSyntax call:
                ReadWhole(call, frame, facts);
                break;
        }
    }

    private void ReadWhole(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        if (MethodBodies.NameOf(call) is "Map" or "Adapt" or "SetValues")
        {
            ReadMapping(call, frame, facts);
        }
        else if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is IdentifierNameSyntax record && frame.Model.GetTypeInfo(record).Type is INamedTypeSymbol type && _stored.Contains(type)
            && PrivilegeNames.Bound(type).FirstOrDefault() is { } member && StoreWrite.Read(program, call, frame.Model) is { Kind: WriteKind.Insert or WriteKind.Update }
            && labels.Of(record, frame) is { IsClient: true } value && value.Member(member.Name).IsClient && !IsMapped(record, frame))
        {
            facts.Add(new AccessFact(AccessKind.Grant, RecordNames.Of(type), member.Name, call, call));
        }
    }

    private static bool IsMapped(IdentifierNameSyntax record, MethodFrame frame) =>
        frame.Model.GetSymbolInfo(record).Symbol is ILocalSymbol local && LocalValues.Of(local, frame.Model).Any(v => MethodBodies.Bare(v.Value) is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);

    // mapper.Map<User>(request), mapper.Map(request, user), Entry(user).CurrentValues.SetValues(request): members of one name go over.
    private void ReadMapping(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        var given = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        var source = MethodBodies.NameOf(call) == "Adapt" ? MethodBodies.ReceiverOf(call) : given.FirstOrDefault();
        var target = MethodBodies.NameOf(call) == "SetValues"
            ? MethodBodies.ReceiverOf(call)?.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => MethodBodies.NameOf(c) == "Entry")?.ArgumentList.Arguments.FirstOrDefault() is { } entry ? frame.Model.GetTypeInfo(entry.Expression).Type : null
            : frame.Model.GetTypeInfo(call).Type;
        if (source is not null && target is INamedTypeSymbol type && _stored.Contains(type) && frame.Model.GetTypeInfo(source).Type is INamedTypeSymbol from
            && PrivilegeNames.Members(type).FirstOrDefault(m => PrivilegeNames.Is(m.Name, type) && !IsIgnored(m) && PrivilegeNames.Members(from).Any(f => f.Name == m.Name)) is { } member
            && labels.Of(source, frame).Member(member.Name).IsClient && !IsSetAfter(call, member))
        {
            facts.Add(new AccessFact(AccessKind.Grant, RecordNames.Of(type), member.Name, call, call));
        }
    }

    // CreateMap<,>().ForMember(u => u.Role, o => o.Ignore())
    private bool IsIgnored(IPropertySymbol member) => program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
        .Any(c => MethodBodies.NameOf(c) is "ForMember" or "Ignore" && c.ArgumentList.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == member.Name));

    // user.Role = "Member" after the mapping takes back what it gave.
    private static bool IsSetAfter(SyntaxNode call, IPropertySymbol member) =>
        MethodBodies.EnclosingBody(call)?.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.SpanStart > call.SpanStart && a.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && string.Equals(name, member.Name, StringComparison.Ordinal)) == true;
}
