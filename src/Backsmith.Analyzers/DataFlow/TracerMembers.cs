using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

internal sealed partial class BackwardTracer
{
    private const int MaxWrites = 64;

    private void FollowProperty(IPropertyReferenceOperation reference, Trace trace)
    {
        var property = reference.Property;
        if (property.IsIndexer || (property.DeclaringSyntaxReferences.Length == 0 && !property.ContainingType.IsAnonymousType))
        {
            // A lookup gives what was put in, never the key; a framework property such as Value or Result gives what its object holds.
            if (property.IsIndexer || KnownFlows.HandsOn(property.Name))
                Follow(reference.Instance, trace);
            return;
        }

        var bodies = implementations.Of(property).SelectMany(Getters).ToList();
        if (bodies.Count == 0)
            FollowMember(reference, property, reference.Instance, trace);
        else
            FollowAll(bodies, trace.Via(reference.Syntax, $"read from '{property.Name}'").In(null));
    }

    private IEnumerable<IOperation> Getters(IPropertySymbol property)
    {
        foreach (var declaration in property.DeclaringSyntaxReferences.Select(r => r.GetSyntax(index.Cancellation)).OfType<PropertyDeclarationSyntax>())
        {
            var getter = declaration.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.ValueText == "get");
            SyntaxNode? body = (SyntaxNode?)declaration.ExpressionBody?.Expression ?? (SyntaxNode?)getter?.ExpressionBody?.Expression ?? getter?.Body;
            foreach (var value in body is null ? [] : Returned(body))
                yield return value;
        }
    }

    /// <summary>What a body gives back: its expression, or the value of each of its own return statements.</summary>
    private IEnumerable<IOperation> Returned(SyntaxNode body)
    {
        if (body is ExpressionSyntax)
            return index.Operation(body) is { } value ? [value] : [];
        return body.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || n == body)
            .Select(n => n switch
            {
                ReturnStatementSyntax { Expression: { } expression } => expression,
                YieldStatementSyntax { Expression: { } expression } => expression,
                _ => null,
            })
            .Where(e => e is not null).Select(e => index.Operation(e!)).Where(o => o is not null)!;
    }

    private void FollowMember(IOperation reference, ISymbol member, IOperation? instance, Trace trace)
    {
        if (Element(member, instance) is { } element)
        {
            Follow(element, trace);
            return;
        }

        var at = trace.Via(reference.Syntax, $"read from '{member.Name}'");
        if (OwnWrites(member, instance, reference) is { } own)
        {
            FollowAll(own, at);
            return;
        }

        foreach (var (node, value, composes) in policy.FollowsWritesTo(member) ? Writes(member) : [])
        {
            if (composes && policy.OnlyBeginningMatters || !policy.FollowsWrite(node))
                continue;
            var step = at.In(null).Via(node, $"stored in '{member.ContainingType.Name}.{member.Name}'");
            Follow(value, composes ? step.Compose() : step);
        }

        if (instance is not null and not IInstanceReferenceOperation && !member.IsStatic)
            Follow(instance, at);
    }

    private static IOperation? Element(ISymbol member, IOperation? instance) => instance switch
    {
        ITupleOperation tuple when member is IFieldSymbol { ContainingType.IsTupleType: true } field =>
            tuple.Elements.ElementAtOrDefault(field.ContainingType.TupleElements.IndexOf(field)),
        _ => null,
    };

    /// <summary>When the object was made in this very method, what was put into that object; null when it came from elsewhere.</summary>
    private List<IOperation>? OwnWrites(ISymbol member, IOperation? instance, IOperation reference)
    {
        if (instance is not ILocalReferenceOperation local)
            return null;
        var body = Body(reference);
        var makers = body.Reaching(local.Local, reference.Syntax).Where(w => w.Replaces).Select(w => Unwrap(w.Value)).ToList();
        if (makers.Count == 0 || !makers.All(m => m is IObjectCreationOperation or IAnonymousObjectCreationOperation))
            return null;
        var values = makers.SelectMany(m => Put(m, member)).ToList();
        foreach (var node in index.WritesTo(member.Name).Where(n => reference.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.Contains(n) ?? false))
        {
            if (index.Operation(node) is IAssignmentOperation { Target: IMemberReferenceOperation { Instance: ILocalReferenceOperation target } } assignment
                && SameSymbol.Comparer.Equals(target.Local, local.Local))
                values.Add(assignment.Value);
        }

        return values;
    }

    private static IOperation Unwrap(IOperation value)
    {
        while (value is IConversionOperation or IAwaitOperation or IParenthesizedOperation)
            value = value.ChildOperations.First();
        return value;
    }

    private static IEnumerable<IOperation> Put(IOperation maker, ISymbol member)
    {
        var initializers = maker switch
        {
            IObjectCreationOperation { Initializer: { } block } => block.Initializers,
            IAnonymousObjectCreationOperation anonymous => anonymous.Initializers,
            _ => [],
        };
        foreach (var assignment in initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IMemberReferenceOperation target && SameSymbol.Comparer.Equals(target.Member, member))
                yield return assignment.Value;
        }

        if (maker is IObjectCreationOperation creation)
        {
            foreach (var argument in creation.Arguments.Where(a => string.Equals(a.Parameter?.Name, member.Name, System.StringComparison.OrdinalIgnoreCase)))
                yield return argument.Value;
        }
    }

    private IEnumerable<(SyntaxNode Node, IOperation Value, bool Composes)> Writes(ISymbol member)
    {
        foreach (var node in index.WritesTo(member.Name).Take(MaxWrites))
        {
            foreach (var value in Written(node, member))
                yield return (node, value, node is InvocationExpressionSyntax || node is AssignmentExpressionSyntax { OperatorToken.ValueText: "+=" });
        }

        foreach (var value in PositionalWrites(member))
            yield return (value.Syntax, value, false);
    }

    private IEnumerable<IOperation> Written(SyntaxNode node, ISymbol member)
    {
        bool Is(IOperation? target) => target is IMemberReferenceOperation reference
            && SameSymbol.Comparer.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition);
        switch (node)
        {
            case PropertyDeclarationSyntax property when SameSymbol.Comparer.Equals(index.Declared(property), member):
                return index.Operation(property.Initializer!.Value) is { } initial ? [initial] : [];
            case VariableDeclaratorSyntax field when SameSymbol.Comparer.Equals(index.Declared(field), member):
                return index.Operation(field.Initializer!.Value) is { } value ? [value] : [];
            case InvocationExpressionSyntax call when index.Operation(call) is IInvocationOperation mutation:
                var receiver = mutation.Instance;
                while (receiver is IInvocationOperation inner)
                    receiver = inner.Instance;
                return Is(receiver) ? mutation.Arguments.Select(a => a.Value) : [];
            case AssignmentExpressionSyntax assignment:
                return Assigned(index.Operation(assignment), Is);
            default:
                return [];
        }
    }

    private static IEnumerable<IOperation> Assigned(IOperation? operation, System.Func<IOperation?, bool> isMember) => operation switch
    {
        IAssignmentOperation direct when isMember(direct.Target) => [direct.Value],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } indexer } put when isMember(indexer.Instance) => [put.Value],
        IDeconstructionAssignmentOperation { Target: ITupleOperation targets } split =>
            (split.Value is IConversionOperation conversion ? conversion.Operand : split.Value) is ITupleOperation values
                ? targets.Elements.Select((t, i) => (t, i)).Where(p => isMember(p.t)).Select(p => values.Elements[p.i])
                : targets.Elements.Any(isMember) ? [split.Value] : [],
        _ => [],
    };

    /// <summary>The arguments that become a record's positional property.</summary>
    private IEnumerable<IOperation> PositionalWrites(ISymbol member)
    {
        if (member is not IPropertySymbol { ContainingType.IsRecord: true } || !member.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ParameterSyntax))
            return [];
        return implementations.CreationsOf(member.ContainingType)
            .SelectMany(c => c.Arguments).Where(a => a.Parameter?.Name == member.Name).Select(a => a.Value);
    }
}
