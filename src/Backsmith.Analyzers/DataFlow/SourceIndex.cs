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
internal sealed class SourceIndex(Compilation compilation, CancellationToken cancellation)
{
    private readonly SourceNames names = SourceNames.Of(compilation);
    private readonly SourceProgram program = SourceProgram.Of(compilation);

    internal Compilation Compilation => compilation;

    internal CancellationToken Cancellation => cancellation;

    internal IEnumerable<string> MethodNames => names.Methods.Keys;

    /// <summary>Constructor type name under which <c>new(...)</c>, <c>: this(...)</c> and <c>: base(...)</c> are kept.</summary>
    internal const string Unnamed = "";

    internal IReadOnlyList<SyntaxNode> CallsOf(string name) => SourceNames.Get(names.Calls, name);

    internal IReadOnlyList<SyntaxNode> CreationsOf(string type) => SourceNames.Get(names.Creations, type);

    internal IEnumerable<KeyValuePair<string, List<SyntaxNode>>> Creations => names.Creations;

    internal IReadOnlyList<SyntaxNode> WritesTo(string member) => SourceNames.Get(names.Writes, member);

    internal IReadOnlyList<SyntaxNode> MethodsNamed(string name) => SourceNames.Get(names.Methods, name);

    internal IReadOnlyList<SyntaxNode> PassedAsArgument(string name) => SourceNames.Get(names.GroupArguments, name);

    /// <summary>The model of a tree of this compilation, or of a project it refers to.</summary>
    internal SemanticModel Model(SyntaxTree tree) => program.ModelFor(tree);

    internal IOperation? Operation(SyntaxNode node) =>
        Compilation.ContainsSyntaxTree(node.SyntaxTree) ? Model(node.SyntaxTree).GetOperation(node, cancellation) : null;

    internal ISymbol? Symbol(SyntaxNode node) => Model(node.SyntaxTree).GetSymbolInfo(node, cancellation).Symbol;

    internal ISymbol? Declared(SyntaxNode node) => Model(node.SyntaxTree).GetDeclaredSymbol(node, cancellation);

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
