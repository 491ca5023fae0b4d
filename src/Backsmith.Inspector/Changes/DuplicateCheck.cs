using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Changes;

/// <summary>Finds changed blocks that repeat, names apart, code that stands elsewhere: at least six lines and sixty tokens.</summary>
internal static class DuplicateCheck
{
    private const int LeastTokens = 60;
    private const int LeastLines = 6;

    public static async Task<IReadOnlyList<DuplicateBlock>> FindAsync(LoadedCodeBase code, IReadOnlyList<ChangedFile> files, CancellationToken cancellationToken)
    {
        var windows = new Dictionary<long, List<(string Path, Tokens Tokens, int At)>>();
        var all = new Dictionary<string, Tokens>(StringComparer.Ordinal);
        foreach (var document in code.Solution.Projects.SelectMany(project => project.Documents))
        {
            if (code.Relative(document.FilePath) is { } path && !GeneratedCode.IsPath(document.FilePath!) && !all.ContainsKey(path))
            {
                var tokens = all[path] = await Tokens.OfAsync(document, cancellationToken);
                for (var at = 0; at + LeastTokens <= tokens.Kinds.Count; at++)
                {
                    var hash = tokens.Hash(at, LeastTokens);
                    (windows.TryGetValue(hash, out var list) ? list : windows[hash] = []).Add((path, tokens, at));
                }
            }
        }

        return [.. files.Where(file => all.ContainsKey(file.Path)).SelectMany(file => In(file, all[file.Path], windows))];
    }

    private static IEnumerable<DuplicateBlock> In(ChangedFile file, Tokens tokens, Dictionary<long, List<(string Path, Tokens Tokens, int At)>> windows)
    {
        foreach (var range in file.Lines.Where(range => range.Last - range.First + 1 >= LeastLines))
        {
            for (var at = tokens.First(range.First); at + LeastTokens <= tokens.Kinds.Count && tokens.Lines[at + LeastTokens - 1] <= range.Last; at++)
            {
                var other = windows[tokens.Hash(at, LeastTokens)].Find(window =>
                    !(window.Path == file.Path && Overlaps(window, file, range)) && tokens.SameAs(at, window.Tokens, window.At, LeastTokens));
                if (other.Tokens is null)
                {
                    continue;
                }

                var length = tokens.Common(at, other.Tokens, other.At, range.Last);
                var (added, standing) = (tokens.Place(file.Path, at, length), other.Tokens.Place(other.Path, other.At, length));
                if (added.EndLine - added.StartLine + 1 >= LeastLines)
                {
                    yield return new DuplicateBlock(added, standing, length);
                }

                at += length;
            }
        }
    }

    private static bool Overlaps((string Path, Tokens Tokens, int At) window, ChangedFile file, LineRange range) =>
        file.Lines.Any(lines => window.Tokens.Lines[window.At] <= lines.Last && window.Tokens.Lines[window.At + LeastTokens - 1] >= lines.First);

    /// <summary>The tokens of a file: kinds with names normalised, and their lines.</summary>
    private sealed record Tokens(IReadOnlyList<ushort> Kinds, IReadOnlyList<int> Lines)
    {
        public static async Task<Tokens> OfAsync(Document document, CancellationToken cancellationToken)
        {
            var root = (await document.GetSyntaxRootAsync(cancellationToken))!;
            var text = await document.GetTextAsync(cancellationToken);
            var tokens = root.DescendantTokens(node => node is not Microsoft.CodeAnalysis.CSharp.Syntax.UsingDirectiveSyntax).ToList();
            return new Tokens([.. tokens.Select(token => (ushort)token.RawKind)], [.. tokens.Select(token => text.Lines.GetLineFromPosition(token.SpanStart).LineNumber + 1)]);
        }

        public long Hash(int at, int count)
        {
            var hash = 17L;
            for (var index = at; index < at + count; index++)
            {
                hash = (hash * 1_000_003) + Kinds[index];
            }

            return hash;
        }

        public int First(int line)
        {
            var at = 0;
            while (at < Lines.Count && Lines[at] < line)
            {
                at++;
            }

            return at;
        }

        public bool SameAs(int at, Tokens other, int otherAt, int count)
        {
            for (var index = 0; index < count; index++)
            {
                if (Kinds[at + index] != other.Kinds[otherAt + index])
                {
                    return false;
                }
            }

            return true;
        }

        public int Common(int at, Tokens other, int otherAt, int lastLine)
        {
            var length = 0;
            while (at + length < Kinds.Count && otherAt + length < other.Kinds.Count && Lines[at + length] <= lastLine && Kinds[at + length] == other.Kinds[otherAt + length])
            {
                length++;
            }

            return length;
        }

        public SourceLocation Place(string path, int at, int count) => new(path, Lines[at], 1, Lines[at + count - 1], 1);
    }
}
