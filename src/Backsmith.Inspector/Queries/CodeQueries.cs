using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Inspector.Queries.Calls;

namespace Backsmith.Inspector.Queries;

/// <summary>Answers questions about the code, one class a question; see <c>protocol.md</c>.</summary>
/// <param name="rules">The rules, loaded when a question asks for them.</param>
internal sealed class CodeQueries(Func<LoadedCodeBase, RuleHost> rules)
{
    private readonly KnownDiagnostics _diagnostics = new();
    private readonly DeclarationIndex _index = new();
    private readonly NameIndex _names = new();
    private readonly QueryNotes _notes = new();

    public async Task<CodeAnswer> AnswerAsync(LoadedCodeBase code, CodeQuery query, CancellationToken cancellationToken)
    {
        var answer = query switch
        {
            CodeQuery.Symbols symbols => await new SymbolSearch(code, _index).AnswerAsync(symbols, cancellationToken),
            CodeQuery.Outline outline => await new FileOutline(code, _index).AnswerAsync(outline, cancellationToken),
            CodeQuery.References references => await new ReferenceSearch(code, _index).AnswerAsync(references, cancellationToken),
            CodeQuery.TypeOf typeOf => await new ExpressionTypes(code).AnswerAsync(typeOf, cancellationToken),
            CodeQuery.Diagnostics diagnostics => await new CurrentDiagnostics(code, rules, _diagnostics).AnswerAsync(diagnostics, cancellationToken),
            CodeQuery.CallGraph calls => await new CallTree(code, _index, _names).AnswerAsync(calls, cancellationToken),
            _ => throw new ArgumentException($"There is no answer to '{query.GetType().Name}'.", nameof(query)),
        };
        return answer with { Notes = [.. answer.Notes, .. _notes.For(query, code)] };
    }
}
