using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>
/// What a program's model says of its entities in EF's terms: which have a concurrency token, and which members are unique. Read from attributes and from the calls that
/// configure the model (documentation of EF Core: concurrency tokens, indexes).
/// </summary>
internal sealed class ConcurrencyTokens
{
    private static readonly HashSet<string> TokenCalls = ["IsRowVersion", "IsConcurrencyToken", "UseXminAsConcurrencyToken", "HasConcurrencyToken", "UseOptimisticConcurrency", "SetIsConcurrencyToken", "UseETagConcurrency"];
    private static readonly HashSet<string> TokenAttributes = ["TimestampAttribute", "ConcurrencyCheckAttribute", "Timestamp", "ConcurrencyCheck"];
    private static readonly HashSet<string> TokenNames = ["RowVersion", "ConcurrencyStamp", "ConcurrencyToken", "Timestamp", "Xmin", "xmin", "ETag", "_etag"];

    private readonly HashSet<string> _types = [];
    private readonly List<(string Entity, List<string> Members)> _unique = [];
    private readonly bool _all;

    private ConcurrencyTokens(SourceProgram program)
    {
        foreach (var call in program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()))
        {
            var name = MethodBodies.NameOf(call);
            if (TokenCalls.Contains(name) && call.ArgumentList.Arguments.FirstOrDefault()?.ToString() is not "false")
            {
                var entity = ConfiguredBy(call);
                _all |= entity is null;
                _types.Add(entity ?? "");
            }
            else if ((name == "IsUnique" && call.ArgumentList.Arguments.FirstOrDefault()?.ToString() is not "false") || name is "HasAlternateKey" or "HasKey")
            {
                var members = MembersOf(call).Distinct().ToList();
                if (members.Count > 0 && ConfiguredBy(call) is { } entity)
                {
                    _unique.Add((entity, members));
                }
            }
        }
    }

    /// <summary>The tokens of a program.</summary>
    public static ConcurrencyTokens Of(SourceProgram program) => program.Part(static p => new ConcurrencyTokens(p));

    /// <summary>True when a stale write of the entity fails.</summary>
    public bool Has(INamedTypeSymbol entity)
    {
        for (var t = entity; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            if (_all || t.Name == "IdentityUser" || _types.Contains(t.Name) || t.AllInterfaces.Any(i => _types.Contains(i.Name)) || t.GetMembers().Any(IsToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a unique index or key lies wholly within the members.</summary>
    public bool IsUnique(INamedTypeSymbol entity, IEnumerable<string> members)
    {
        var names = new HashSet<string>(members);
        return names.Contains("Id") || names.Contains(entity.Name + "Id") || _unique.Any(u => u.Entity == entity.Name && u.Members.TrueForAll(names.Contains))
            || entity.GetAttributes().Any(a => a.AttributeClass?.Name is "IndexAttribute" or "Index" && a.NamedArguments.Any(n => n is { Key: "IsUnique", Value.Value: true })
                && a.ConstructorArguments.SelectMany(c => c.Kind == TypedConstantKind.Array ? c.Values.Select(v => v.Value) : [c.Value]).OfType<string>().All(names.Contains));
    }

    private static bool IsToken(ISymbol member) =>
        member.GetAttributes().Any(a => TokenAttributes.Contains(a.AttributeClass?.Name ?? "")) || (member is IPropertySymbol && TokenNames.Contains(member.Name));

    /// <summary>The entity that a call of the model's configuration is about; null when it is about each.</summary>
    private static string? ConfiguredBy(InvocationExpressionSyntax call)
    {
        foreach (var node in call.DescendantNodesAndSelf().Concat(call.Ancestors()))
        {
            switch (node)
            {
                case GenericNameSyntax { Identifier.ValueText: "Entity" or "EntityTypeBuilder" or "OwnsOne" or "OwnsMany" } generic:
                    return SourceIndex.NameOf(generic.TypeArgumentList.Arguments[0]);
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Entity" } generic } }:
                    return SourceIndex.NameOf(generic.TypeArgumentList.Arguments[0]);
                case BaseMethodDeclarationSyntax method when method.ParameterList.Parameters.Select(p => p.Type).OfType<GenericNameSyntax>().FirstOrDefault(g => g.Identifier.ValueText == "EntityTypeBuilder") is { } builder:
                    return Bound(SourceIndex.NameOf(builder.TypeArgumentList.Arguments[0]), method);
            }
        }

        return null;
    }

    // A configuration for every type that fits a constraint is about the constraint.
    private static string? Bound(string? name, SyntaxNode method)
    {
        var clauses = method.AncestorsAndSelf().SelectMany(a => a switch
        {
            TypeDeclarationSyntax t => t.ConstraintClauses,
            MethodDeclarationSyntax m => m.ConstraintClauses,
            _ => [],
        });
        var bound = clauses.FirstOrDefault(c => c.Name.Identifier.ValueText == name)?.Constraints.OfType<TypeConstraintSyntax>().FirstOrDefault();
        return bound is null ? name : SourceIndex.NameOf(bound.Type);
    }

    // x => x.Email, x => new { x.A, x.B } and "Email" before IsUnique, or within HasKey.
    private static IEnumerable<string> MembersOf(InvocationExpressionSyntax call)
    {
        var index = MethodBodies.NameOf(call) == "IsUnique" ? MethodBodies.ReceiverOf(call) as InvocationExpressionSyntax : call;
        while (index is not null && !MethodBodies.NameOf(index).StartsWith("Has", StringComparison.Ordinal))
        {
            index = MethodBodies.ReceiverOf(index) as InvocationExpressionSyntax;
        }

        var arguments = index?.ArgumentList.Arguments;
        return arguments is null ? [] : arguments.Value.SelectMany(a => a.Expression.DescendantNodesAndSelf()).Select(n => n switch
        {
            MemberAccessExpressionSyntax m => m.Name.Identifier.ValueText,
            LiteralExpressionSyntax { Token.Value: string text } => text,
            _ => "",
        }).Where(n => n.Length > 0);
    }
}
