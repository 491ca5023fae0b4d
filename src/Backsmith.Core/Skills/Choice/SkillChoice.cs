using System.Text.RegularExpressions;

namespace Backsmith.Skills.Choice;

/// <summary>A skill that a task gets.</summary>
/// <param name="Skill">Which.</param>
/// <param name="Score">How well it fits; only good for comparing.</param>
/// <param name="Forced">Whether the task names it with a slash.</param>
/// <param name="Because">Words of the table, the name and the description that the task has; ordered by weight.</param>
public sealed record SkillMatch(Skill Skill, int Score, bool Forced, IReadOnlyList<string> Because);

/// <summary>Picks the skills for a task: by the decision table, by name and by description. The same task and skills always give the same answer.</summary>
/// <param name="skills">To choose from, names unique.</param>
/// <param name="table">Words that lead to them.</param>
public sealed partial class SkillChoice(IReadOnlyList<Skill> skills, DecisionTable table)
{
    /// <summary>Most skills that a task gets.</summary>
    public const int Most = 3;

    private const int WordWeight = 3, NameWeight = 2, Enough = 3, MostOfDescription = 3;

    private readonly DescriptionWords _descriptions = new(skills);

    /// <summary>The skills for a task, best first, at most <see cref="Most"/>; none when none fits.</summary>
    /// <param name="task">What the user wrote.</param>
    public IReadOnlyList<SkillMatch> For(string task)
    {
        var forced = Forced().Matches(task).Select(match => match.Groups["name"].Value).ToHashSet();
        var words = TaskWords.Of(task);
        return
        [
            .. skills.Select(skill => Match(skill, words, forced.Contains(skill.Name)))
                .Where(match => match.Forced || match.Score >= Enough)
                .OrderByDescending(match => match.Forced).ThenByDescending(match => match.Score)
                .ThenBy(match => Row(match.Skill.Name) is var row && row < 0 ? int.MaxValue : row).ThenBy(match => match.Skill.Name, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    private SkillMatch Match(Skill skill, IReadOnlyList<TaskWord> task, bool forced)
    {
        var row = Row(skill.Name) is >= 0 and var at ? table.Rows[at] : new DecisionRow(skill.Name, []);
        var words = row.Not.Aggregate(task, (left, phrase) => TaskWords.Without(left, Stems(phrase)));
        var because = new List<(string Word, int Weight)>();
        foreach (var word in row.Words)
        {
            Add(word, TaskWords.Contain(words, Stems(word), inName: false) ? WordWeight : TaskWords.Contain(words, Stems(word), inName: true) ? 1 : 0);
        }

        foreach (var hint in row.Hints)
        {
            Add(hint, TaskWords.Contain(words, Stems(hint), inName: false) ? 1 : 0);
        }

        var told = because.SelectMany(entry => Stems(entry.Word)).ToHashSet();
        var present = words.Where(word => !word.InName).Select(word => word.Stem).Where(stem => !told.Contains(stem)).ToHashSet();
        foreach (var word in row.Words.Count == 0 ? DescriptionWords.OfName(skill) : [])
        {
            Add(word, present.Remove(Stem.Of(word)) ? NameWeight : 0);
        }

        foreach (var word in _descriptions.Of(skill).Where(word => present.Contains(Stem.Of(word))).Take(MostOfDescription).ToList())
        {
            Add(word, 1);
        }

        return new SkillMatch(skill, because.Sum(entry => entry.Weight), forced, [.. because.OrderByDescending(entry => entry.Weight).Select(entry => entry.Word)]);

        void Add(string word, int weight)
        {
            if (weight > 0 && because.TrueForAll(entry => !Stems(entry.Word).SequenceEqual(Stems(word))))
            {
                because.Add((word, weight));
            }
        }
    }

    private static List<string> Stems(string phrase) => [.. TaskWords.Of(phrase).Where(word => !word.InName).Select(word => word.Stem)];

    private int Row(string skill)
    {
        for (var at = 0; at < table.Rows.Count; at++)
        {
            if (table.Rows[at].Skill == skill)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>A name behind a slash: not a part of a path, and not the route of an endpoint.</summary>
    [GeneratedRegex(@"(?<![\w/.:\-])(?<!\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|route|endpoint|path)[ ""'`]{1,3})/(?<name>[a-z0-9][a-z0-9-]*)(?![\w/\-])", RegexOptions.CultureInvariant)]
    private static partial Regex Forced();
}
