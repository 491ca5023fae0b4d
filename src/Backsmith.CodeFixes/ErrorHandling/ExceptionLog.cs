using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ErrorHandling;

/// <summary>
/// Keeps an exception that the client no longer sees from getting lost: writes it to the logger at hand, else to one that the request
/// or the endpoint's handler can be given. Where there is none of them, the text is not replaced: nobody would ever see the failure.
/// </summary>
internal sealed class ExceptionLog(CatchClauseSyntax handler, CatchDeclarationSyntax declaration, SemanticModel model, SourceText text)
{
    private const string Logging = "Microsoft.Extensions.Logging";

    /// <returns>What has to be added; null when the exception would get lost.</returns>
    internal IEnumerable<TextChange>? Keep(ExpressionSyntax detail, CancellationToken cancellation)
    {
        var name = declaration.Identifier.ValueText;
        if (name.Length == 0 || IsUsedBesides(detail, name))
            return [];
        if (handler.Block.Statements.FirstOrDefault() is { } first && Indent(first) is { } indent)
        {
            if (Logger(cancellation) is { } logger)
                return [Line(first, indent, logger, name)];
            if (Request(cancellation) is { } request)
                return [Line(first, indent, $"{request}.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(\"{Owner()}\")", name), .. Usings("Microsoft.Extensions.DependencyInjection", "ServiceProviderServiceExtensions"), .. Usings(Logging, "LoggerFactory")];
            if (Parameters(cancellation) is { } parameters)
                return [Parameter(parameters), Line(first, indent, $"loggers.CreateLogger(\"{Owner()}\")", name), .. Usings(Logging, "LoggerFactory")];
        }

        return null;
    }

