using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Programs;

/// <summary>Finds the calls of a program that can run a method, also by way of its interface or the message it handles.</summary>
internal sealed class Callers
{
    private const int MostCallers = 24;

    private readonly SourceProgram _program;
    private readonly Lazy<ILookup<string, InvocationExpressionSyntax>> _calls;

    private Callers(SourceProgram program)
    {
        _program = program;
        _calls = new(() => program.Trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).ToLookup(MethodBodies.NameOf));
    }

    /// <summary>The callers within a program.</summary>
    public static Callers Of(SourceProgram program) => program.Part(static p => new Callers(p));

    /// <summary>The calls that can run the method, at most twenty-four; none when only code out of sight calls it.</summary>
    public IReadOnlyList<(InvocationExpressionSyntax Call, SemanticModel Model)> Of(IMethodSymbol method)
    {
        var found = new List<(InvocationExpressionSyntax, SemanticModel)>();
        foreach (var call in _calls.Value[method.Name])
        {
            if (found.Count == MostCallers)
            {
                break;
            }

            if (_program.ModelOf(call.SyntaxTree) is { } model && _program.Targets(call, model).Contains(method.OriginalDefinition, SameSymbol.Comparer))
            {
                found.Add((call, model));
            }
        }

        return found;
    }
}
