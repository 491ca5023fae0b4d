using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>One place where a thread waits for tasks.</summary>
internal sealed class BlockingWait(SimpleNameSyntax name, string shown, IReadOnlyList<ExpressionSyntax> tasks, bool isResolved)
{
    /// <summary>Name of the member that waits, where the report stands.</summary>
    internal SimpleNameSyntax Name { get; } = name;

    /// <summary>The member as a reader writes it.</summary>
    internal string Shown { get; } = shown;

    /// <summary>What is waited for; empty when that cannot be told.</summary>
    internal IReadOnlyList<ExpressionSyntax> Tasks { get; } = tasks;

    /// <summary>False when the task's type is unknown and its name alone says that it is one.</summary>
    internal bool IsResolved { get; } = isResolved;

    /// <summary>What is waited for, in words.</summary>
    internal string Awaited => Tasks.Count == 1 && Source(Tasks[0]) is { Length: > 0 } source ? $"'{source}'" : "other work";

    internal static BlockingWait? At(ExpressionSyntax node, SemanticModel model, CancellationToken cancellation)
    {
        var name = node is MemberAccessExpressionSyntax access ? access.Name : ((MemberBindingExpressionSyntax)node).Name;
        var target = (node as MemberAccessExpressionSyntax)?.Expression ?? node.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression;
        if (target is null)
            return null;
        var call = node.Parent as InvocationExpressionSyntax;
        switch (name.Identifier.ValueText)
        {
            case "Result" when call is null && !IsWritten(node):
                return Made(name, "Result", target, model.GetSymbolInfo(node, cancellation).Symbol, model);
            case "Wait" when call is not null:
                return Made(name, "Wait()", target, model.GetSymbolInfo(call, cancellation).Symbol, model);
            case "WaitAll" or "WaitAny" when call is not null && IsTask(model.GetSymbolInfo(call, cancellation).Symbol):
                return new BlockingWait(name, $"Task.{name.Identifier.ValueText}", [.. Awaitables(call, model)], true);
            case "GetResult" when call is not null && AwaiterOf(target) is { } task:
                return IsTask(model.GetSymbolInfo(call, cancellation).Symbol) ? new BlockingWait(name, "GetAwaiter().GetResult()", [task], true)
                    : IsUnknown(task, model) ? new BlockingWait(name, "GetAwaiter().GetResult()", [task], false) : null;
            default:
                return null;
        }
    }

    /// <summary>The expression without parentheses, <c>!</c>, casts, ConfigureAwait and AsTask.</summary>
    internal static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner: expression = inner.Expression; break;
                case PostfixUnaryExpressionSyntax forced: expression = forced.Operand; break;
                case CastExpressionSyntax cast: expression = cast.Expression; break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" } access }: expression = access.Expression; break;
                default: return expression;
            }
        }
    }

    private static BlockingWait? Made(SimpleNameSyntax name, string shown, ExpressionSyntax target, ISymbol? member, SemanticModel model)
    {
        if (member is not null)
            return IsTask(member) ? new BlockingWait(name, shown, [target], true) : null;
        var named = Bare(target) is InvocationExpressionSyntax call && Source(call).EndsWith("Async", System.StringComparison.Ordinal);
        return named && IsUnknown(target, model) ? new BlockingWait(name, shown, [target], false) : null;
    }

    private static bool IsWritten(ExpressionSyntax node) =>
        node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node || node.Ancestors().Any(a => a is AttributeSyntax or CrefSyntax)
        || node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    private static ExpressionSyntax? AwaiterOf(ExpressionSyntax target) =>
        target is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } access } ? access.Expression : null;

    private static IEnumerable<ExpressionSyntax> Awaitables(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments.Select(a => a.Expression).Where(e => model.GetTypeInfo(e).Type is not { SpecialType: SpecialType.System_Int32 } and not { Name: "TimeSpan" or "CancellationToken" });

    private static bool IsTask(ISymbol? member) =>
        member?.ContainingType is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } }
        || member?.ContainingType is { ContainingNamespace: { Name: "CompilerServices" } } awaiter && awaiter.Name is "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter";

    private static bool IsUnknown(ExpressionSyntax task, SemanticModel model) =>
        model.GetTypeInfo(task).Type is null or { TypeKind: TypeKind.Error };

    private static string Source(ExpressionSyntax task) => Bare(task) switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        SimpleNameSyntax variable => variable.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => "",
    };
}

/// <summary>The function in which code stands.</summary>
internal static class Enclosing
{
    /// <summary>Name of the member or local function, with its type when it is a constructor or accessor; of top-level statements their file.</summary>
    internal static string NameOf(SyntaxNode node) => node.Ancestors().Select(Name).FirstOrDefault(n => n is not null) ?? "the program";

    private static string? Name(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        FieldDeclarationSyntax field => field.Declaration.Variables.First().Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call when name.StartsWith("Map", System.StringComparison.Ordinal)
            && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } route => $"{name} {route.Token.ValueText}",
        _ => null,
    };
}
