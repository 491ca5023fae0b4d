using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>One piece of code that runs as a whole: a method, a local function, or the function given to an endpoint; with the lambdas it runs itself.</summary>
internal sealed class StoreOperation
{
    private readonly Lazy<IReadOnlyList<SyntaxNode>> _nodes;

    private StoreOperation(SourceProgram program, SyntaxNode body, IMethodSymbol? method, SemanticModel model)
    {
        (Program, Body, Method, Model) = (program, body, method, model);
        _nodes = new(() => Body.DescendantNodesAndSelf(n => n == Body || !IsOther(n)).ToList());
    }

    /// <summary>The program it is part of.</summary>
    public SourceProgram Program { get; }

    /// <summary>Its block or expression.</summary>
    public SyntaxNode Body { get; }

    /// <summary>The method; null for the function of an endpoint.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>The model of its tree.</summary>
    public SemanticModel Model { get; }

    /// <summary>Its nodes in source order; what runs on its own left out.</summary>
    public IReadOnlyList<SyntaxNode> Nodes => _nodes.Value;

    /// <summary>The calls it makes.</summary>
    public IEnumerable<InvocationExpressionSyntax> Calls => Nodes.OfType<InvocationExpressionSyntax>();

    /// <summary>What it is called in a message.</summary>
    public string Name => Enclosing.NameOf(Body);

    /// <summary>The operation a declaration or lambda is; null when it is none.</summary>
    public static StoreOperation? Of(SyntaxNode node, SourceProgram program, SemanticModel model) => node switch
    {
        MethodDeclarationSyntax or LocalFunctionStatementSyntax when MethodBodies.BodyOf(node) is { } body => new(program, body, model.GetDeclaredSymbol(node) as IMethodSymbol, model),
        AnonymousFunctionExpressionSyntax lambda when IsEndpoint(lambda) => new(program, lambda.Body, null, model),
        _ => null,
    };

    /// <summary>True for a function that a framework keeps and runs for each request or message.</summary>
    public static bool IsEndpoint(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && MethodBodies.NameOf(call) is { } name
        && (name is "MapGet" or "MapPost" or "MapPut" or "MapPatch" or "MapDelete" or "MapMethods" or "MapFallback" or "Map" or "Use" or "Run");

    private static bool IsOther(SyntaxNode node) =>
        node is LocalFunctionStatementSyntax or TypeDeclarationSyntax || (node is AnonymousFunctionExpressionSyntax lambda && IsEndpoint(lambda));
}
