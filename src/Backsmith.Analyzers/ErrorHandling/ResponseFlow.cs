using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.ErrorHandling;

/// <summary>Follows a value forward, through locals, objects and methods, to where it is sent to the client.</summary>
internal sealed class ResponseFlow(SourceIndex index)
{
    private const int MaxDepth = 5;
    private const int MaxSteps = 400;
    private readonly EntryPoints entries = new(index);

    /// <summary>The call, creation or return that sends it, or null.</summary>
    internal SyntaxNode? Sink(ExpressionSyntax value)
    {
        var walk = new Walk(this);
        return walk.Climb(value, 0, null);
    }

    private sealed class Walk(ResponseFlow flow)
    {
        private readonly HashSet<SyntaxNode> seen = [];

        internal SyntaxNode? Climb(SyntaxNode value, int depth, InvocationExpressionSyntax? caller)
        {
            for (var node = value; depth <= MaxDepth && seen.Count < MaxSteps && seen.Add(node);)
            {
                switch (node.Parent)
                {
                    case ParenthesizedExpressionSyntax or BinaryExpressionSyntax { OperatorToken.ValueText: "+" or "??" } or CastExpressionSyntax or PostfixUnaryExpressionSyntax or InterpolationSyntax or InterpolatedStringExpressionSyntax
                        or ConditionalAccessExpressionSyntax or AwaitExpressionSyntax or InitializerExpressionSyntax or CollectionExpressionSyntax or ExpressionElementSyntax or BaseObjectCreationExpressionSyntax or WithExpressionSyntax
                        or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax or AnonymousObjectCreationExpressionSyntax or SwitchExpressionSyntax:
                        if (node.Parent is BaseObjectCreationExpressionSyntax made && ResponseSinks.Takes(made, flow.Index))
                            return made;
                        node = node.Parent;
                        continue;
                    case ConditionalExpressionSyntax choice when node != choice.Condition:
                        node = choice;
                        continue;
                    case SwitchExpressionArmSyntax arm when node == arm.Expression:
                        node = arm.Parent!;
                        continue;
                    case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == node && access.Name.Identifier.ValueText is "Trim" or "Replace" or "Substring" or "ToString" or "ToUpper" or "ToLower":
                        node = call;
                        continue;
                    case MemberAccessExpressionSyntax member when member.Expression == node && flow.Index.Symbol(member) is IPropertySymbol { Type.SpecialType: SpecialType.System_String, ContainingType.DeclaringSyntaxReferences.Length: > 0 }:
                        node = member;
                        continue;
                    case AssignmentExpressionSyntax assignment when assignment.Right == node:
                        if (assignment.Parent is InitializerExpressionSyntax)
                        {
                            node = assignment;
                            continue;
                        }

                        return Assigned(assignment, depth, caller);
                    case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                        return Uses(flow.Index.Declared(variable), Scope(variable), variable.SpanStart, depth, caller);
                    case ArgumentSyntax argument:
                        var (next, sink) = Passed(argument, depth, caller);
                        if (sink is not null || next is null)
                            return sink;
                        node = next;
                        continue;
                    case ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax:
                        return Returned(node, depth, caller);
                    default:
                        return null;
                }
            }

            return null;
        }

        private SyntaxNode? Assigned(AssignmentExpressionSyntax assignment, int depth, InvocationExpressionSyntax? caller)
        {
            if (ResponseSinks.Takes(assignment.Left, flow.Index))
                return assignment;
            var target = assignment.Left;
            while (target is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax)
                target = target is MemberAccessExpressionSyntax member ? member.Expression : ((ElementAccessExpressionSyntax)target).Expression;
            return target is IdentifierNameSyntax && flow.Index.Symbol(target) is ILocalSymbol or IParameterSymbol
                ? Uses(flow.Index.Symbol(target), Scope(assignment), assignment.SpanStart, depth, caller)
                : null;
        }

