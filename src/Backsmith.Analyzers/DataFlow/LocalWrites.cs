using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>One write to a local, parameter or captured variable.</summary>
internal sealed class LocalWrite(SyntaxNode at, IOperation value, bool replaces, bool composes, int element = -1)
{
    internal SyntaxNode At { get; } = at;

    internal IOperation Value { get; } = value;

    /// <summary>False when the old content stays: <c>+=</c>, <c>Append</c>, an element of a collection.</summary>
    internal bool Replaces { get; } = replaces;

    internal bool Composes { get; } = composes;

    /// <summary>The place in a deconstructed tuple, or -1.</summary>
    internal int Element { get; } = element;
}

/// <summary>All writes to the variables of one method body, and which of them a use can see.</summary>
internal sealed class LocalWrites
{
    private readonly Dictionary<ISymbol, List<LocalWrite>> writes = new(SameSymbol.Comparer);

    internal LocalWrites(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
            Visit(operation);
    }

    /// <summary>The writes that can reach a use: those before it or sharing a loop with it, from the last one that surely ran.</summary>
    internal IEnumerable<LocalWrite> Reaching(ISymbol variable, SyntaxNode use)
    {
        if (!writes.TryGetValue(variable, out var all))
            return [];
        var reaching = all.Where(w => w.At.SpanStart < use.SpanStart && !Excludes(w.At, use) || SharesLoop(w.At, use) || CrossesFunction(w.At, use))
            .OrderBy(w => w.At.SpanStart).ToList();
        var last = reaching.FindLastIndex(w => w.Replaces && w.At.SpanStart < use.SpanStart && SurelyBefore(w.At, use));
        return last > 0 ? reaching.Skip(last) : reaching;
    }

    internal IEnumerable<LocalWrite> All(ISymbol variable) => writes.TryGetValue(variable, out var all) ? all : [];

    /// <summary>Whether a write that replaces the variable surely ran before the use.</summary>
    internal bool Replaced(ISymbol variable, SyntaxNode use) =>
        writes.TryGetValue(variable, out var all) && all.Any(w => w.Replaces && w.At.SpanStart < use.SpanStart && SurelyBefore(w.At, use));