    /// <summary>Other parts of the answer that the client gets do not count: they go the same way.</summary>
    private bool IsUsedBesides(ExpressionSyntax detail, string name)
    {
        var answer = detail.FirstAncestorOrSelf<StatementSyntax>();
        return handler.Block.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name && n.FirstAncestorOrSelf<StatementSyntax>() != answer);
    }

    private TextChange Line(StatementSyntax first, string indent, string logger, string exception) =>
        new(new TextSpan(text.Lines.GetLineFromPosition(first.SpanStart).Start, 0), $"{indent}{logger}.LogError({exception}, \"Unexpected failure in {Member()}\");{SourceLines.NewLine(text)}");

    private string? Indent(StatementSyntax first)
    {
        var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(first.SpanStart).Start, first.SpanStart));
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }

    private string? Logger(CancellationToken cancellation) => InScope(IsLogger, cancellation);

    /// <summary>The request in scope, by parameter or by the controller's property.</summary>
    private string? Request(CancellationToken cancellation) => InScope(IsRequest, cancellation);

    private string? InScope(System.Func<ITypeSymbol, bool> fits, CancellationToken cancellation)
    {
        var isStatic = handler.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member && model.GetDeclaredSymbol(member, cancellation)?.IsStatic == true;
        return model.LookupSymbols(handler.SpanStart)
            .Where(symbol => symbol switch
            {
                IFieldSymbol field => fits(field.Type) && (field.IsStatic || !isStatic),
                IPropertySymbol property => fits(property.Type) && (property.IsStatic || !isStatic),
                IParameterSymbol parameter => fits(parameter.Type) && (!isStatic || parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor }),
                ILocalSymbol local => fits(local.Type) && local.Locations[0].SourceSpan.End < handler.SpanStart,
                _ => false,
            })
            .Select(symbol => symbol.Name).FirstOrDefault();
    }

    /// <summary>The parameters of the handler of a minimal API, which the framework fills; nobody else calls it.</summary>
    private ParameterListSyntax? Parameters(CancellationToken cancellation)
    {
        var function = handler.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
        var (parameters, isMapped) = function switch
        {
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.ParameterList, IsMapped(lambda, model)),
            LocalFunctionStatementSyntax local => (local.ParameterList, IsOnlyMapped(local, cancellation)),
            MethodDeclarationSyntax method => (method.ParameterList, IsOnlyMapped(method, cancellation)),
            _ => (null, false),
        };
        var open = parameters?.Parameters.All(p => p.Type is not null && p.Modifiers.Count == 0) == true;
        return isMapped && open && !NameIsTaken(function!) ? parameters : null;
    }

    /// <summary>The logger's parameter, before those that need not be given.</summary>
    private static TextChange Parameter(ParameterListSyntax parameters) =>
        parameters.Parameters.FirstOrDefault(p => p.Default is not null) is { } optional
            ? new TextChange(new TextSpan(optional.SpanStart, 0), "ILoggerFactory loggers, ")
            : new TextChange(new TextSpan(parameters.CloseParenToken.SpanStart, 0), $"{(parameters.Parameters.Count > 0 ? ", " : "")}ILoggerFactory loggers");

    /// <summary>Whether every mention of a function, anywhere, hands it to the framework as a handler.</summary>
    private bool IsOnlyMapped(SyntaxNode function, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(function, cancellation) is not IMethodSymbol { IsVirtual: false, IsOverride: false } symbol || symbol.ContainingType.AllInterfaces.Length > 0)
            return false;
        var mentions = model.Compilation.SyntaxTrees.SelectMany(tree => Mentions(tree, symbol, cancellation)).ToList();
        return mentions.Count > 0 && mentions.All(mention => mention);
    }

    private IEnumerable<bool> Mentions(SyntaxTree tree, IMethodSymbol symbol, CancellationToken cancellation)
    {
        var names = tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name).ToList();
        if (names.Count == 0)
            return [];
        var there = tree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(tree);
        return names.Where(name => Means(there.GetSymbolInfo(name, cancellation), symbol)).Select(name => IsMapped(Whole(name), there));
    }

    private static bool Means(SymbolInfo info, IMethodSymbol symbol) =>
        info.CandidateSymbols.Append(info.Symbol).Any(s => SymbolEqualityComparer.Default.Equals(s?.OriginalDefinition, symbol));

    private static ExpressionSyntax Whole(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    private static bool IsMapped(ExpressionSyntax handler, SemanticModel there) =>
        handler.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument
        && there.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "EndpointRouteBuilderExtensions" } method && TakesDelegate(method, call, argument);

    private static bool TakesDelegate(IMethodSymbol method, InvocationExpressionSyntax call, ArgumentSyntax argument) =>
        method.Parameters.ElementAtOrDefault(call.ArgumentList.Arguments.IndexOf(argument)) is { Type: { Name: "Delegate", ContainingNamespace.Name: "System" } };

    private bool NameIsTaken(SyntaxNode function) => function.DescendantTokens().Any(t => t.ValueText == "loggers") || model.LookupSymbols(handler.SpanStart, name: "loggers").Length > 0;

    /// <summary>The directive for a namespace whose type cannot be named yet.</summary>
    private IEnumerable<TextChange> Usings(string space, string type)
    {
        if (model.LookupNamespacesAndTypes(handler.SpanStart, name: type).Length > 0 || handler.SyntaxTree.GetRoot() is not CompilationUnitSyntax root)
            return [];
        var line = $"using {space};{SourceLines.NewLine(text)}";
        return root.Usings.LastOrDefault(u => u.GlobalKeyword.IsKind(SyntaxKind.None)) is { } last ? [new TextChange(new TextSpan(last.FullSpan.End, 0), line)] : [new TextChange(new TextSpan(root.SpanStart, 0), line)];
    }

    private static bool IsLogger(ITypeSymbol type) => type.Name == "ILogger" && IsIn(type, "Logging", "Extensions");

    private static bool IsRequest(ITypeSymbol type) => type.Name == "HttpContext" && IsIn(type, "Http", "AspNetCore");

    private static bool IsIn(ITypeSymbol type, string last, string middle) =>
        type.ContainingNamespace is { ContainingNamespace: { ContainingNamespace.Name: "Microsoft" } outer } inner && inner.Name == last && outer.Name == middle;

    private string Owner() => handler.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "Program";

    private string Member() =>
        handler.Ancestors().Select(a => a switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax local => local.Identifier.ValueText,
            AnonymousFunctionExpressionSyntax => "the request",
            _ => null,
        }).FirstOrDefault(n => n is not null) ?? "the request";
}
