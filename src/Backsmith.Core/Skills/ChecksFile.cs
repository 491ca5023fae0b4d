namespace Backsmith.Skills;

/// <summary>A rule that judges work done with a skill.</summary>
/// <param name="Id">Of a rule of ours or of the SDK.</param>
/// <param name="Why">Why it matters here.</param>
public sealed record SkillRule(string Id, string Why);

/// <summary>A command that judges work done with a skill.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="Run">Program and arguments, run at the root of the copy.</param>
/// <param name="Expect">How it must end: <c>exit 0</c>.</param>
public sealed record SkillCommand(string Name, IReadOnlyList<string> Run, string Expect);

/// <summary>What judges work done with a skill.</summary>
/// <param name="Rules">Rules that must stay silent about what was changed.</param>
/// <param name="Commands">Commands that must end as they say.</param>
/// <param name="Questions">Yes or no questions that a reviewer answers with file and line.</param>
public sealed record SkillChecks(IReadOnlyList<SkillRule> Rules, IReadOnlyList<SkillCommand> Commands, IReadOnlyList<string> Questions);

/// <summary>A skill's <c>checks.json</c>.</summary>
public static class ChecksFile
{
    /// <summary>Its name.</summary>
    public const string Name = "checks.json";

    private const string Form = """{"rules":[{"id":"BS0001","why":"…"}],"commands":[{"name":"tests","run":["dotnet","test"],"expect":"exit 0"}],"questions":["…?"]}""";

    /// <summary>Reads the checks of a skill; null when it has none or they cannot be read.</summary>
    public static SkillChecks? Read(SkillFolder folder) => folder.Text(Name) is { } text ? StrictJson.Read<SkillChecks>(text, Form).Value : null;

    /// <summary>What is wrong with the checks of a skill.</summary>
    /// <param name="folder">Which.</param>
    /// <param name="rules">Ids of the rules there are.</param>
    internal static IEnumerable<SkillProblem> Lint(SkillFolder folder, IReadOnlySet<string> rules)
    {
        if (folder.Text(Name) is not { } text)
        {
            return folder.Files.ContainsKey(Name) ? [new SkillProblem(Name, 0, "The file is too large or not UTF-8.")] : [];
        }

        var (checks, line, problem) = StrictJson.Read<SkillChecks>(text, Form);
        return checks is null ? [new SkillProblem(Name, line, problem!)] : [.. Rules(checks, text, rules), .. Commands(checks, text), .. Questions(checks, text)];
    }

    private static IEnumerable<SkillProblem> Rules(SkillChecks checks, string text, IReadOnlySet<string> known)
    {
        foreach (var rule in checks.Rules.Where(rule => !known.Contains(rule.Id)))
        {
            yield return At(text, rule.Id, $"There is no rule '{rule.Id}'. docs/rules lists those there are.");
        }

        foreach (var rule in checks.Rules.Where(rule => string.IsNullOrWhiteSpace(rule.Why)))
        {
            yield return At(text, rule.Id, $"Rule '{rule.Id}' does not say why it matters here.");
        }

        foreach (var rule in checks.Rules.GroupBy(rule => rule.Id).Where(same => same.Count() > 1))
        {
            yield return At(text, rule.Key, $"Rule '{rule.Key}' stands here more than once.");
        }
    }

    private static IEnumerable<SkillProblem> Commands(SkillChecks checks, string text)
    {
        foreach (var command in checks.Commands)
        {
            if (string.IsNullOrWhiteSpace(command.Name) || command.Run.Count == 0 || command.Run.Any(string.IsNullOrWhiteSpace))
            {
                yield return At(text, command.Name, $"Command '{command.Name}' needs a name, a program and no empty argument: \"run\": [\"dotnet\", \"test\"].");
            }

            if (!command.Expect.StartsWith("exit ", StringComparison.Ordinal) || !byte.TryParse(command.Expect.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                yield return At(text, command.Expect, $"Command '{command.Name}' expects '{command.Expect}'. Write \"exit 0\", or another exit code up to 255.");
            }
        }
    }

    private static IEnumerable<SkillProblem> Questions(SkillChecks checks, string text) =>
        checks.Questions.Where(question => !question.TrimEnd().EndsWith('?')).Select(question => At(text, question, $"'{question}' is no question that is answered with yes or no."));

    private static SkillProblem At(string text, string value, string message) => new(Name, StrictJson.LineOf(text, value), message);
}
