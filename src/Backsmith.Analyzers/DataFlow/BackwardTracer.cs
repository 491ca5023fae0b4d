using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>
/// Walks from the value at a sink back to where it came from: through locals, members, calls and callers of the whole compilation.
/// Demand-driven: each value is visited once per calling context, and a walk ends after <see cref="MaxSteps"/> values or <see cref="MaxCallDepth"/> calls.
/// </summary>
internal sealed partial class BackwardTracer(SourceIndex index, TracePolicy policy)
{
    private const int MaxSteps = 4000;
    private const int MaxCallDepth = 8;
    private const int MaxFlows = 24;
    private readonly Dictionary<SyntaxNode, LocalWrites> bodies = [];
    private readonly HashSet<(SyntaxNode, OperationKind, SyntaxNode?, bool)> seen = [];
    private readonly List<Flow> flows = [];
    private readonly Stack<(IOperation Value, Trace Trace)> pending = new();
    private readonly Implementations implementations = new(index);

    /// <summary>Every way found from an origin to the value, nearest first.</summary>
    internal IReadOnlyList<Flow> Find(IOperation value, Trace trace)
    {
        seen.Clear();
        flows.Clear();
        pending.Clear();
        Follow(value, trace);
        for (var steps = 0; pending.Count > 0 && steps < MaxSteps && flows.Count < MaxFlows; steps++)
        {
            if (steps % 64 == 0)
                index.Cancellation.ThrowIfCancellationRequested();
            var (next, at) = pending.Pop();
            Expand(next, at);
        }

        return [.. flows];
    }

    private void Follow(IOperation? value, Trace trace)
    {
        if (value is null || value.ConstantValue.HasValue)
            return;
        if (seen.Add((value.Syntax, value.Kind, trace.Frame?.Call.Syntax, trace.Composed)))
            pending.Push((value, trace));
    }

    private void FollowAll(IEnumerable<IOperation> values, Trace trace)
    {
        foreach (var value in values)
            Follow(value, trace);
    }

    private void Expand(IOperation value, Trace trace)
    {
        if (policy.IsHarmless(value))
            return;
        if (policy.OriginOf(value, trace) is { } origin)
        {
            flows.Add(new Flow(origin, trace.Via(origin.Node, origin.Description)));
            return;
        }

        if (!policy.CanCarry(value.Type) && value is not IArgumentOperation)
            return;
        if (!ExpandExpression(value, trace))
            ExpandReference(value, trace);
    }

    private bool ExpandExpression(IOperation value, Trace trace)
    {
        switch (value)
        {
            case IConversionOperation conversion:
                Follow(conversion.Operand, trace);
                return true;
            case IParenthesizedOperation inner:
                Follow(inner.Operand, trace);
                return true;
            case IAwaitOperation awaited:
                Follow(awaited.Operation, trace);
                return true;
            case IBinaryOperation binary:
                FollowPieces([binary.LeftOperand, binary.RightOperand], Compose(value, trace));
                return true;
            case IInterpolatedStringAdditionOperation addition:
                FollowPieces([addition.Left, addition.Right], Compose(value, trace));
                return true;
            case IInterpolatedStringHandlerCreationOperation handler:
                Follow(handler.Content, trace);
                return true;
            case IInterpolatedStringOperation text:
                FollowPieces(text.Parts.SelectMany(TextBeginning.PiecesOf), Compose(value, trace));
                return true;
            default:
                return ExpandChoice(value, trace);
        }
    }

    private Trace Compose(IOperation text, Trace trace) =>
        policy.StepOfText is { } step && text.Parent is not (IBinaryOperation or IInterpolationOperation) ? trace.Compose().Via(text.Syntax, step) : trace.Compose();

    private void FollowPieces(IEnumerable<IOperation> pieces, Trace trace) => FollowAll(policy.OnlyBeginningMatters ? TextBeginning.Of(pieces) : pieces, trace);

    private bool ExpandChoice(IOperation value, Trace trace)
    {
        switch (value)
        {
            case ICoalesceOperation coalesce:
                FollowAll([coalesce.Value, coalesce.WhenNull], trace);
                return true;
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                FollowAll([conditional.WhenTrue, otherwise], trace);
                return true;
            case ISwitchExpressionOperation choice:
                FollowAll(choice.Arms.Select(a => a.Value), trace);
                return true;
            case IConditionalAccessOperation access:
                Follow(access.WhenNotNull, trace);
                return true;
            case IConditionalAccessInstanceOperation instance:
                Follow(Accessed(instance), trace);
                return true;
            case IAssignmentOperation assignment:
                Follow(assignment.Value, trace);
                return true;
            case ITupleOperation tuple:
                FollowAll(tuple.Elements, trace);
                return true;
            case IArrayCreationOperation { Initializer: { } elements }:
                FollowAll(elements.ElementValues, trace);
                return true;
            case ICollectionExpressionOperation collection:
                FollowAll(collection.Elements.Select(e => e is ISpreadOperation spread ? spread.Operand : e), trace);
                return true;
            default:
                return false;
        }
    }

    private static IOperation? Accessed(IOperation instance)
    {
        for (var outer = instance.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access && access.Operation != instance && access.WhenNotNull.Syntax.Contains(instance.Syntax)
                || outer is IConditionalAccessOperation direct && direct.Operation.Syntax == instance.Syntax)
                return ((IConditionalAccessOperation)outer).Operation;
        }

        return null;
    }

    private void ExpandReference(IOperation value, Trace trace)
    {
        switch (value)
        {
            case ILocalReferenceOperation local:
                FollowVariable(local, local.Local, trace);
                break;
            case IParameterReferenceOperation parameter:
                FollowParameter(parameter, trace);
                break;
            case IFieldReferenceOperation { Field.IsConst: false } field:
                FollowMember(field, field.Field, field.Instance, trace);
                break;
            case IPropertyReferenceOperation property:
                FollowProperty(property, trace);
                break;
            case IArrayElementReferenceOperation element:
                Follow(element.ArrayReference, trace);
                break;
            case IInvocationOperation call:
                FollowCall(call, trace);
                break;
            case IObjectCreationOperation creation:
                FollowCreation(creation, trace);
                break;
            case IArgumentOperation argument:
                FollowOut(argument, trace);
                break;
            case IInvalidOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation:
                FollowUnresolved(value, trace);
                break;
        }
    }

    private LocalWrites Body(IOperation inside)
    {
        var root = inside;
        while (root.Parent is { } parent)
            root = parent;
        if (!bodies.TryGetValue(root.Syntax, out var writes))
            bodies[root.Syntax] = writes = new LocalWrites(root);
        return writes;
    }

    private void FollowVariable(IOperation reference, ISymbol variable, Trace trace)
    {
        foreach (var write in Body(reference).Reaching(variable, reference.Syntax))
        {
            if (write.Composes && policy.OnlyBeginningMatters)
                continue;
            var at = trace.Via(write.At, $"kept in '{variable.Name}'");
            if (write.Element >= 0 && write.Value is ITupleOperation tuple && write.Element < tuple.Elements.Length)
                Follow(tuple.Elements[write.Element], at);
            else
                Follow(write.Value, write.Composes ? at.Compose() : at);
        }
    }
}
