using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>Where names stand in files, read once for as long as a file stays as it is.</summary>
internal sealed class NameIndex
{
    /// <summary>What <c>new(…)</c>, <c>: this(…)</c> and <c>: base(…)</c> are kept under.</summary>
    public const string Unnamed = "";

    private readonly ConditionalWeakTable<SyntaxTree, ILookup<string, SyntaxNode>> _byTree = new();

    /// <summary>The names of a file and what makes objects without naming their type.</summary>
    public ILookup<string, SyntaxNode> Of(SyntaxTree tree)
    {
        if (!_byTree.TryGetValue(tree, out var known))
        {
            known = tree.GetRoot().DescendantNodes()
                .Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax)
                .ToLookup(node => node is SimpleNameSyntax name ? name.Identifier.ValueText : Unnamed);
            _byTree.AddOrUpdate(tree, known);
        }

        return known;
    }
}
