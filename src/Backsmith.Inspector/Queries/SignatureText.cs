using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries;

/// <summary>Writes declarations as they stand in source, on one line: no body, no attributes, no comments.</summary>
internal static class SignatureText
{
    /// <summary>The signature of a declaration.</summary>
    public static string Of(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => Join(Before(type, type.OpenBraceToken.Span.IsEmpty ? type.SemicolonToken : type.OpenBraceToken)),
        LocalFunctionStatementSyntax function => Join(Between(function, function.AttributeLists, (SyntaxNode?)function.Body ?? function.ExpressionBody, function.SemicolonToken)),
        ConstructorDeclarationSyntax constructor => Join(Between(constructor, constructor.AttributeLists, constructor.Initializer ?? (SyntaxNode?)constructor.Body ?? constructor.ExpressionBody, constructor.SemicolonToken)),
        BaseMethodDeclarationSyntax method => Join(Between(method, method.AttributeLists, (SyntaxNode?)method.Body ?? method.ExpressionBody, method.SemicolonToken)),
        PropertyDeclarationSyntax property => Join(Between(property, property.AttributeLists, (SyntaxNode?)property.AccessorList ?? property.ExpressionBody, property.SemicolonToken)) + Accessors(property),
        IndexerDeclarationSyntax indexer => Join(Between(indexer, indexer.AttributeLists, (SyntaxNode?)indexer.AccessorList ?? indexer.ExpressionBody, indexer.SemicolonToken)) + Accessors(indexer),
        EventDeclarationSyntax declared => Join(Between(declared, declared.AttributeLists, declared.AccessorList, declared.SemicolonToken)),
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } variable => Join(FieldTokens(field, variable)),
        EnumMemberDeclarationSyntax member => Join(Between(member, member.AttributeLists, null, default)),
        DelegateDeclarationSyntax signature => Join(Between(signature, signature.AttributeLists, null, signature.SemicolonToken)),
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } parameter => $"public {Join(parameter.Type!.DescendantTokens())} {parameter.Identifier.Text} {{ get; {(IsReadOnly(record) ? "init" : "set")}; }}",
        _ => Join(node.DescendantTokens()),
    };

    /// <summary>Full name with type parameters, and of a method with the types of its parameters.</summary>
    public static string FullName(SyntaxNode node)
    {
        var own = node switch
        {
            TypeDeclarationSyntax type => type.Identifier.Text + TypeParameters(type.TypeParameterList),
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax signature => signature.Identifier.Text + TypeParameters(signature.TypeParameterList),
            MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier + method.Identifier.Text + TypeParameters(method.TypeParameterList) + Parameters(method.ParameterList),
            LocalFunctionStatementSyntax function => function.Identifier.Text + TypeParameters(function.TypeParameterList) + Parameters(function.ParameterList),
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text + Parameters(constructor.ParameterList),
            PropertyDeclarationSyntax property => property.ExplicitInterfaceSpecifier + property.Identifier.Text,
            IndexerDeclarationSyntax indexer => $"this[{Types(indexer.ParameterList.Parameters)}]",
            EventDeclarationSyntax declared => declared.ExplicitInterfaceSpecifier + declared.Identifier.Text,
            OperatorDeclarationSyntax operation => $"operator {operation.OperatorToken.Text}{Parameters(operation.ParameterList)}",
            ConversionOperatorDeclarationSyntax conversion => $"operator {conversion.Type}{Parameters(conversion.ParameterList)}",
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            EnumMemberDeclarationSyntax member => member.Identifier.Text,
            ParameterSyntax parameter => parameter.Identifier.Text,
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            _ => "",
        };
        var around = node.Ancestors().FirstOrDefault(outer => outer is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);
        return around is null ? own : $"{FullName(around)}.{own}";
    }

    /// <summary>The whole declaration of a node: of a variable, its field.</summary>
    public static SyntaxNode WholeOf(SyntaxNode node) => node is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } ? field : node;

    /// <summary>Attributes as written, without brackets.</summary>
    public static IEnumerable<string> Attributes(SyntaxNode node) => (WholeOf(node) switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        _ => [],
    }).SelectMany(list => list.Attributes.Select(attribute => Join(attribute.DescendantTokens())));

    private static bool IsReadOnly(RecordDeclarationSyntax record) =>
        !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) || record.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);

    private static string TypeParameters(TypeParameterListSyntax? list) => list is null ? "" : $"<{string.Join(", ", list.Parameters.Select(parameter => parameter.Identifier.Text))}>";

    private static string Parameters(ParameterListSyntax list) => $"({Types(list.Parameters)})";

    private static string Types(SeparatedSyntaxList<ParameterSyntax> parameters) => string.Join(", ", parameters.Select(parameter =>
        string.Concat(parameter.Modifiers.Where(modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword).Select(modifier => modifier.Text + " "))
        + (parameter.Type is null ? "" : Join(parameter.Type.DescendantTokens()))));

    private static string Accessors(BasePropertyDeclarationSyntax property) => property.AccessorList is { } list
        ? $" {{ {string.Concat(list.Accessors.Select(accessor => string.Concat(accessor.Modifiers.Select(modifier => modifier.Text + " ")) + accessor.Keyword.Text + "; "))}}}"
        : " { get; }";

    private static IEnumerable<SyntaxToken> Before(BaseTypeDeclarationSyntax type, SyntaxToken end) =>
        type.DescendantTokens().SkipWhile(token => token.SpanStart < After(type.AttributeLists)).TakeWhile(token => end.Span.IsEmpty || token != end);

    private static IEnumerable<SyntaxToken> Between(SyntaxNode node, SyntaxList<AttributeListSyntax> attributes, SyntaxNode? body, SyntaxToken semicolon) =>
        node.DescendantTokens().SkipWhile(token => token.SpanStart < After(attributes)).TakeWhile(token => body is null || token.SpanStart < body.SpanStart).Where(token => token != semicolon);

    private static IEnumerable<SyntaxToken> FieldTokens(BaseFieldDeclarationSyntax field, VariableDeclaratorSyntax variable)
    {
        var isConstant = field.Modifiers.Any(SyntaxKind.ConstKeyword);
        return [.. field.DescendantTokens().Where(token => token.SpanStart >= After(field.AttributeLists) && token.SpanStart < field.Declaration.Variables[0].SpanStart),
            .. isConstant ? variable.DescendantTokens() : [variable.Identifier]];
    }

    private static int After(SyntaxList<AttributeListSyntax> attributes) => attributes.Count == 0 ? 0 : attributes.Span.End;

    private static string Join(IEnumerable<SyntaxToken> tokens)
    {
        var text = new StringBuilder();
        var spaced = false;
        foreach (var token in tokens)
        {
            if (text.Length > 0 && (spaced || token.LeadingTrivia.Count > 0) && text[^1] is not ('(' or '[') && !token.IsKind(SyntaxKind.CloseParenToken))
            {
                text.Append(' ');
            }

            text.Append(token.Text);
            spaced = token.TrailingTrivia.Count > 0;
        }

        return text.ToString();
    }
}
