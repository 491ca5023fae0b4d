using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>
/// A compilation's calls, creations, writes and declarations by simple name, read from syntax in one pass.
/// Meaning is asked of the compiler only for what a trace reaches, so the cost follows the sinks and not the code size.
/// </summary>
internal sealed class SourceIndex
{
    private static readonly List<SyntaxNode> Nothing = [];
    private readonly Dictionary<string, List<SyntaxNode>> calls = [];
    private readonly Dictionary<string, List<SyntaxNode>> creations = [];
    private readonly Dictionary<string, List<SyntaxNode>> writes = [];
    private readonly Dictionary<string, List<SyntaxNode>> methods = [];
    private readonly Dictionary<string, List<SyntaxNode>> groupArguments = [];
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly CancellationToken cancellation;

    internal SourceIndex(Compilation compilation, CancellationToken cancellation)
    {
        Compilation = compilation;
        this.cancellation = cancellation;
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
                Add(node);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    internal Compilation Compilation { get; }

    internal CancellationToken Cancellation => cancellation;

    internal IEnumerable<string> MethodNames => methods.Keys;

    /// <summary>Constructor type name under which <c>new(...)</c>, <c>: this(...)</c> and <c>: base(...)</c> are kept.</summary>
    internal const string Unnamed = "";

    internal IReadOnlyList<SyntaxNode> CallsOf(string name) => Get(calls, name);

    internal IReadOnlyList<SyntaxNode> CreationsOf(string type) => Get(creations, type);

    internal IEnumerable<KeyValuePair<string, List<SyntaxNode>>> Creations => creations;

    internal IReadOnlyList<SyntaxNode> WritesTo(string member) => Get(writes, member);

    internal IReadOnlyList<SyntaxNode> MethodsNamed(string name) => Get(methods, name);

    internal IReadOnlyList<SyntaxNode> PassedAsArgument(string name) => Get(groupArguments, name);

    /// <summary>The model of a tree of this compilation, or of a project it refers to.</summary>
    internal SemanticModel Model(SyntaxTree tree)
    {
        if (!models.TryGetValue(tree, out var model))
#pragma warning disable RS1030 // A flow crosses files; the models are made once per tree and live as long as this index.
            models[tree] = model = Compilation.ContainsSyntaxTree(tree) ? Compilation.GetSemanticModel(tree) : SourceProgram.Of(Compilation).ModelOf(tree) ?? Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        return model;
    }

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

    private static List<SyntaxNode> Get(Dictionary<string, List<SyntaxNode>> map, string key) =>
        map.TryGetValue(key, out var found) ? found : Nothing;

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
                Put(calls, NameOf(call.Expression), call);
                AddMutation(call);
                break;
            case ObjectCreationExpressionSyntax creation:
                Put(creations, NameOf(creation.Type), creation);
                break;
            case ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                Put(creations, Unnamed, node);
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
                Put(writes, NameOf(target.Expression), assignment);
        }
        else
        {
            Put(writes, NameOf(assignment.Left), assignment);
        }
    }

    private void AddArgument(ArgumentSyntax argument)
    {
        if (!argument.RefKindKeyword.IsKind(SyntaxKind.None))
            Put(writes, NameOf(argument.Expression), argument);
        else if (argument.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax && argument.Parent?.Parent is InvocationExpressionSyntax)
            Put(groupArguments, NameOf(argument.Expression), argument);
    }

    private void AddDeclaration(SyntaxNode node)
    {
        switch (node)
        {
            case MethodDeclarationSyntax method:
                Put(methods, method.Identifier.ValueText, method);
                break;
            case PropertyDeclarationSyntax { Initializer: { } } property:
                Put(writes, property.Identifier.ValueText, property);
                break;
            case VariableDeclaratorSyntax { Initializer: { }, Parent.Parent: FieldDeclarationSyntax } field:
                Put(writes, field.Identifier.ValueText, field);
                break;
        }
    }

    private void AddMutation(InvocationExpressionSyntax call)
    {
        if (!KnownFlows.IsMutator(NameOf(call.Expression)) || call.Expression is not MemberAccessExpressionSyntax access)
            return;
        var receiver = access.Expression;
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax inner })
            receiver = inner.Expression;
        var name = NameOf(receiver);
        if (name.Length > 0)
            Put(writes, name, call);
    }
}
