using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

internal sealed partial class BackwardTracer
{
    private void FollowParameter(IParameterReferenceOperation reference, Trace trace)
    {
        var parameter = reference.Parameter;
        var body = Body(reference);
        FollowVariable(reference, parameter, trace);
        if (body.Replaced(parameter, reference.Syntax) || parameter.RefKind == RefKind.Out)
            return;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return;
        if (method.MethodKind == MethodKind.AnonymousFunction)
            FollowLambdaParameter(reference, parameter, trace);
        else
            FollowArgument(reference, parameter, method, trace);
    }

    private void FollowArgument(IOperation reference, IParameterSymbol parameter, IMethodSymbol method, Trace trace)
    {
        var frame = trace.Frame;
        while (frame is not null && !Implementations.Same(frame.Target.OriginalDefinition, method.OriginalDefinition))
            frame = frame.Outer;
        if (frame is not null)
        {
            Follow(Implementations.ArgumentFor(frame.Call, parameter), trace.In(frame.Outer).Via(frame.Call.Syntax, $"given to '{method.Name}' as '{parameter.Name}'"));
            return;
        }

        var callers = implementations.CallersOf(method);
        if (callers.Count == 0 && policy.OriginOfUncalled(parameter, reference.Syntax, trace) is { } origin)
            flows.Add(new Flow(origin, trace.Via(origin.Node, origin.Description)));
        foreach (var (call, target) in callers)
        {
            if (Implementations.ArgumentFor(call, parameter) is not { } argument)
                continue;
            var name = target.MethodKind == MethodKind.Constructor ? target.ContainingType.Name : target.Name;
            var at = trace.In(null).Via(argument.Syntax, $"given to '{name}' as '{parameter.Name}'");
            Follow(argument, trace.Composed || !policy.ReportsCallers ? at : at.At(argument.Syntax));
        }
    }

    /// <summary>The parameter of a function given to a method stands for an element of what the method works on.</summary>
    private void FollowLambdaParameter(IOperation reference, IParameterSymbol parameter, Trace trace)
    {
        for (var outer = reference.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is not IAnonymousFunctionOperation lambda || !lambda.Symbol.Parameters.Contains(parameter, SameSymbol.Comparer))
                continue;
            var call = outer.Parent;
            while (call is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
                call = call.Parent;
            if (call is IInvocationOperation invocation && parameter.Ordinal == 0)
                Follow(invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value, trace);
            return;
        }
    }

