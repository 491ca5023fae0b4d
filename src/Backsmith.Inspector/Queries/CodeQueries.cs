using Backsmith.Inspection;
using Backsmith.Inspector.Loading;

namespace Backsmith.Inspector.Queries;

/// <summary>Answers questions about the code, one class a question; see <c>protocol.md</c>.</summary>
internal sealed class CodeQueries
{
    private readonly DeclarationIndex _index = new();

    public async Task<CodeAnswer> AnswerAsync(LoadedCodeBase code, CodeQuery query, CancellationToken cancellationToken)
    {
        var answer = query switch
        {
            CodeQuery.Symbols symbols => await new SymbolSearch(code, _index).AnswerAsync(symbols, cancellationToken),
            CodeQuery.Outline outline => await new FileOutline(code, _index).AnswerAsync(outline, cancellationToken),
            _ => throw new ArgumentException($"There is no answer to '{query.GetType().Name}'.", nameof(query)),
        };
        return answer with { Notes = [.. answer.Notes, .. new QueryNotes(code).For(query)] };
    }
}
