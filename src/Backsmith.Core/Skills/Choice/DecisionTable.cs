namespace Backsmith.Skills.Choice;

/// <summary>The words of a task that lead to a skill.</summary>
/// <param name="Skill">Its name.</param>
/// <param name="Words">Each is enough by itself. Several words are a phrase: they stand next to each other, in any inflection.</param>
public sealed record DecisionRow(string Skill, IReadOnlyList<string> Words)
{
    /// <summary>Words that count, but not by themselves: three are as good as one of <see cref="Words"/>.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Phrases in which the words above mean something else; they are not looked at for this row.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];
}

/// <summary>Which words of a task lead to which skill. Of skills that fit equally well, the one of the earlier row comes first.</summary>
/// <param name="Rows">At most one for each skill.</param>
public sealed record DecisionTable(IReadOnlyList<DecisionRow> Rows)
{
    /// <summary>Name of the file beside the skills.</summary>
    public const string FileName = "decision-table.json";

    private const string Form = """{"rows":[{"skill":"…","words":["…"],"hints":["…"],"not":["…"]}]}, hints and not only where needed""";

    /// <summary>A table without rows: skills are chosen by name and description.</summary>
    public static DecisionTable Empty { get; } = new([]);

    /// <summary>Reads a table.</summary>
    /// <returns>The table, or what is wrong with the text: one sentence for people.</returns>
    public static (DecisionTable? Table, string? Problem) Read(string text)
    {
        var (table, line, problem) = StrictJson.Read<DecisionTable>(text, Form);
        if (table is null)
        {
            return (null, $"line {line}: {problem}");
        }

        var twice = table.Rows.GroupBy(row => row.Skill).FirstOrDefault(rows => rows.Count() > 1)?.Key;
        var wordless = table.Rows.SelectMany(row => row.Words.Concat(row.Hints).Concat(row.Not)).FirstOrDefault(word => TaskWords.Of(word).Count == 0);
        return twice is not null ? (null, $"line {StrictJson.LineOf(text, twice)}: '{twice}' has two rows. Join them.")
            : wordless is not null ? (null, $"line {StrictJson.LineOf(text, wordless)}: '{wordless}' holds no word.")
            : (table, null);
    }

    /// <summary>This table with the words of another beside its own; rows for other skills come behind.</summary>
    public DecisionTable With(DecisionTable other) => new(
    [
        .. Rows.Select(row => other.Rows.FirstOrDefault(more => more.Skill == row.Skill) is { } more
            ? row with { Words = [.. row.Words, .. more.Words], Hints = [.. row.Hints, .. more.Hints], Not = [.. row.Not, .. more.Not] }
            : row),
        .. other.Rows.Where(more => Rows.All(row => row.Skill != more.Skill)),
    ]);
}
