using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Programs;

/// <summary>Finds what a call hands to a parameter of the method it runs, also when an interface or a mediator stands in between.</summary>
internal static class CallArguments
{
    /// <summary>The argument, or the receiver of an extension method; null when the parameter keeps its default.</summary>
    public static ExpressionSyntax? For(IMethodSymbol target, IParameterSymbol parameter, InvocationExpressionSyntax call, SemanticModel model)
    {
        var named = call.ArgumentList.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name);
        var isMember = target.IsExtensionMethod && CallGraph.MethodOf(call, model)?.ReducedFrom is not null;
        var place = parameter.Ordinal - (isMember ? 1 : 0);
        return named?.Expression ?? (place < 0 ? MethodBodies.ReceiverOf(call) : call.ArgumentList.Arguments.ElementAtOrDefault(place)?.Expression);
    }
}
