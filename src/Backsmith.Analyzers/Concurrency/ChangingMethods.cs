using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>The methods that compute a number of an object from its old value: of the object they are called on (<c>account.Withdraw(10)</c>), or of one that is handed to them.</summary>
internal sealed class ChangingMethods(SourceProgram program)
{
    private const RaceGuard Deciding = RaceGuard.Conflict | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<(ISymbol Member, IParameterSymbol? Owner)>> _known = new(SameSymbol.Comparer);

    /// <summary>The methods of a program.</summary>
    public static ChangingMethods Of(SourceProgram program) => program.Part(static p => new ChangingMethods(p));

    /// <summary>The object whose number a call changes, with the number.</summary>
    public (ExpressionSyntax Owner, ISymbol Member)? ChangedBy(InvocationExpressionSyntax call, SemanticModel model)
    {
        foreach (var target in program.Targets(call, model))
        {
            foreach (var (member, parameter) in _known.GetOrAdd(target, Read))
            {
                if ((parameter is null ? MethodBodies.ReceiverOf(call) : Argument(call, parameter)) is { } owner)
                {
                    return (owner, member);
                }
            }
        }

        return null;
    }

    private IReadOnlyList<(ISymbol, IParameterSymbol?)> Read(IMethodSymbol method)
    {
        var body = MethodBodies.BodyOf(method);
        if (body is null || program.ModelOf(body.SyntaxTree) is not { } model)
        {
            return [];
        }

        var found = new List<(ISymbol, IParameterSymbol?)>();
        var nodes = MethodBodies.Own(body).ToList();
        foreach (var quantity in nodes.Select(n => Quantity.Read(n, model)).OfType<Quantity>().Where(q => !q.IsSetAnew(nodes, model)))
        {
            var parameter = quantity.Owner is null ? null : model.GetSymbolInfo(quantity.Owner).Symbol as IParameterSymbol;
            if (quantity.Owner is null || (parameter is not null && SameSymbol.Comparer.Equals(parameter.ContainingSymbol, method)))
            {
                found.Add((quantity.Member, parameter));
            }
        }

        return found.Count == 0 || (RaceGuards.In(body, model) & Deciding) != RaceGuard.None ? [] : found;
    }

    private static ExpressionSyntax? Argument(InvocationExpressionSyntax call, IParameterSymbol parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        var isReduced = method.IsExtensionMethod && MethodBodies.ReceiverOf(call) is not null && arguments.Count < method.Parameters.Length;
        var ordinal = isReduced ? parameter.Ordinal - 1 : parameter.Ordinal;
        return arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name)?.Expression
            ?? (ordinal < 0 ? MethodBodies.ReceiverOf(call) : ordinal < arguments.Count ? arguments[ordinal].Expression : null);
    }
}
