using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Logging;

/// <summary>A value that a log call writes out.</summary>
internal sealed class LogSink(IOperation value, string runs, bool resolved)
{
    internal IOperation Value { get; } = value;

    /// <summary>The method that writes it.</summary>
    internal string Runs { get; } = runs;

    internal bool Resolved { get; } = resolved;
}

/// <summary>Finds what is written to logs: ILogger, LoggerMessage methods, Serilog, NLog, log4net, and the console of a service.</summary>
internal sealed class LogSinks(SourceIndex index)
{
    private static readonly HashSet<string> Unmistakable =
        ["LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    private static readonly HashSet<string> Common =
        ["Log", "Verbose", "Trace", "Debug", "Information", "Info", "Warning", "Warn", "Error", "Fatal", "BeginScope", "WriteLine", "Write"];

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
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (index.Operation(argument.Expression) is { ConstantValue.HasValue: false } value)
                yield return new LogSink(value, name, symbol is not null);
        }
    }

    private bool Writes(IMethodSymbol method)
    {
        var type = method.ContainingType?.Name;
        var space = method.ContainingNamespace?.ToDisplayString() ?? "";
        return type is "Console" or "TextWriter" && space.StartsWith("System", StringComparison.Ordinal)
            ? isService && type == "Console"
            : type is "LoggerExtensions" || space is "Serilog" or "NLog" or "log4net" || space == "System.Diagnostics" && type is "Trace";
    }

    private static bool LooksLikeLogging(InvocationExpressionSyntax call, string name)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return false;
        var receiver = SourceIndex.NameOf(access.Expression).TrimStart('_');
        var isLogger = receiver is "Log" or "log" || receiver.EndsWith("logger", StringComparison.OrdinalIgnoreCase);
        return Unmistakable.Contains(name) ? isLogger || receiver.Length > 0 : isLogger && name is not ("WriteLine" or "Write");
    }

    /// <summary>Calls of methods that a <c>[LoggerMessage]</c> attribute fills in.</summary>
    private IEnumerable<LogSink> Generated()
    {
        foreach (var name in index.MethodNames)
        {
            foreach (var method in index.MethodsNamed(name).OfType<MethodDeclarationSyntax>().Where(m => m.Body is null && IsMarked(m)))
            {
                foreach (var call in index.CallsOf(name).Where(c => SymbolEqualityComparer.Default.Equals((index.Symbol(c) as IMethodSymbol)?.OriginalDefinition.ReducedFrom ?? index.Symbol(c), index.Declared(method))))
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
