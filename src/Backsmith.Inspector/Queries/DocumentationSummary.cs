using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries;

/// <summary>The summary of a documentation comment as one line.</summary>
internal static partial class DocumentationSummary
{
    private const int Longest = 200;

    /// <summary>Of a declaration in source; null when there is none.</summary>
    public static string? Of(SyntaxNode node)
    {
        var comment = SignatureText.WholeOf(node).GetLeadingTrivia().Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        return comment?.Content.OfType<XmlElementSyntax>().FirstOrDefault(element => element.StartTag.Name.LocalName.Text == "summary") is { } summary ? Line(string.Concat(summary.Content.Select(Text))) : null;
    }

    /// <summary>Of a symbol of a referenced assembly; null when there is none.</summary>
    public static string? Of(ISymbol symbol)
    {
        var xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(xml))
        {
            return null;
        }

        try
        {
            return XElement.Parse($"<doc>{xml}</doc>").Descendants("summary").FirstOrDefault() is { } summary ? Line(string.Concat(summary.Nodes().Select(Text))) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Text(XmlNodeSyntax node) => node switch
    {
        XmlTextSyntax text => string.Concat(text.TextTokens.Select(token => token.ValueText)),
        XmlEmptyElementSyntax empty => string.Concat(empty.Attributes.Select(attribute => attribute switch
        {
            XmlCrefAttributeSyntax reference => reference.Cref.ToString(),
            XmlNameAttributeSyntax name => name.Identifier.ToString(),
            XmlTextAttributeSyntax text => string.Concat(text.TextTokens.Select(token => token.ValueText)),
            _ => "",
        })),
        XmlElementSyntax element => string.Concat(element.Content.Select(Text)),
        _ => "",
    };

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } empty => string.Concat(empty.Attributes().Select(attribute => Prefix().Replace(attribute.Value, ""))),
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string? Line(string text)
    {
        var line = Blanks().Replace(text, " ").Trim();
        return line.Length == 0 ? null : line.Length <= Longest ? line : line[..Longest] + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[TMPFE!]:([\w.]*\.)?(?=\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
