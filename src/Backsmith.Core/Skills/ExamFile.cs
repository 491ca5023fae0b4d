using Backsmith.Patches;
using Backsmith.Proofs;

namespace Backsmith.Skills;

/// <summary>A task that shows whether a skill helps.</summary>
/// <param name="Task">What a user would write.</param>
/// <param name="Claim">What the patch must say that it does.</param>
/// <param name="Acceptance">Program and arguments that fail before and pass after.</param>
public sealed record SkillExam(string Task, Claim Claim, IReadOnlyList<string> Acceptance);

/// <summary>A skill's <c>exam/</c>: the task, a repository to do it in, tests that judge it, and a solution.</summary>
public static class ExamFile
{
    /// <summary>Where it lies in a skill's folder.</summary>
    public const string Folder = "exam/";

    /// <summary>What describes the exam.</summary>
    public const string Name = "exam/exam.json";

    /// <summary>The reference solution, as a diff against the repository.</summary>
    public const string Solution = "exam/solution.patch";

    /// <summary>Folder of the repository.</summary>
    public const string Repository = "exam/repository/";

    /// <summary>Folder of the tests, laid into the solved tree as <c>acceptance/</c>.</summary>
    public const string Acceptance = "exam/acceptance/";

    private const string Form = """{"task":"…","claim":"feature","acceptance":["dotnet","test","acceptance/Acceptance.csproj"]}, the claim one of feature, repair and preserve""";

    /// <summary>Reads the exam of a skill; null when it has none or it cannot be read.</summary>
    public static SkillExam? Read(SkillFolder folder) => folder.Text(Name) is { } text ? StrictJson.Read<SkillExam>(text, Form).Value : null;

    /// <summary>Whether a skill has everything that its exam is sat with.</summary>
    public static bool HasParts(SkillFolder folder) => Has(folder, Repository) && Has(folder, Acceptance) && folder.Files.GetValueOrDefault(Solution) is not null;

    private static bool Has(SkillFolder folder, string part) => folder.Files.Keys.Any(file => file.StartsWith(part, StringComparison.Ordinal));

    /// <summary>What an exam lacks.</summary>
    internal static IEnumerable<SkillProblem> Lint(SkillFolder folder)
    {
        if (folder.Text(Name) is not { } text)
        {
            yield return new SkillProblem(Name, 0, $"The exam has no readable task. Write {Form}.");
        }
        else if (StrictJson.Read<SkillExam>(text, Form) is { Problem: { } problem } read)
        {
            yield return new SkillProblem(Name, read.Line, problem);
        }
        else if (Read(folder) is { } exam && (string.IsNullOrWhiteSpace(exam.Task) || exam.Acceptance.Count == 0 || exam.Acceptance.Any(string.IsNullOrWhiteSpace)))
        {
            yield return new SkillProblem(Name, 1, $"The exam needs a task, and a program without empty arguments that accepts it. Write {Form}.");
        }

        foreach (var part in new[] { Repository, Acceptance }.Where(part => !Has(folder, part)))
        {
            yield return new SkillProblem(Name, 0, $"The exam has no {part}.");
        }

        if (SolutionProblem(folder) is { } unsolved)
        {
            yield return new SkillProblem(Solution, 0, unsolved);
        }
    }

    private static string? SolutionProblem(SkillFolder folder)
    {
        if (folder.Files.GetValueOrDefault(Solution) is not { Length: > 0 } patch)
        {
            return "The exam has no solution. Make one with 'git diff' in a solved copy of its repository.";
        }

        var outcome = UnifiedDiff.Parse(patch, "", PatchAuthor.Human);
        return outcome.Problem ?? (outcome.Patch!.Files.Count == 0 ? "The solution changes nothing." : null);
    }
}
