using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ErrorHandling;

/// <summary>
/// Keeps an exception that the client no longer sees from getting lost: writes it to the logger at hand, else to one that the request
/// or the endpoint's handler can be given. Where there is none of them, the name that nothing uses any more is dropped.
/// </summary>
internal sealed class ExceptionLog(CatchClauseSyntax handler, CatchDeclarationSyntax declaration, SemanticModel model, SourceText text)
{
    private const string Logging = "Microsoft.Extensions.Logging";

    internal IEnumerable<TextChange> Keep(TextSpan replaced, CancellationToken cancellation)
    {
        var name = declaration.Identifier.ValueText;
        var others = handler.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name && !replaced.Contains(n.Span) && n.SpanStart > declaration.Span.End);
        if (others || name.Length == 0)
            return [];
        if (handler.Block.Statements.FirstOrDefault() is { } first && Indent(first) is { } indent)
        {
            if (Logger(cancellation) is { } logger)
                return [Line(first, indent, logger, name)];
            if (Request(cancellation) is { } request)
                return [Line(first, indent, $"{request}.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(\"{Owner()}\")", name), .. Usings("Microsoft.Extensions.DependencyInjection", "ServiceProviderServiceExtensions"), .. Usings(Logging, "LoggerFactory")];
            if (Parameters() is { } parameters)
                return [new TextChange(new TextSpan(parameters.CloseParenToken.SpanStart, 0), $"{(parameters.Parameters.Count > 0 ? ", " : "")}ILoggerFactory loggers"), Line(first, indent, $"loggers.CreateLogger(\"{Owner()}\")", name), .. Usings(Logging, "LoggerFactory")];
        }

        return [new TextChange(TextSpan.FromBounds(declaration.Type.Span.End, declaration.Identifier.Span.End), "")];
    }

    private TextChange Line(StatementSyntax first, string indent, string logger, string exception) =>
        new(new TextSpan(text.Lines.GetLineFromPosition(first.SpanStart).Start, 0), $"{indent}{logger}.LogError({exception}, \"Unexpected failure in {Member()}\");{NewLine()}");

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
    private ParameterListSyntax? Parameters()
    {
        if (handler.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is not ParenthesizedLambdaExpressionSyntax lambda)
            return null;
        var maps = lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "EndpointRouteBuilderExtensions" } method && TakesDelegate(method, call, argument);
        var named = lambda.ParameterList.Parameters.All(p => p.Type is not null) && lambda.ParameterList.Parameters.All(p => p.Default is null) && !NameIsTaken(lambda);
        return maps && named ? lambda.ParameterList : null;
    }

    private static bool TakesDelegate(IMethodSymbol method, InvocationExpressionSyntax call, ArgumentSyntax argument) =>
        method.Parameters.ElementAtOrDefault(call.ArgumentList.Arguments.IndexOf(argument)) is { Type: { Name: "Delegate", ContainingNamespace.Name: "System" } };

    private bool NameIsTaken(SyntaxNode lambda) => lambda.DescendantTokens().Any(t => t.ValueText == "loggers") || model.LookupSymbols(handler.SpanStart, name: "loggers").Length > 0;

    /// <summary>The directive for a namespace whose type cannot be named yet.</summary>
    private IEnumerable<TextChange> Usings(string space, string type)
    {
        if (model.LookupNamespacesAndTypes(handler.SpanStart, name: type).Length > 0 || handler.SyntaxTree.GetRoot() is not CompilationUnitSyntax root)
            return [];
        var line = $"using {space};{NewLine()}";
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

    private string NewLine() => text.Lines.Count > 1 && text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
}
