namespace Backsmith.Skills;

/// <summary>A skill that is not used because another one has its name.</summary>
/// <param name="Skill">The one that gave way.</param>
/// <param name="By">The one that is used.</param>
public sealed record HiddenSkill(Skill Skill, Skill By);

/// <summary>A folder whose skill cannot be used.</summary>
/// <param name="Folder">Which.</param>
/// <param name="Problems">Why.</param>
public sealed record UnreadableSkill(SkillFolder Folder, IReadOnlyList<SkillProblem> Problems);

/// <summary>The skills at hand. Of those with one name, the repository's wins over that of the home folder, and that over the product's.</summary>
/// <param name="Skills">By name.</param>
/// <param name="Hidden">Those that gave way.</param>
/// <param name="Unreadable">Folders without a usable skill.</param>
public sealed record SkillLibrary(IReadOnlyList<Skill> Skills, IReadOnlyList<HiddenSkill> Hidden, IReadOnlyList<UnreadableSkill> Unreadable)
{
    /// <summary>Reads folders; of one origin the earlier wins.</summary>
    public static SkillLibrary Of(IEnumerable<SkillFolder> folders)
    {
        var readings = folders.Select(folder => (Folder: folder, Reading: SkillReader.Read(folder))).ToList();
        var (skills, hidden) = (new List<Skill>(), new List<HiddenSkill>());
        foreach (var same in readings.Select(entry => entry.Reading.Skill).OfType<Skill>().GroupBy(skill => skill.Name))
        {
            var used = same.MaxBy(skill => skill.Origin)!;
            skills.Add(used);
            hidden.AddRange(same.Where(skill => skill != used).Select(skill => new HiddenSkill(skill, used)));
        }

        return new SkillLibrary(
            [.. skills.OrderBy(skill => skill.Name, StringComparer.Ordinal)],
            [.. hidden.OrderBy(entry => entry.Skill.Name, StringComparer.Ordinal)],
            [.. readings.Where(entry => entry.Reading.Skill is null).Select(entry => new UnreadableSkill(entry.Folder, entry.Reading.Problems))]);
    }

    /// <summary>A skill by name; null when there is none.</summary>
    public Skill? Find(string name) => Skills.FirstOrDefault(skill => skill.Name == name);
}
