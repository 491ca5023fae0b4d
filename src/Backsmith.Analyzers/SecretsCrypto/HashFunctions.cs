using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Calls of hash functions that a referenced project of the same code base defines: <c>Hashing.Sha256(text)</c>.</summary>
internal sealed class HashFunctions(SourceIndex index)
{
    internal IEnumerable<HashSink> All()
    {
        foreach (var project in index.Compilation.References.OfType<CompilationReference>().Select(r => r.Compilation).Where(c => c.Language == LanguageNames.CSharp))
        {
            foreach (var function in SourceProgram.Of(project).Part(static p => new Defined(p.Compilation)).All)
            {
                foreach (var call in index.CallsOf(function.Name).Select(index.Operation).OfType<IInvocationOperation>())
                {
                    var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
                    if (function.Ids.Contains(method.GetDocumentationCommentId() ?? "") && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == function.Parameter)?.Value is { } data)
                        yield return new HashSink(data, function.Algorithm, call.Syntax, true);
                }
            }
        }
    }

    /// <summary>A method whose parameter goes into a fast hash, under its own id and those of the interface members it fulfils.</summary>
    private sealed class Function(string name, int parameter, string algorithm, HashSet<string> ids)
    {
        internal string Name { get; } = name;

        internal int Parameter { get; } = parameter;

        internal string Algorithm { get; } = algorithm;

        internal HashSet<string> Ids { get; } = ids;
    }

    private sealed class Defined(Compilation compilation)
    {
        internal IReadOnlyList<Function> All { get; } = [.. Read(compilation)];

        private static IEnumerable<Function> Read(Compilation compilation)
        {
            var index = new SourceIndex(compilation, default);
            var tracer = new BackwardTracer(index, new ParameterPolicy());
            foreach (var sink in new HashSinks(index).All())
            {
                foreach (var parameter in tracer.Find(sink.Data, Trace.From(sink.Data.Syntax, "")).Select(f => f.Origin.Symbol).OfType<IParameterSymbol>().Distinct<IParameterSymbol>(SameSymbol.Comparer))
                {
                    if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
                        yield return new Function(method.Name, parameter.Ordinal, sink.Algorithm, Ids(method));
                }
            }
        }

        private static HashSet<string> Ids(IMethodSymbol method) =>
            [.. method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)).OfType<IMethodSymbol>()
                .Where(m => SameSymbol.Comparer.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method))
                .Append(method).Select(m => m.OriginalDefinition.GetDocumentationCommentId() ?? "?")];
    }

    /// <summary>Stops at the parameter of a method that others can call. A parameter that is named a password is reported where it stands.</summary>
    private sealed class ParameterPolicy : TracePolicy
    {
        private readonly PasswordPolicy passwords = new();

        internal override bool CanCarry(ITypeSymbol? type) => passwords.CanCarry(type);

        internal override bool IsHarmless(IOperation value) => passwords.IsHarmless(value);

        internal override bool CarriesThrough(IMethodSymbol method) => passwords.CarriesThrough(method);

        internal override Origin? OriginOf(IOperation value, Trace trace) =>
            value is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } } parameter }
            && passwords.OriginOf(value, trace) is null
                ? new Origin(value.Syntax, parameter.Name, "high", parameter)
                : null;

        internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;
    }
}