        private (SyntaxNode? Next, SyntaxNode? Sink) Passed(ArgumentSyntax argument, int depth, InvocationExpressionSyntax? caller)
        {
            switch (argument.Parent?.Parent)
            {
                case InvocationExpressionSyntax call:
                    if (ResponseSinks.Takes(call, flow.Index))
                        return (null, call);
                    if (ResponseSinks.Passes(call))
                        return (call, null);
                    return (null, Into(call, argument, depth));
                case BaseObjectCreationExpressionSyntax creation:
                    if (ResponseSinks.Takes(creation, flow.Index))
                        return (null, creation);
                    return creation.Parent is ThrowStatementSyntax or ThrowExpressionSyntax ? (null, null) : (creation, null);
                case TupleExpressionSyntax tuple:
                    return (tuple, null);
                default:
                    return (null, null);
            }
        }

        /// <summary>Goes on in the body of a method of the application that gets the value.</summary>
        private SyntaxNode? Into(InvocationExpressionSyntax call, ArgumentSyntax argument, int depth)
        {
            if (flow.Index.Symbol(call) is not IMethodSymbol method)
                return null;
            var place = argument.NameColon is { } named
                ? method.Parameters.FirstOrDefault(p => p.Name == named.Name.Identifier.ValueText)
                : call.ArgumentList.Arguments.IndexOf(argument) is var at && at < method.Parameters.Length ? method.Parameters[at] : null;
            foreach (var body in method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(flow.Index.Cancellation)))
            {
                if (Uses(place?.OriginalDefinition is IParameterSymbol original ? Unreduced(original, method) : null, body, 0, depth + 1, call) is { } sink)
                    return sink;
            }

            return null;
        }

        /// <summary>The parameter as its declaration knows it, when an extension method is called on its first argument.</summary>
        private static IParameterSymbol Unreduced(IParameterSymbol parameter, IMethodSymbol method) =>
            method.ReducedFrom is { } declared && parameter.Ordinal + 1 < declared.Parameters.Length ? declared.Parameters[parameter.Ordinal + 1] : parameter;

        private SyntaxNode? Uses(ISymbol? symbol, SyntaxNode? scope, int after, int depth, InvocationExpressionSyntax? caller)
        {
            if (symbol is null || scope is null)
                return null;
            foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name && n.SpanStart > after))
            {
                if (SameSymbol.Comparer.Equals(flow.Index.Symbol(name), symbol) && Climb(name, depth, caller) is { } sink)
                    return sink;
            }

            return null;
        }

        private SyntaxNode? Returned(SyntaxNode value, int depth, InvocationExpressionSyntax? caller)
        {
            var function = value.Ancestors().First(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or CompilationUnitSyntax);
            var method = function is AnonymousFunctionExpressionSyntax ? flow.Index.Symbol(function) as IMethodSymbol : flow.Index.Declared(function) as IMethodSymbol;
            if (method is null)
                return null;
            if (flow.entries.IsEndpoint(method))
                return value.Parent;
            if (caller is not null)
                return HoldsText(method.ReturnType) ? Climb(caller, depth, null) : null;
            foreach (var call in flow.Index.CallsOf(method.Name))
            {
                var called = (flow.Index.Symbol(call) as IMethodSymbol)?.OriginalDefinition;
                if (called is not null && (SameSymbol.Comparer.Equals(called, method.OriginalDefinition) || Implementations.Fulfils(method, called)) && Climb(call, depth + 1, null) is { } sink)
                    return sink;
            }

            return null;
        }

        /// <summary>Whether a result can show something of the exception: the status code that a method finds for it cannot.</summary>
        private static bool HoldsText(ITypeSymbol result) =>
            StoreTypes.Awaited(result) is { TypeKind: not TypeKind.Enum, SpecialType: not (SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte) };

        private static SyntaxNode? Scope(SyntaxNode node) =>
            node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
    }

    private SourceIndex Index => index;
}
