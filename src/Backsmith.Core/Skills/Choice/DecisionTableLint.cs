namespace Backsmith.Skills.Choice;

/// <summary>Holds a decision table to the skills beside it.</summary>
public static class DecisionTableLint
{
    /// <summary>What is wrong with a table: it cannot be read, a row is for no skill, or a skill has no row.</summary>
    /// <param name="text">The file.</param>
    /// <param name="folders">The skills beside it.</param>
    public static IReadOnlyList<SkillProblem> Check(string text, IReadOnlyList<SkillFolder> folders)
    {
        var (table, problem) = DecisionTable.Read(text);
        if (table is null)
        {
            return [new SkillProblem(DecisionTable.FileName, 0, problem!)];
        }

        var names = folders.Select(folder => folder.Name).ToHashSet();
        return
        [
            .. table.Rows.Where(row => !names.Contains(row.Skill)).Select(row => new SkillProblem(DecisionTable.FileName, StrictJson.LineOf(text, row.Skill), $"There is no skill '{row.Skill}' beside this table.")),
            .. names.Except(table.Rows.Select(row => row.Skill)).Order(StringComparer.Ordinal).Select(name => new SkillProblem(DecisionTable.FileName, 0, $"'{name}' has no row. Write the words of a task that lead to it.")),
        ];
    }
}