    private void FollowCall(IInvocationOperation call, Trace trace)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            FollowDelegate(call, trace);
            return;
        }

        var bodies = implementations.Of(method).ToList();
        if (bodies.Count > 0)
        {
            foreach (var body in bodies.Where(_ => (trace.Frame?.Depth ?? 0) < MaxCallDepth))
                FollowReturns(call, body, trace);
        }
        else if (policy.CarriesThrough(method))
        {
            FollowTransparent(call, trace);
        }
    }

    private void FollowReturns(IOperation call, IMethodSymbol method, Trace trace)
    {
        var inside = trace.Via(call.Syntax, $"returned by '{method.Name}'").In(new CallFrame(call, method, trace.Frame));
        foreach (var declaration in method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(index.Cancellation)))
        {
            SyntaxNode? body = declaration switch
            {
                BaseMethodDeclarationSyntax m => (SyntaxNode?)m.ExpressionBody?.Expression ?? m.Body,
                LocalFunctionStatementSyntax f => (SyntaxNode?)f.ExpressionBody?.Expression ?? f.Body,
                _ => null,
            };
            if (body is not null && index.Holds(body.SyntaxTree))
                FollowAll(Returned(body), inside);
        }
    }

    private void FollowTransparent(IInvocationOperation call, Trace trace)
    {
        var method = call.TargetMethod;
        if (KnownFlows.Projects(method.Name) && Functions(call).ToList() is { Count: > 0 } functions)
        {
            foreach (var function in functions)
                FollowAll(Returned(function), trace);
            return;
        }

        var at = KnownFlows.Composes(method.Name) ? trace.Compose() : trace;
        at = policy.StepOf(method) is { } step ? at.Via(call.Syntax, step) : at;
        at = method.Name == "Replace" && call.Arguments.FirstOrDefault()?.Value.ConstantValue is { HasValue: true, Value: "'" } ? at.Escape() : at;
        if (policy.OnlyBeginningMatters && KnownFlows.Composes(method.Name))
        {
            FollowAll(TextBeginning.Of(call), at);
            return;
        }

        Follow(call.Instance, at);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && KnownFlows.ArgumentMatters(method, parameter))
                Follow(argument.Value, at);
        }
    }

    private static IEnumerable<SyntaxNode> Functions(IInvocationOperation call) =>
        call.Arguments.Select(a => a.Value.Syntax).OfType<AnonymousFunctionExpressionSyntax>().Select(f => (SyntaxNode)f.Body);

    private void FollowDelegate(IInvocationOperation call, Trace trace)
    {
        if (call.Instance is not ILocalReferenceOperation local)
            return;
        foreach (var write in Body(call).All(local.Local))
        {
            if (write.Value.Syntax is AnonymousFunctionExpressionSyntax function)
                FollowAll(Returned(function.Body).Concat(call.Arguments.Select(a => a.Value)), trace);
        }
    }

    private void FollowCreation(IObjectCreationOperation creation, Trace trace)
    {
        var name = creation.Type?.Name;
        if (creation.Constructor?.DeclaringSyntaxReferences.Length > 0)
            return;
        if (policy.OnlyBeginningMatters && name is "Uri" or "UriBuilder")
            FollowAll(creation.Arguments.Take(2).Select(a => a.Value), trace);
        else if (name is "StreamReader" && creation.Arguments.FirstOrDefault()?.Value is { Type.SpecialType: not SpecialType.System_String } stream)
            Follow(stream, trace);
        else if (name is "Uri" or "UriBuilder" or "FileInfo" or "DirectoryInfo" or "StringSegment" or "StringContent" or "String" or "StringBuilder" or "StringReader" or "List" or "Queue" or "Stack" or "Nullable" or "ValueTask" or "MemoryStream" or "HashSet" or "KeyValuePair" or "StringValues")
            FollowAll(creation.Arguments.Select(a => a.Value), name == "StringBuilder" ? trace.Compose() : trace);
        if (creation.Initializer is { } block)
            FollowAll(block.Initializers.OfType<IInvocationOperation>().SelectMany(i => i.Arguments).Select(a => a.Value), trace);
    }

    /// <summary>A variable filled by a call: from the table it was looked up in, or from what the method assigns to that parameter.</summary>
    private void FollowOut(IArgumentOperation argument, Trace trace)
    {
        if (argument.Parent is not IInvocationOperation call || argument.Parameter is not { } parameter || !policy.CanCarry(parameter.Type))
            return;
        if (call.TargetMethod.Name is "TryGetValue" or "TryDequeue" or "TryPop" or "TryPeek")
        {
            Follow(call.Instance ?? call.Arguments.FirstOrDefault()?.Value, trace);
            return;
        }

        foreach (var body in implementations.Of(call.TargetMethod))
        {
            var frame = new CallFrame(call, body, trace.Frame);
            var target = body.Parameters.ElementAtOrDefault(parameter.Ordinal);
            foreach (var declaration in body.DeclaringSyntaxReferences.Select(r => r.GetSyntax(index.Cancellation)))
            {
                if (target is not null && frame.Depth <= MaxCallDepth && index.Operation(declaration) is { } root)
                    FollowAll(Body(root).All(target).Select(w => w.Value), trace.Via(argument.Syntax, $"set by '{body.Name}'").In(frame));
            }
        }
    }
}
