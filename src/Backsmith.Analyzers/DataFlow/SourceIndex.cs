using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>
/// What the nodes of a compilation are called and mean, for one rule. Meaning is asked of the compiler only for what a trace
/// reaches, so the cost follows the sinks and not the code size.
/// </summary>
internal sealed class SourceIndex
{
    private readonly SourceProgram program;
    private readonly IReadOnlyList<SourceNames> names;

    /// <summary>An index of the compilation; of the projects it refers to as well when <paramref name="isWhole"/>.</summary>
    internal SourceIndex(Compilation compilation, CancellationToken cancellation, bool isWhole = false)
    {
        (Compilation, Cancellation, IsWhole) = (compilation, cancellation, isWhole);
        program = SourceProgram.Of(compilation);
        names = isWhole ? [.. program.Compilations.Where(c => c == compilation || !TestCode.Is(c)).Select(SourceNames.Of)] : [SourceNames.Of(compilation)];
    }

    internal Compilation Compilation { get; }

    internal CancellationToken Cancellation { get; }

    internal bool IsWhole { get; }

    internal SourceProgram Program => program;

    internal IEnumerable<string> MethodNames => names.SelectMany(n => n.Methods.Keys).Distinct();

    /// <summary>Constructor type name under which <c>new(...)</c>, <c>: this(...)</c> and <c>: base(...)</c> are kept.</summary>
    internal const string Unnamed = "";

    internal IReadOnlyList<SyntaxNode> CallsOf(string name) => Get(n => n.Calls, name);

    internal IReadOnlyList<SyntaxNode> CreationsOf(string type) => Get(n => n.Creations, type);

    internal IEnumerable<KeyValuePair<string, List<SyntaxNode>>> Creations => names.SelectMany(n => n.Creations);

    internal IReadOnlyList<SyntaxNode> WritesTo(string member) => Get(n => n.Writes, member);

    internal IReadOnlyList<SyntaxNode> MethodsNamed(string name) => Get(n => n.Methods, name);

    internal IReadOnlyList<SyntaxNode> PassedAsArgument(string name) => Get(n => n.GroupArguments, name);

    /// <summary>Whether a value is followed into the tree.</summary>
    internal bool Holds(SyntaxTree tree) => IsWhole ? program.ModelOf(tree) is not null : Compilation.ContainsSyntaxTree(tree);

    /// <summary>The model of a tree of this compilation, or of a project it refers to.</summary>
    internal SemanticModel Model(SyntaxTree tree) => program.ModelFor(tree);

    internal IOperation? Operation(SyntaxNode node) =>
        Holds(node.SyntaxTree) ? Model(node.SyntaxTree).GetOperation(node, Cancellation) : null;

    internal ISymbol? Symbol(SyntaxNode node) => Model(node.SyntaxTree).GetSymbolInfo(node, Cancellation).Symbol;

    internal ISymbol? Declared(SyntaxNode node) => Model(node.SyntaxTree).GetDeclaredSymbol(node, Cancellation);

    private IReadOnlyList<SyntaxNode> Get(System.Func<SourceNames, Dictionary<string, List<SyntaxNode>>> map, string name) =>
        names.Count == 1 ? SourceNames.Get(map(names[0]), name) : [.. names.SelectMany(n => SourceNames.Get(map(n), name))];

    /// <summary>The last identifier of a name or access: <c>c</c> of <c>a.b.c</c>, <c>a?.b.c</c>, <c>c&lt;T&gt;</c>.</summary>
    internal static string NameOf(SyntaxNode? expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax conditional => NameOf(conditional.WhenNotNull),
        ElementAccessExpressionSyntax element => NameOf(element.Expression),
        ParenthesizedExpressionSyntax inner => NameOf(inner.Expression),
        PostfixUnaryExpressionSyntax suppressed => NameOf(suppressed.Operand),
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => "",
    };
}
