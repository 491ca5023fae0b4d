using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Finds the code that uses the members of a rule's table.</summary>
internal sealed class DangerousUses(SourceIndex index)
{
    internal IEnumerable<DangerousUse> Of(IEnumerable<Place> places)
    {
        foreach (var place in places)
        {
            foreach (var member in place.Members)
            {
                foreach (var use in Nodes(place, member).SelectMany(node => At(place, member, node)))
                    yield return use;
            }
        }
    }

    private IEnumerable<SyntaxNode> Nodes(Place place, string member) => place.Kind switch
    {
        PlaceKind.Call => index.CallsOf(member),
        PlaceKind.Creation => index.CreationsOf(member).Concat(index.CreationsOf(SourceIndex.Unnamed).OfType<ImplicitObjectCreationExpressionSyntax>()),
        _ => index.WritesTo(member).OfType<AssignmentExpressionSyntax>(),
    };

    private IEnumerable<DangerousUse> At(Place place, string member, SyntaxNode node) => place.Kind switch
    {
        PlaceKind.Assignment => Assigned(place, member, (AssignmentExpressionSyntax)node),
        _ when !MayBe(place, node) => [],
        PlaceKind.Creation => index.Operation(node) is IObjectCreationOperation { Constructor: { } constructor } creation
            ? IsOf(constructor.ContainingType, place.Type) ? Given(creation.Arguments, place).Select(v => new DangerousUse(place, place.TypeName, creation, v, true)) : []
            : Unresolved(place, place.TypeName, node),
        _ => index.Operation(node) is IInvocationOperation call
            ? IsOf(call.TargetMethod.ContainingType, place.Type) ? Given(call.Arguments, place).Select(v => new DangerousUse(place, $"{place.TypeName}.{member}", call, v, true)) : []
            : Unresolved(place, member, node),
    };

    // A call without arguments gives nothing; asking the compiler for each "new()" of a program would cost more than it finds.
    private static bool MayBe(Place place, SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.Count > 0 || place.Type.EndsWith("Extensions", StringComparison.Ordinal),
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Count > 0,
        _ => false,
    };

    private IEnumerable<DangerousUse> Assigned(Place place, string member, AssignmentExpressionSyntax node)
    {
        if (index.Operation(node) is not IAssignmentOperation assignment)
            yield break;
        if (assignment.Target is IPropertyReferenceOperation target)
        {
            if (IsOf(target.Property.ContainingType, place.Type))
                yield return new DangerousUse(place, $"{place.TypeName}.{member}", assignment, assignment.Value, true);
        }
        else if (place.Unresolved is { } receiver && index.Symbol(node.Left) is null && IsCalled(node.Left, receiver))
        {
            yield return new DangerousUse(place, $"{place.TypeName}.{member}", assignment, assignment.Value, false);
        }
    }

    private IEnumerable<DangerousUse> Unresolved(Place place, string member, SyntaxNode node)
    {
        var (arguments, fits) = node switch
        {
            InvocationExpressionSyntax call => ((ArgumentListSyntax?)call.ArgumentList, place.Unresolved is { } receiver && IsCalled(call.Expression, receiver)),
            ObjectCreationExpressionSyntax creation => (creation.ArgumentList, place.Unresolved is not null && SourceIndex.NameOf(creation.Type) == place.TypeName),
            _ => (null, false),
        };
        if (arguments is null || index.Symbol(node) is not null || index.Operation(node) is not { } whole)
            return [];
        var candidates = index.Model(node.SyntaxTree).GetSymbolInfo(node, index.Cancellation).CandidateSymbols.OfType<IMethodSymbol>().ToList();
        if (candidates.Count > 0)
            return candidates.Exists(c => IsOf(c.ContainingType, place.Type)) ? Intended(place, member, whole, arguments, candidates) : [];
        return !fits ? [] : arguments.Arguments.Take(place.Parameters.Count > 1 ? arguments.Arguments.Count : 1).Select(a => index.Operation(a.Expression)).OfType<IOperation>().Select(v => new DangerousUse(place, place.Kind == PlaceKind.Creation ? member : $"{place.TypeName}.{member}", whole, v, false));
    }

    /// <summary>The call is known, but the type of one of its arguments is not.</summary>
    private IEnumerable<DangerousUse> Intended(Place place, string member, IOperation whole, ArgumentListSyntax arguments, List<IMethodSymbol> candidates)
    {
        for (var i = 0; i < arguments.Arguments.Count; i++)
        {
            var isTaken = candidates.Exists(c => i < c.Parameters.Length && place.Parameters.Contains(c.Parameters[i].Name)) || i == 0 && place.Parameters[0].Length == 0;
            if (isTaken && index.Operation(arguments.Arguments[i].Expression) is { } value)
                yield return new DangerousUse(place, place.Kind == PlaceKind.Creation ? member : $"{place.TypeName}.{member}", whole, value, false);
        }
    }

    private static bool IsCalled(ExpressionSyntax used, string receiver) => used switch
    {
        MemberAccessExpressionSyntax access => receiver == Place.Anything || receiver.Length > 0 && SourceIndex.NameOf(access.Expression) == receiver,
        SimpleNameSyntax => receiver.Length == 0 || receiver == Place.Anything,
        _ => false,
    };

    private static IEnumerable<IOperation> Given(IReadOnlyList<IArgumentOperation> arguments, Place place)
    {
        var named = arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && place.Parameters.Contains(a.Parameter?.Name ?? "")).ToList();
        return (named.Count > 0 || place.Parameters[0].Length > 0 ? named : arguments.Take(1)).Select(a => a.Value);
    }

    internal static bool IsOf(INamedTypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, name))
                return true;
        }

        return type is not null && type.AllInterfaces.Any(i => Is(i, name));
    }

    private static bool Is(INamedTypeSymbol type, string name)
    {
        if (!name.EndsWith(type.Name, StringComparison.Ordinal))
            return false;
        var space = type.ContainingNamespace is { IsGlobalNamespace: false } containing ? containing.ToDisplayString() + "." : "";
        return name == space + type.Name || type.TypeKind == TypeKind.Error && name.EndsWith("." + type.Name, StringComparison.Ordinal);
    }
}
