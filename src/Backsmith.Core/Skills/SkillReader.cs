using Backsmith.Frontmatter;

namespace Backsmith.Skills;

/// <summary>What was read of a folder.</summary>
/// <param name="Skill">The skill, as far as it can be used; null without a name or a description.</param>
/// <param name="Problems">Where its fields are not as the specification wants them.</param>
public sealed record SkillReading(Skill? Skill, IReadOnlyList<SkillProblem> Problems);

/// <summary>Reads a skill's main file. Skills of other people are used also when they break a rule that does no harm; what they break is told.</summary>
public static class SkillReader
{
    /// <summary>Reads <c>SKILL.md</c>.</summary>
    public static SkillReading Read(SkillFolder folder)
    {
        if (folder.Text(SkillFolder.Main) is not { } text)
        {
            return new SkillReading(null, [new SkillProblem(SkillFolder.Main, 0, Missing(folder))]);
        }

        var document = FrontmatterText.Read(text);
        var problems = document.Problems.Select(problem => new SkillProblem(SkillFolder.Main, problem.Line, problem.Message)).ToList();
        if (document.Text("name") is { Length: > 0 } name && document.Text("description") is { Length: > 0 } description)
        {
            return new SkillReading(new Skill(name, description, document.Text("license"), Metadata(document), document.Body.Trim('\n'), References(folder), folder), problems);
        }

        foreach (var field in new[] { "name", "description" }.Where(field => document.Fields.Count > 0 && document.Text(field) is not { Length: > 0 }))
        {
            problems.Add(new SkillProblem(SkillFolder.Main, document[field]?.Line ?? 1, $"There is no {field}. Write '{field}: …' between the two lines of hyphens."));
        }

        return new SkillReading(null, problems.Count > 0 ? problems : [new SkillProblem(SkillFolder.Main, 1, "There are no fields. Write name and description between the two lines of hyphens.")]);
    }

    private static string Missing(SkillFolder folder) =>
        !folder.Files.TryGetValue(SkillFolder.Main, out var content) ? $"The folder holds no {SkillFolder.Main}. Write one, with that name in capitals; a link to one is not followed."
        : content is null ? $"The file is larger than {SkillFolder.LargestFile >> 20} MiB. Move what is not always needed to references/."
        : "The file is not UTF-8. Save it in that encoding.";

    private static Dictionary<string, string> Metadata(FrontmatterText document) =>
        document["metadata"]?.Value is FieldValue.Map map ? map.Entries.ToDictionary(entry => entry.Key, entry => entry.Value) : [];

    private static List<string> References(SkillFolder folder) =>
    [
        .. folder.Files.Where(file => file.Value is not null && file.Key != SkillFolder.Main && file.Key.EndsWith(".md", StringComparison.Ordinal)).Select(file => file.Key).Order(StringComparer.Ordinal),
    ];
}