    private static bool SurelyBefore(SyntaxNode write, SyntaxNode use)
    {
        if (write.Contains(use))
            return false;
        var statement = write.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is null || statement is IfStatementSyntax or WhileStatementSyntax or SwitchStatementSyntax)
            return false;
        if (write.Ancestors().TakeWhile(a => a != statement).Any(a => a is ConditionalExpressionSyntax or AnonymousFunctionExpressionSyntax or SwitchExpressionArmSyntax))
            return false;
        return statement.Parent is BlockSyntax or SwitchSectionSyntax && statement.Parent.Contains(use)
            || statement.Parent is GlobalStatementSyntax;
    }

    private static bool Excludes(SyntaxNode write, SyntaxNode use)
    {
        if (write.Contains(use))
            return write is AssignmentExpressionSyntax or VariableDeclaratorSyntax;
        foreach (var branch in write.Ancestors().OfType<IfStatementSyntax>())
        {
            if (branch.Else is { } other && other.Contains(use) && branch.Statement.Contains(write))
                return true;
        }

        var section = write.FirstAncestorOrSelf<SwitchSectionSyntax>();
        return section is not null && !section.Contains(use) && section.Parent!.Contains(use);
    }

    private static bool SharesLoop(SyntaxNode write, SyntaxNode use) =>
        write.Ancestors().Any(a => a is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax && a.Contains(use));

    private static bool CrossesFunction(SyntaxNode write, SyntaxNode use)
    {
        static SyntaxNode? Function(SyntaxNode node) =>
            node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        return Function(write) != Function(use);
    }

    private static ISymbol? Variable(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
        IConversionOperation conversion => Variable(conversion.Operand),
        _ => null,
    };

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                Put(declarator.Symbol, new LocalWrite(declarator.Syntax, initializer.Value, true, false));
                break;
            case ISimpleAssignmentOperation assignment:
                VisitAssignment(assignment);
                break;
            case ICompoundAssignmentOperation compound:
                Put(Variable(compound.Target), new LocalWrite(compound.Syntax, compound.Value, false, true));
                break;
            case ICoalesceAssignmentOperation coalesce:
                Put(Variable(coalesce.Target), new LocalWrite(coalesce.Syntax, coalesce.Value, false, false));
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                VisitDeconstruction(deconstruction);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals)
                    Put(local, new LocalWrite(loop.LoopControlVariable.Syntax, loop.Collection, true, false));
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Put(Variable(argument.Value), new LocalWrite(argument.Syntax, argument, argument.Parameter.RefKind == RefKind.Out, false));
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared } pattern when Matched(pattern) is { } matched:
                Put(declared, new LocalWrite(pattern.Syntax, matched, false, false));
                break;
            case IInvocationOperation call when KnownFlows.IsMutator(call.TargetMethod.Name) || IsAppendingHandler(call):
                VisitMutation(call);
                break;
            case IInvocationOperation { TargetMethod.Name: "BlockCopy" or "Copy" or "CopyTo" or "GetBytes" or "ConstrainedCopy" } copy:
                VisitCopy(copy);
                break;
        }
    }

    private static bool IsAppendingHandler(IInvocationOperation call) => call.TargetMethod.Name is "Replace" && call.TargetMethod.ContainingType?.Name == "StringBuilder";

    private static IOperation? Matched(IOperation pattern)
    {
        for (var outer = pattern.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IPropertySubpatternOperation { Member: IPropertyReferenceOperation or IFieldReferenceOperation } property:
                    return property.Member;
                case IIsPatternOperation test:
                    return test.Value;
                case ISwitchExpressionOperation expression:
                    return expression.Value;
                case ISwitchOperation statement:
                    return statement.Value;
            }
        }

        return null;
    }

    private void VisitAssignment(ISimpleAssignmentOperation assignment)
    {
        if (Variable(assignment.Target) is { } variable)
            Put(variable, new LocalWrite(assignment.Syntax, assignment.Value, true, false));
        else if (assignment.Target is IArrayElementReferenceOperation element)
            Put(Variable(element.ArrayReference), new LocalWrite(assignment.Syntax, assignment.Value, false, false));
        else if (assignment.Target is IPropertyReferenceOperation { Property.IsIndexer: true } indexer)
            Put(Variable(indexer.Instance), new LocalWrite(assignment.Syntax, assignment.Value, false, false));
    }

    private void VisitDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is not ITupleOperation tuple)
            return;
        var values = deconstruction.Value is IConversionOperation conversion ? conversion.Operand : deconstruction.Value;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var write = values is ITupleOperation literal && literal.Elements.Length == tuple.Elements.Length
                ? new LocalWrite(deconstruction.Syntax, literal.Elements[i], true, false)
                : new LocalWrite(deconstruction.Syntax, values, true, false, i);
            Put(Variable(tuple.Elements[i]), write);
        }
    }

    private void VisitMutation(IInvocationOperation call)
    {
        var receiver = call.Instance;
        while (receiver is IInvocationOperation inner)
            receiver = inner.Instance;
        if (Variable(receiver) is not { } variable)
            return;
        foreach (var argument in call.Arguments)
            Put(variable, new LocalWrite(call.Syntax, argument.Value, false, KnownFlows.Composes(call.TargetMethod.Name)));
    }

    /// <summary>A copy of elements into an array that exists: <c>Buffer.BlockCopy(a, 0, b, 0, n)</c>, <c>a.CopyTo(b, 0)</c>, <c>encoding.GetBytes(s, 0, n, b, 0)</c>.</summary>
    private void VisitCopy(IInvocationOperation copy)
    {
        var target = copy.Arguments.FirstOrDefault(a => a.Parameter?.Name is "dst" or "destinationArray" or "destination" or "array" or "bytes" && a.Value.Type is not { SpecialType: SpecialType.System_String })?.Value;
        var source = copy.Arguments.FirstOrDefault(a => a.Parameter?.Name is "src" or "sourceArray" or "source" or "s" or "chars")?.Value ?? copy.Instance;
        while (source is IConversionOperation converted)
            source = converted.Operand;
        while (target is IConversionOperation or IInvocationOperation { TargetMethod.Name: "AsSpan" })
            target = target is IConversionOperation conversion ? conversion.Operand : ((IInvocationOperation)target).Arguments.FirstOrDefault()?.Value;
        if (source is not null && target != source)
            Put(Variable(target), new LocalWrite(copy.Syntax, source, false, true));
    }

    private void Put(ISymbol? variable, LocalWrite write)
    {
        if (variable is null)
            return;
        if (!writes.TryGetValue(variable, out var list))
            writes[variable] = list = [];
        list.Add(write);
    }
}
