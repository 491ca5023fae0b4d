using Backsmith.Analyzers.Programs;
using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>What stands as one node in a tree of calls: a member, the lambda of an endpoint, the top-level statements of a program, or a member of a referenced assembly.</summary>
/// <param name="Node">Where it stands; null in a referenced assembly.</param>
/// <param name="Symbol">The symbol; null of a lambda and of top-level statements.</param>
internal sealed record CallUnit(SyntaxNode? Node, ISymbol? Symbol)
{
    /// <summary>The same for the same code.</summary>
    public string Key => Node is null ? SymbolText.FullName(Symbol!) : $"{Node.SyntaxTree.FilePath}:{Node.SpanStart}";

    /// <summary>A symbol of source or of a referenced assembly.</summary>
    public static CallUnit Of(ISymbol symbol) => new(SymbolText.SourceOf(symbol), symbol);

    /// <summary>The unit in which a node stands.</summary>
    /// <param name="node">Any node of a file.</param>
    /// <param name="model">The model of the file.</param>
    /// <param name="isEndpoint">Whether a lambda or local function is what an endpoint runs.</param>
    public static CallUnit Around(SyntaxNode node, SemanticModel model, Func<SyntaxNode, bool> isEndpoint)
    {
        if (node.Ancestors().FirstOrDefault(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax && isEndpoint(outer)) is { } endpoint)
        {
            return new CallUnit(endpoint, endpoint is LocalFunctionStatementSyntax ? model.GetDeclaredSymbol(endpoint) : null);
        }

        var member = ReferenceSearch.MemberAround(node);
        return member is null ? new CallUnit(node.SyntaxTree.GetRoot(), null) : new CallUnit(member, model.GetDeclaredSymbol(member));
    }

    /// <summary>What a reader calls it.</summary>
    public string Name(string? path) => Symbol is not null ? SymbolText.FullName(Symbol) : Node is CompilationUnitSyntax ? $"top-level statements of {path}" : Node is null ? "" : "lambda";

    /// <summary>The code that runs in it: every node, those of endpoints in between left out.</summary>
    public IEnumerable<SyntaxNode> Code(Func<SyntaxNode, bool> isEndpoint)
    {
        var roots = Node switch
        {
            null => [],
            CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>(),
            TypeDeclarationSyntax => [],
            _ => (IEnumerable<SyntaxNode>)[Node],
        };
        return roots.SelectMany(root => root.DescendantNodes(inner => inner == Node || !(inner is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax && isEndpoint(inner))));
    }

    /// <summary>Line of the declaration's name, from 1.</summary>
    public int? Line => Node is null ? null : (Node switch
    {
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().FirstOrDefault()?.GetLocation() ?? unit.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
        _ => Node.GetLocation(),
    }).GetLineSpan().StartLinePosition.Line + 1;
}
