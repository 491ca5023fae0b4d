using System.Globalization;
using System.Text;
using Backsmith.Deliveries;
using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Backsmith.Storage;

namespace Backsmith.Cli.Commands;

/// <summary>How skills are printed.</summary>
internal static class SkillListing
{
    private const int Width = 100;

    /// <summary>One line for each skill; with matches, the matching ones and why.</summary>
    public static string Text(SkillLibrary library, IReadOnlyList<SkillMatch>? matches)
    {
        if (matches is { Count: 0 })
        {
            return "No skill fits this task.\n";
        }

        var text = new StringBuilder();
        var skills = matches?.Select(match => match.Skill).ToList() ?? library.Skills;
        var width = skills.Max(skill => skill.Name.Length);
        for (var at = 0; at < skills.Count; at++)
        {
            var skill = skills[at];
            var told = matches is null ? Short(skill.Description) : Why(matches[at]);
            text.Append(CultureInfo.InvariantCulture, $"{PlainText.Line(skill.Name).PadRight(width)}  {Word(skill.Origin),-10}  {PlainText.Line(told)}\n");
            foreach (var hidden in library.Hidden.Where(hidden => hidden.By == skill))
            {
                text.Append(CultureInfo.InvariantCulture, $"{"".PadRight(width)}  {"",-10}  instead of the {Word(hidden.Skill.Origin)} skill in {PlainText.Line(hidden.Skill.Folder.Location)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The same as one JSON value.</summary>
    public static string Json(SkillLibrary library, IReadOnlyList<SkillMatch>? matches) => RecordJson.Write(new
    {
        Skills = matches is null
            ? library.Skills.Select(skill => Entry(library, skill, null))
            : matches.Select(match => Entry(library, match.Skill, match)),
        Unreadable = library.Unreadable.Select(folder => new { Folder = folder.Folder.Location, folder.Problems }),
    }) + "\n";

    /// <summary>A skill as a model reads it once it is picked.</summary>
    public static string Whole(Skill skill)
    {
        var more = skill.References.Count == 0 ? "" : $"\n\nFurther files, printed by 'backsmith skills show {skill.Name} FILE':\n" + string.Join('\n', skill.References.Select(reference => "  " + reference));
        return $"{skill.Name} ({Word(skill.Origin)}, {skill.Folder.Location})\n{skill.Description}\n\n{skill.Body}{more}";
    }

    /// <summary>One line for each problem: file, line, what to do.</summary>
    public static string Problems(IEnumerable<(string At, SkillProblem Problem)> problems) => string.Concat(problems.Select(entry =>
        PlainText.Line($"{entry.At}/{entry.Problem.File}{(entry.Problem.Line > 0 ? ":" + entry.Problem.Line.ToString(CultureInfo.InvariantCulture) : "")}: {entry.Problem.Message}") + "\n"));

    private static object Entry(SkillLibrary library, Skill skill, SkillMatch? match) => new
    {
        skill.Name,
        skill.Description,
        skill.Origin,
        Folder = skill.Folder.Location,
        skill.License,
        skill.References,
        InsteadOf = library.Hidden.Where(hidden => hidden.By == skill).Select(hidden => new { hidden.Skill.Origin, Folder = hidden.Skill.Folder.Location }),
        match?.Forced,
        match?.Because,
    };

    private static string Why(SkillMatch match) =>
        (match.Forced, match.Because.Count) switch
        {
            (true, 0) => "named by the task",
            (true, _) => "named by the task, which also says: " + string.Join(", ", match.Because),
            _ => "the task says: " + string.Join(", ", match.Because),
        };

    /// <summary>What it does, without when to use it, cut at a word.</summary>
    private static string Short(string description)
    {
        var use = description.IndexOf(" Use when", StringComparison.Ordinal);
        var text = use > 0 ? description[..use] : description;
        return text.Length <= Width ? text : text[..(text.LastIndexOf(' ', Width) is > 0 and var space ? space : Width)].TrimEnd(',', '-', ' ') + " …";
    }

    private static string Word(SkillOrigin origin) => origin switch { SkillOrigin.Product => "product", SkillOrigin.Home => "home", _ => "repository" };
}
