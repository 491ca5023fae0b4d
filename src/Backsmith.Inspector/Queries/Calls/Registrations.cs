using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>What an application registers in its service collection: which implementation stands behind which contract.</summary>
internal sealed class Registrations
{
    private static readonly string[] Lifetimes = ["Scoped", "Singleton", "Transient"];

    private readonly HashSet<(string Contract, string Implementation)> _pairs = [];
    private readonly HashSet<string> _contracts = [];

    private Registrations(SourceProgram program)
    {
        foreach (var call in program.Trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).Where(IsRegistration))
        {
            Read(call, program.ModelFor(call.SyntaxTree));
        }
    }

    /// <summary>The registrations of an application.</summary>
    public static Registrations Of(SourceProgram program) => program.Part(static p => new Registrations(p));

    /// <summary>Whether the implementation is registered for the contract; null when nothing in sight is registered for it.</summary>
    public bool? Has(INamedTypeSymbol contract, INamedTypeSymbol implementation) =>
        _contracts.Contains(Key(contract)) ? _pairs.Contains((Key(contract), Key(implementation))) : null;

    private static bool IsRegistration(InvocationExpressionSyntax call)
    {
        var name = MethodBodies.NameOf(call);
        return (name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal))
            && (Array.Exists(Lifetimes, lifetime => name.EndsWith(lifetime, StringComparison.Ordinal)) || name is "AddHttpClient");
    }

    private void Read(InvocationExpressionSyntax call, SemanticModel model)
    {
        var generic = (call.Expression as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax ?? call.Expression as GenericNameSyntax;
        var named = (generic?.TypeArgumentList.Arguments ?? []).Concat(call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().Select(type => type.Type));
        var made = call.ArgumentList.Arguments.Select(argument => argument.Expression)
            .SelectMany(argument => argument is AnonymousFunctionExpressionSyntax or ObjectCreationExpressionSyntax ? argument.DescendantNodesAndSelf().OfType<ObjectCreationExpressionSyntax>().Select(creation => creation.Type) : []);
        var types = named.Concat(made).Select(type => model.GetTypeInfo(type).Type).OfType<INamedTypeSymbol>().ToList();
        if (types is [var contract, .. var implementations])
        {
            _contracts.Add(Key(contract));
            _pairs.UnionWith((implementations.Count == 0 ? [contract] : implementations).Select(implementation => (Key(contract), Key(implementation))));
        }
    }

    private static string Key(INamedTypeSymbol type) => type.OriginalDefinition.ToDisplayString();
}
