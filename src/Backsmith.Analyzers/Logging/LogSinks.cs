using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Logging;

/// <summary>A value that a log call writes out.</summary>
internal sealed class LogSink(IOperation value, string runs, bool resolved, bool showsMembers = false)
{
    internal IOperation Value { get; } = value;

    /// <summary>Whether the log takes the value apart and writes its members, as <c>{@Name}</c> asks for.</summary>
    internal bool ShowsMembers { get; } = showsMembers;

    /// <summary>The method that writes it.</summary>
    internal string Runs { get; } = runs;

    internal bool Resolved { get; } = resolved;
}

/// <summary>Finds what is written to logs: ILogger, LoggerMessage methods, Serilog, NLog, log4net, and the console of a service.</summary>
internal sealed class LogSinks(SourceIndex index)
{
    private static readonly Regex Placeholder = new(@"(?<!\{)\{[^{}]+\}", RegexOptions.Compiled);

    private static readonly HashSet<string> Unmistakable =
        ["LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    private static readonly HashSet<string> Common =
        ["Log", "Verbose", "Trace", "Debug", "Information", "Info", "Warning", "Warn", "Error", "Fatal", "BeginScope", "WriteLine", "Write", "PushProperty", "ForContext"];

    private readonly bool isService = index.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpContext") is not null
        || index.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Hosting.IHost") is not null;

    internal IEnumerable<LogSink> All() =>
        Unmistakable.Concat(Common).SelectMany(n => index.CallsOf(n).OfType<InvocationExpressionSyntax>().SelectMany(c => Call(c, n)))
            .Concat(Generated());

    private IEnumerable<LogSink> Call(InvocationExpressionSyntax call, string name)
    {
        var symbol = index.Symbol(call) as IMethodSymbol;
        if (symbol is not null ? !Writes(symbol) : !LooksLikeLogging(call, name))
            yield break;
        var taken = TakenApart(call);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            foreach (var shown in Shown(argument.Expression))
            {
                if (index.Operation(shown) is { ConstantValue.HasValue: false } value)
                    yield return new LogSink(value, name, symbol is not null, taken.Contains(argument));
            }
        }
    }

    /// <summary>The values that a message put together in place shows, each by itself; any other expression as a whole.</summary>
    private static IEnumerable<ExpressionSyntax> Shown(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Shown(inner.Expression),
        InterpolatedStringExpressionSyntax text => text.Contents.OfType<InterpolationSyntax>().SelectMany(i => Shown(i.Expression)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Shown(sum.Left).Concat(Shown(sum.Right)),
        LiteralExpressionSyntax => [],
        _ => [expression],
    };

    /// <summary>The arguments whose placeholder begins with <c>@</c>.</summary>
    private static HashSet<ArgumentSyntax> TakenApart(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var template = arguments.IndexOf(a => a.Expression.IsKind(SyntaxKind.StringLiteralExpression));
        if (template < 0)
            return [];
        var holes = Placeholder.Matches(((LiteralExpressionSyntax)arguments[template].Expression).Token.ValueText).Cast<Match>().Select((hole, i) => (hole, i));
        return new HashSet<ArgumentSyntax>(holes.Where(h => h.hole.Value[1] == '@' && template + 1 + h.i < arguments.Count).Select(h => arguments[template + 1 + h.i]));
    }

    private bool Writes(IMethodSymbol method)
    {
        var type = method.ContainingType?.Name;
        var space = method.ContainingNamespace?.ToDisplayString() ?? "";
        return type is "Console" or "TextWriter" && space.StartsWith("System", StringComparison.Ordinal)
            ? isService && type == "Console"
            : type is "LoggerExtensions" || space is "Serilog" or "Serilog.Context" or "NLog" or "log4net" || space == "System.Diagnostics" && type is "Trace";
    }

    private static bool LooksLikeLogging(InvocationExpressionSyntax call, string name)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return false;
        var receiver = SourceIndex.NameOf(access.Expression).TrimStart('_');
        var isLogger = receiver is "Log" or "log" or "LogContext" || receiver.EndsWith("logger", StringComparison.OrdinalIgnoreCase);
        return Unmistakable.Contains(name) ? isLogger || receiver.Length > 0 : isLogger && name is not ("WriteLine" or "Write");
    }

    /// <summary>Calls of methods that a <c>[LoggerMessage]</c> attribute fills in.</summary>
    private IEnumerable<LogSink> Generated()
    {
        foreach (var name in index.MethodNames)
        {
            foreach (var method in index.MethodsNamed(name).OfType<MethodDeclarationSyntax>().Where(m => m.Body is null && IsMarked(m)))
            {
                foreach (var call in index.CallsOf(name).Where(c => SameSymbol.Comparer.Equals((index.Symbol(c) as IMethodSymbol)?.OriginalDefinition.ReducedFrom ?? index.Symbol(c), index.Declared(method))))
                {
                    foreach (var argument in index.Operation(call) is IInvocationOperation invocation ? invocation.Arguments.Where(a => !a.Value.ConstantValue.HasValue) : [])
                        yield return new LogSink(argument.Value, name, true);
                }
            }
        }
    }

    private static bool IsMarked(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).Any(a => SourceIndex.NameOf(a.Name) is "LoggerMessage" or "LoggerMessageAttribute");
}
