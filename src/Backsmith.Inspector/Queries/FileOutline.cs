using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Backsmith.Inspector.Queries;

/// <summary>Lists the declarations of a file: <see cref="CodeQuery.Outline"/>.</summary>
internal sealed class FileOutline(LoadedCodeBase code, DeclarationIndex index)
{
    /// <summary>Most members of one answer.</summary>
    public const int Most = 2_000;

    public async Task<CodeAnswer> AnswerAsync(CodeQuery.Outline query, CancellationToken cancellationToken)
    {
        if (query.Most is < 1 or > Most)
        {
            return new CodeAnswer.Unanswered($"Ask for 1 to {Most} members, not for {query.Most}.", []);
        }

        var documents = new QueriedFiles(code);
        if (documents.Find(query.Path) is { } document)
        {
            return Outline(query, (await document.GetTextAsync(cancellationToken)).Lines.Count, await index.OfAsync(document, cancellationToken));
        }

        return documents.Uncompiled(query.Path) is { } text
            ? Outline(query, text.Lines.Count, [.. DeclarationReader.In(await CSharpSyntaxTree.ParseText(text, cancellationToken: cancellationToken).GetRootAsync(cancellationToken))]) with { Notes = [$"No project that was loaded compiles {query.Path}."] }
            : documents.Missing(query.Path);
    }

    private static CodeAnswer.Outline Outline(CodeQuery.Outline query, int lines, IReadOnlyList<Declaration> declarations) => new(
        query.Path, lines,
        [.. declarations.Take(query.Most).Select(declaration => new OutlinedMember(
            declaration.Kind, declaration.Name, SignatureText.Of(declaration.Node), [.. SignatureText.Attributes(declaration.Node)], declaration.Lines, declaration.Depth))],
        Math.Max(0, declarations.Count - query.Most));
}
