using System.Text.RegularExpressions;
using Backsmith.Frontmatter;

namespace Backsmith.Skills;

/// <summary>Holds a skill to the Agent Skills specification (agentskills.io/specification), and to what Backsmith adds: checks and an exam.</summary>
/// <param name="rules">Ids of the rules that checks may name.</param>
public sealed partial class SkillLint(IReadOnlySet<string> rules)
{
    private const int LongestName = 64, LongestDescription = 1024, LongestCompatibility = 500, BodyLines = 500;

    private static readonly HashSet<string> Known = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];

    /// <summary>Everything that is wrong with a skill, by file and line; empty when all is well. A skill of the product has checks and an exam; others have them or not.</summary>
    public IReadOnlyList<SkillProblem> Check(SkillFolder folder)
    {
        var problems = SkillReader.Read(folder).Problems.ToList();
        if (folder.Text(SkillFolder.Main) is { } text)
        {
            var document = FrontmatterText.Read(text);
            problems.AddRange(Fields(folder, document));
            problems.AddRange(Body(document));
            problems.AddRange(LinkRules.Check(folder, document));
        }

        problems.AddRange(ChecksFile.Lint(folder, rules));
        if (folder.Origin == SkillOrigin.Product && !folder.Files.ContainsKey(ChecksFile.Name))
        {
            problems.Add(new SkillProblem(ChecksFile.Name, 0, "A skill that ships with Backsmith says what judges it. Write checks.json."));
        }

        if (folder.Files.Keys.Any(file => file.StartsWith(ExamFile.Folder, StringComparison.Ordinal)))
        {
            problems.AddRange(ExamFile.Lint(folder));
        }
        else if (folder.Origin == SkillOrigin.Product)
        {
            problems.Add(new SkillProblem(ExamFile.Folder, 0, "A skill that ships with Backsmith shows that it helps. Write an exam."));
        }

        return [.. problems.OrderBy(problem => problem.File == SkillFolder.Main ? "" : problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)];
    }

    private static IEnumerable<SkillProblem> Fields(SkillFolder folder, FrontmatterText document)
    {
        var unknown = document.Fields.Where(field => !Known.Contains(field.Name))
            .Select(field => (field, $"The specification knows no field '{field.Name}'. Move it to metadata, as a text."));
        var wrong =
            from field in document.Fields
            let problem = field.Name switch
            {
                "name" => Name(folder, document.Text("name")),
                "description" => Description(document.Text("description")),
                "license" => document.Text("license") is null ? "The license is one text: a name, or a file of the folder." : null,
                "compatibility" => Compatibility(document.Text("compatibility")),
                "metadata" => field.Value is FieldValue.Map ? null : "metadata holds names with texts. Write each as 'name: value' in a line of its own, indented by two spaces.",
                "allowed-tools" => field.Value is FieldValue.Map ? "allowed-tools is a list, or names with spaces between them." : null,
                _ => null,
            }
            where problem is not null
            select (field, problem);
        return unknown.Concat(wrong).Select(found => new SkillProblem(SkillFolder.Main, found.field.Line, found.Item2));
    }

    private static string? Name(SkillFolder folder, string? name) => name switch
    {
        null => "The name is one text.",
        "" => null,
        { Length: > LongestName } => $"The name has {name.Length} characters. Write {LongestName} at most.",
        _ when !Allowed().IsMatch(name) => $"The name '{name}' holds more than a-z, 0-9 and hyphens. Write it as '{Proposal(name)}', and the folder likewise.",
        _ when name.StartsWith('-') || name.EndsWith('-') || name.Contains("--", StringComparison.Ordinal) => $"The name '{name}' begins or ends with a hyphen, or has two in a row. Write it as '{Proposal(name)}', and the folder likewise.",
        _ when name != folder.Name => $"The name '{name}' is not that of its folder, '{folder.Name}'. Make them equal.",
        _ => null,
    };

    private static string? Description(string? description) => description switch
    {
        null => "The description is one text.",
        "" => null,
        _ when description.EnumerateRunes().Count() is > LongestDescription and var length => $"The description has {length} characters. Write {LongestDescription} at most: what the skill does, and when to use it.",
        _ when !When().IsMatch(description) => "The description does not say when to use the skill. Add 'Use when …' with the words that such a task has.",
        _ => null,
    };

    private static string? Compatibility(string? compatibility) =>
        compatibility?.EnumerateRunes().Count() is >= 1 and <= LongestCompatibility ? null : $"compatibility is one text of 1 to {LongestCompatibility} characters. Without demands on the machine leave it out.";

    private static IEnumerable<SkillProblem> Body(FrontmatterText document)
    {
        var body = document.Body.Trim('\n');
        if (body.Trim().Length == 0)
        {
            yield return new SkillProblem(SkillFolder.Main, document.BodyLine, "There is nothing below the fields. Write what to do.");
        }
        else if (body.Count(letter => letter == '\n') + 1 is >= BodyLines and var lines)
        {
            yield return new SkillProblem(SkillFolder.Main, document.BodyLine, $"The text has {lines} lines. Keep it under {BodyLines}: move what is not always needed to references/.");
        }
    }

    private static string Proposal(string name) => Other().Replace(name.ToLowerInvariant(), "-").Trim('-') is { Length: > 0 } proposal ? proposal : "a-name";

    [GeneratedRegex("^[a-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();

    [GeneratedRegex(@"\b(?:when(?:ever)?|use|used|if|before|after|while|during)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex When();
}
