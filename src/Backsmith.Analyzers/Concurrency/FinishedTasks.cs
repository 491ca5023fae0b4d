using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Whether a task has ended when its result is read, as the code before it says: then nothing waits.</summary>
internal static class FinishedTasks
{
    private const int MaxDepth = 3;

    internal static bool Holds(ExpressionSyntax task, SemanticModel model)
    {
        var bare = BlockingWait.Bare(task);
        if (bare is AwaitExpressionSyntax || bare is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" or "FromException" or "FromCanceled" } }
            || bare is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" })
            return true;
        return Root(bare) is { } root && model.GetSymbolInfo(root).Symbol is { } symbol && IsFinished(symbol, root, model, 0);
    }

    /// <summary>The variable in which a task is kept, alone or with others: <c>tasks</c> of <c>tasks[0]</c>, <c>pair</c> of <c>pair.Task</c>.</summary>
    private static IdentifierNameSyntax? Root(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name,
        ElementAccessExpressionSyntax element => Root(element.Expression),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax member } => member,
        MemberAccessExpressionSyntax access => Root(access.Expression),
        _ => null,
    };

    private static bool IsFinished(ISymbol symbol, SyntaxNode use, SemanticModel model, int depth)
    {
        if (depth > MaxDepth)
            return false;
        if (IsAsked(symbol, use, model) || IsAwaitedBefore(symbol, use, model))
            return true;
        var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return declaration switch
        {
            ForEachStatementSyntax loop => Any(loop.Expression, use, model, depth),
            VariableDeclaratorSyntax { Initializer.Value: { } value } => IsDone(BlockingWait.Bare(value)) || Root(BlockingWait.Bare(value)) is { } other && Next(other, use, model, depth),
            SingleVariableDesignationSyntax => false,
            ParameterSyntax parameter => IsElement(parameter, use, model, depth),
            _ => false,
        };
    }

    private static bool Any(ExpressionSyntax source, SyntaxNode use, SemanticModel model, int depth) =>
        source.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => Next(name, use, model, depth));

    private static bool Next(IdentifierNameSyntax name, SyntaxNode use, SemanticModel model, int depth) =>
        model.GetSymbolInfo(name).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol && IsFinished(model.GetSymbolInfo(name).Symbol!, use, model, depth + 1);

    private static bool IsDone(ExpressionSyntax value) =>
        value is AwaitExpressionSyntax awaited && Mentions(awaited, "WhenAny") || value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" } };

    /// <summary>The parameter of ContinueWith's function, or of a function over the elements of finished tasks.</summary>
    private static bool IsElement(ParameterSyntax parameter, SyntaxNode use, SemanticModel model, int depth)
    {
        var function = parameter.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault();
        if (function?.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } })
            return false;
        return access.Name.Identifier.ValueText is "ContinueWith" or "ContinueWhenAll" or "ContinueWhenAny" || Any(access.Expression, use, model, depth);
    }

    /// <summary>Whether a condition on the way, or a branch before that leaves, asks for the state of the task.</summary>
    private static bool IsAsked(ISymbol symbol, SyntaxNode use, SemanticModel model)
    {
        var body = Body(use);
        var conditions = use.Ancestors().TakeWhile(a => a != body).Select(a => a switch
        {
            IfStatementSyntax branch => branch.Condition,
            ConditionalExpressionSyntax choice => choice.Condition,
            WhileStatementSyntax loop => loop.Condition,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => both.Left,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => either.Left,
            _ => null,
        });
        var earlier = body?.DescendantNodes().OfType<IfStatementSyntax>().Where(branch => branch.Span.End <= use.SpanStart).Select(branch => branch.Condition) ?? [];
        return conditions.Concat(earlier).Where(c => c is not null).SelectMany(c => c!.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>())
            .Any(access => access.Name.Identifier.ValueText is "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" or "Status"
                && Root(BlockingWait.Bare(access.Expression)) is { } root && Is(root, symbol, model));
    }

    private static bool IsAwaitedBefore(ISymbol symbol, SyntaxNode use, SemanticModel model)
    {
        if (Body(use) is not { } body)
            return false;
        foreach (var node in body.DescendantNodes().TakeWhile(n => n.SpanStart < use.SpanStart))
        {
            var ended = node switch
            {
                AwaitExpressionSyntax awaited when !awaited.Span.Contains(use.Span) => awaited.Expression,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" or "WaitAny" or "Wait" } } call when !call.Span.Contains(use.Span) => call,
                _ => null,
            };
            if (ended is not null && Ends(ended, symbol, model, 0))
                return true;
        }

        return false;
    }

    /// <summary>Whether waiting for the expression waits for the task: it is the task, or WhenAll of it, also by way of a variable.</summary>
    private static bool Ends(ExpressionSyntax ended, ISymbol symbol, SemanticModel model, int depth)
    {
        var bare = BlockingWait.Bare(ended);
        if (bare is IdentifierNameSyntax or ElementAccessExpressionSyntax or MemberAccessExpressionSyntax)
            return Root(bare) is { } root && (Is(root, symbol, model) || Holds(root, symbol, model, depth));
        if (bare is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } wait })
            return Root(BlockingWait.Bare(wait.Expression)) is { } waited && Is(waited, symbol, model);
        return bare is InvocationExpressionSyntax call && (Mentions(call.Expression, "WhenAll") || Mentions(call.Expression, "WhenAny") || Mentions(call.Expression, "WaitAll") || Mentions(call.Expression, "WaitAny"))
            && call.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => Is(name, symbol, model) || Holds(name, symbol, model, depth));
    }

    /// <summary>Whether a local was made from the task, or the task was added to it.</summary>
    private static bool Holds(IdentifierNameSyntax name, ISymbol symbol, SemanticModel model, int depth)
    {
        if (depth > MaxDepth || model.GetSymbolInfo(name).Symbol is not ILocalSymbol local || SameSymbol.Comparer.Equals(local, symbol))
            return false;
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && (value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(part => Is(part, symbol, model)) || Ends(value, symbol, model, depth + 1)))
            return true;
        return Body(name)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Append" or "AddRange", Expression: IdentifierNameSyntax list } && list.Identifier.ValueText == local.Name
            && call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Any(part => Is(part, symbol, model))) == true;
    }

    private static bool Is(IdentifierNameSyntax name, ISymbol symbol, SemanticModel model) =>
        name.Identifier.ValueText == symbol.Name && SameSymbol.Comparer.Equals(model.GetSymbolInfo(name).Symbol, symbol);

    private static bool Mentions(SyntaxNode node, string name) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == name);

    /// <summary>The outermost function: what a lambda reads may have been awaited around it.</summary>
    private static SyntaxNode? Body(SyntaxNode use) =>
        use.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax or CompilationUnitSyntax);
}
