using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries;

/// <summary>Tells what an expression is: <see cref="CodeQuery.TypeOf"/>.</summary>
internal sealed class ExpressionTypes(LoadedCodeBase code)
{
    /// <summary>Most members of one expression.</summary>
    public const int Most = 500;

    private static readonly SymbolDisplayFormat TypeName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public async Task<CodeAnswer> AnswerAsync(CodeQuery.TypeOf query, CancellationToken cancellationToken)
    {
        var files = new QueriedFiles(code);
        var wanted = Tight(query.Text);
        if (wanted.Length == 0 || query.Most is < 1 or > Most)
        {
            return new CodeAnswer.Unanswered(wanted.Length == 0 ? "The text is empty." : $"Ask for 1 to {Most} members, not for {query.Most}.", []);
        }

        if (files.Find(query.Path) is not { } document)
        {
            return files.Missing(query.Path);
        }

        if (await LineTokens.InAsync(document, query.Line, cancellationToken) is not { } tokens)
        {
            return await QueriedFiles.BeyondAsync(document, query.Path, query.Line, cancellationToken);
        }

        var model = (await document.GetSemanticModelAsync(cancellationToken))!;
        var nodes = Nodes(tokens, wanted);
        if (nodes.Count > 0)
        {
            return new CodeAnswer.TypeOf([.. nodes.Select(node => Describe(node, model, query, cancellationToken))]);
        }

        var near = await LineTokens.NearAsync(document, query.Line, query.Text.Trim(), cancellationToken);
        return new CodeAnswer.Unanswered(
            $"No expression on line {query.Line} of {query.Path} is '{query.Text.Trim()}'.",
            near.Count > 0 ? near : [.. tokens.SelectMany(token => token.Parent!.AncestorsAndSelf()).OfType<ExpressionSyntax>().Where(IsShort).Select(node => node.ToString()).Distinct().Take(NearestNames.Most)]);
    }

    private static bool IsShort(ExpressionSyntax node) => node.Span.Length is > 1 and < 120;

    /// <summary>Expressions and declared names with exactly this text that touch the line; those that begin there when there are any.</summary>
    private static List<SyntaxNode> Nodes(IReadOnlyList<SyntaxToken> tokens, string wanted)
    {
        var around = tokens.SelectMany(token => token.Parent!.AncestorsAndSelf().TakeWhile(node => node is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))).Distinct().ToList();
        var same = around.Where(node => node is ExpressionSyntax && node is not OmittedTypeArgumentSyntax && Tight(node.ToString()) == wanted)
            .Concat(tokens.Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == wanted && token.Parent is not ExpressionSyntax).Select(token => token.Parent!))
            .ToList();
        if (same.Count == 0 && wanted.StartsWith('.'))
        {
            same = [.. around.Where(node => node is ExpressionSyntax && tokens.Contains(node.GetLastToken()) && Tight(node.ToString()).EndsWith(wanted, StringComparison.Ordinal)).OrderBy(node => node.Span.Length).Take(1)];
        }

        var starting = same.Where(node => tokens.Contains(node.GetFirstToken())).ToList();
        return [.. (starting.Count > 0 ? starting : same).DistinctBy(node => node.Span).OrderBy(node => node.SpanStart)];
    }

    private TypedExpression Describe(SyntaxNode node, SemanticModel model, CodeQuery.TypeOf query, CancellationToken cancellationToken)
    {
        var declared = node is ExpressionSyntax ? null : model.GetDeclaredSymbol(node, cancellationToken);
        var info = model.GetTypeInfo(node, cancellationToken);
        var named = model.GetSymbolInfo(node, cancellationToken);
        var symbol = declared ?? named.Symbol;
        var type = declared is null ? info.Type ?? TypeOf(named.Symbol) : TypeOf(declared);
        var members = query.Members is null || type is null or IErrorTypeSymbol ? [] : Members(node, model, type, symbol is INamedTypeSymbol && declared is null, new NamePattern(query.Members));
        var name = declared is null ? default : node.ChildTokens().FirstOrDefault(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == Tight(query.Text));
        var at = (name == default ? node.GetLocation() : name.GetLocation()).GetLineSpan().StartLinePosition;
        var constant = model.GetConstantValue(node, cancellationToken);
        return new TypedExpression(
            LineTokens.Shown(string.Join(' ', (name == default ? node.ToString() : name.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), at.Line + 1, at.Character + 1,
            type is null or IErrorTypeSymbol ? null : type.ToDisplayString(TypeName),
            info.ConvertedType is { } converted and not IErrorTypeSymbol && info.Type is not null && !SymbolEqualityComparer.Default.Equals(converted, info.Type) ? converted.ToDisplayString(TypeName) : null,
            symbol is null ? null : SymbolDescription.Of(symbol, code),
            info.Nullability.FlowState switch { NullableFlowState.NotNull => NullState.NotNull, NullableFlowState.MaybeNull => NullState.MaybeNull, _ => NullState.Unknown },
            constant.HasValue ? Constant(constant.Value) : symbol is IFieldSymbol { HasConstantValue: true } field ? Constant(field.ConstantValue) : null,
            symbol is null ? [.. named.CandidateSymbols.Select(SymbolText.Signature)] : [],
            [.. members.Take(query.Most)], Math.Max(0, members.Count - query.Most));
    }

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IEventSymbol declared => declared.Type,
        IMethodSymbol { MethodKind: not MethodKind.Constructor } method => method.ReturnType,
        ITypeSymbol type => type,
        _ => null,
    };

    /// <summary>What can be written behind a dot: own members before inherited ones before extension methods.</summary>
    private static List<string> Members(SyntaxNode node, SemanticModel model, ITypeSymbol type, bool isType, NamePattern pattern)
    {
        var found = isType
            ? model.LookupStaticMembers(node.SpanStart, type)
            : model.LookupSymbols(node.SpanStart, type, name: null, includeReducedExtensionMethods: true).Where(member => !member.IsStatic || member is IMethodSymbol { ReducedFrom: not null });
        return [.. found.Where(member => member.CanBeReferencedByName && (pattern.IsEmpty || pattern.FitsLast(member.Name)))
            .OrderBy(member => Distance(member, type)).ThenBy(member => member.Name, StringComparer.Ordinal)
            .Select(SymbolText.Signature).Distinct()];
    }

    private static int Distance(ISymbol member, ITypeSymbol type) =>
        member is IMethodSymbol { ReducedFrom: not null } ? 2 : SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? 0 : 1;

    private static string Constant(object? value) => value is null ? "null" : SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) ?? "";

    private static string Tight(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
