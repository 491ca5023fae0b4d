using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>A compilation's calls, creations, writes and declarations by simple name, read from syntax in one pass that all rules share.</summary>
internal sealed class SourceNames
{
    private static readonly ConditionalWeakTable<Compilation, SourceNames> Read = new();
    private static readonly List<SyntaxNode> Nothing = [];

    private SourceNames(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
                Add(node);
        }
    }

    internal Dictionary<string, List<SyntaxNode>> Calls { get; } = [];

    internal Dictionary<string, List<SyntaxNode>> Creations { get; } = [];

    internal Dictionary<string, List<SyntaxNode>> Writes { get; } = [];

    internal Dictionary<string, List<SyntaxNode>> Methods { get; } = [];

    internal Dictionary<string, List<SyntaxNode>> GroupArguments { get; } = [];

    /// <summary>The names of a compilation, read once.</summary>
    internal static SourceNames Of(Compilation compilation) => Read.GetValue(compilation, static c => new SourceNames(c));

    internal static IReadOnlyList<SyntaxNode> Get(Dictionary<string, List<SyntaxNode>> map, string name) => map.TryGetValue(name, out var found) ? found : Nothing;

    private static void Put(Dictionary<string, List<SyntaxNode>> map, string key, SyntaxNode node)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        list.Add(node);
    }

    private void Add(SyntaxNode node)
    {
        switch (node)
        {
            case InvocationExpressionSyntax call:
                Put(Calls, SourceIndex.NameOf(call.Expression), call);
                AddMutation(call);
                break;
            case ObjectCreationExpressionSyntax creation:
                Put(Creations, SourceIndex.NameOf(creation.Type), creation);
                break;
            case ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                Put(Creations, SourceIndex.Unnamed, node);
                break;
            case AssignmentExpressionSyntax assignment:
                AddAssignment(assignment);
                break;
            case ArgumentSyntax argument:
                AddArgument(argument);
                break;
            default:
                AddDeclaration(node);
                break;
        }
    }

    private void AddAssignment(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Left is TupleExpressionSyntax tuple)
        {
            foreach (var target in tuple.Arguments)
                Put(Writes, SourceIndex.NameOf(target.Expression), assignment);
        }
        else
        {
            Put(Writes, SourceIndex.NameOf(assignment.Left), assignment);
        }
    }

    private void AddArgument(ArgumentSyntax argument)
    {
        if (!argument.RefKindKeyword.IsKind(SyntaxKind.None))
            Put(Writes, SourceIndex.NameOf(argument.Expression), argument);
        else if (argument.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax && argument.Parent?.Parent is InvocationExpressionSyntax)
            Put(GroupArguments, SourceIndex.NameOf(argument.Expression), argument);
    }

    private void AddDeclaration(SyntaxNode node)
    {
        switch (node)
        {
            case MethodDeclarationSyntax method:
                Put(Methods, method.Identifier.ValueText, method);
                break;
            case PropertyDeclarationSyntax { Initializer: { } } property:
                Put(Writes, property.Identifier.ValueText, property);
                break;
            case VariableDeclaratorSyntax { Initializer: { }, Parent.Parent: FieldDeclarationSyntax } field:
                Put(Writes, field.Identifier.ValueText, field);
                break;
        }
    }

    private void AddMutation(InvocationExpressionSyntax call)
    {
        if (!KnownFlows.IsMutator(SourceIndex.NameOf(call.Expression)) || call.Expression is not MemberAccessExpressionSyntax access)
            return;
        var receiver = access.Expression;
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax inner })
            receiver = inner.Expression;
        var name = SourceIndex.NameOf(receiver);
        if (name.Length > 0)
            Put(Writes, name, call);
    }
}
