using System.Globalization;
using System.Reflection;
using System.Text;
using Backsmith.Executions;
using Backsmith.Inspection;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Work;

/// <summary>The first messages of a task: who the worker is, where it is, what it knows, what is to be done.</summary>
internal static class Prompt
{
    private const string Reading = "You read in this task; you cannot change files. End with `finish`.";
    private const string Editing = "You change files in this task. Build and test before you end with `finish`.";

    /// <summary>For planning.</summary>
    public static IReadOnlyList<ChatMessage> ForPlan(WorkerText worker, string task, ReviewedBase reviewed) =>
    [
        new ChatMessage(ChatRole.System, System(worker with { Roles = [] })),
        new ChatMessage(ChatRole.User, Fill("plan", ("task", task), ("repository", Repository(reviewed)))),
    ];

    /// <summary>For a step of the plan, or a task that was discovered.</summary>
    public static IReadOnlyList<ChatMessage> ForWork(WorkerText worker, string task, WorkPlan plan, WorkTask work, IReadOnlyList<string> done, string? feedback) =>
    [
        new ChatMessage(ChatRole.System, System(worker)),
        new ChatMessage(ChatRole.User, Fill(
            "work", ("task", task), ("plan", PlanText.Write(plan)), ("title", work.Title), ("description", work.Description), ("rationale", work.Rationale),
            ("done", PlanText.Bullets(done.Count > 0 ? done : plan.AcceptanceCriteria)),
            ("feedback", feedback is null ? "" : $"# What an earlier attempt came to\n\n{feedback}\n\nThe copy holds that attempt. Mend it.\n"),
            ("access", work.Phase == Phase.Building ? Editing : Reading))),
    ];

    /// <summary>For the review of a patch.</summary>
    public static IReadOnlyList<ChatMessage> ForReview(WorkerText worker, string task, WorkPlan plan, IReadOnlyList<string> decisions, string diff) =>
    [
        new ChatMessage(ChatRole.System, System(worker with { Roles = [] })),
        new ChatMessage(ChatRole.User, Fill("review", ("task", task), ("plan", PlanText.Write(plan)), ("claim", plan.Claim.ToString().ToLowerInvariant()), ("decisions", decisions.Count > 0 ? PlanText.Bullets(decisions) : "- nothing"), ("diff", diff))),
    ];

    private static string System(WorkerText worker)
    {
        var text = new StringBuilder(worker.Role.TrimEnd()).Append("\n\n").Append(Text("world").TrimEnd());
        foreach (var skill in worker.Skills)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n# Skill: {skill.Name}\n\n{skill.Text.TrimEnd()}");
        }

        List(text, "Other roles, for `delegate`", worker.Roles);
        List(text, "Skills, for `load_skill`", worker.OtherSkills);
        text.Append(!string.IsNullOrWhiteSpace(worker.Memory) ? $"\n\n# Memory of earlier work\n\n{worker.Memory.TrimEnd()}" : "");
        return text.ToString();
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<NamedText> entries)
    {
        if (entries.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n# {title}\n").AppendJoin("", entries.Select(entry => $"\n- {entry.Name}: {entry.Text}"));
        }
    }

    private static string Repository(ReviewedBase reviewed)
    {
        var (review, text) = (reviewed.Review, new StringBuilder());
        foreach (var project in review.Projects)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {project.Path} ({project.TargetFramework}{(project.IsTest ? ", tests" : "")}): {project.Files} files, {project.Lines} lines\n");
        }

        foreach (var part in reviewed.Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {part.Place} ({part.Stack}): {part.Files} files{(part.TestFiles.Count > 0 ? $", tests in {string.Join(", ", part.TestFiles.Take(5))}" : "")}\n");
        }

        if (review.Projects.Count == 0)
        {
            return text.Append("\nThe rules and the questions about symbols know C# alone; here you read and search.").ToString();
        }

        var findings = review.Findings.Where(finding => !finding.Suppressed).ToList();
        text.Append(CultureInfo.InvariantCulture, $"\nThe rules report {findings.Count} findings there now");
        foreach (var rule in findings.GroupBy(finding => finding.RuleId).OrderByDescending(group => group.Count()).Take(10))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {rule.Key}, {rule.Count()} times, for instance {rule.First().Location.Path}:{rule.First().Location.StartLine}");
        }

        return text.ToString();
    }

    /// <summary>Fills places in one pass: text that was put in is not looked at again.</summary>
    private static string Fill(string name, params (string Name, string Value)[] values)
    {
        var template = Text(name);
        var text = new StringBuilder();
        var at = 0;
        while (at < template.Length)
        {
            var next = values.Select(value => (value, Place: template.IndexOf($"{{{value.Name}}}", at, StringComparison.Ordinal))).Where(found => found.Place >= 0).OrderBy(found => found.Place).FirstOrDefault();
            if (next.value.Name is null)
            {
                break;
            }

            text.Append(template, at, next.Place - at).Append(next.value.Value);
            at = next.Place + next.value.Name.Length + 2;
        }

        return text.Append(template, at, template.Length - at).ToString().TrimEnd() + "\n";
    }

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"prompts/{name}.md") ?? throw new InvalidOperationException($"{name}.md is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>What a worker is given to read before its task.</summary>
/// <param name="Role">Text of its role.</param>
/// <param name="Skills">Skills that fit.</param>
/// <param name="Roles">Other roles, with what each is for.</param>
/// <param name="OtherSkills">Skills that can be loaded, with what each is for.</param>
/// <param name="Memory">Index of the memory; empty when there is none.</param>
public sealed record WorkerText(string Role, IReadOnlyList<NamedText> Skills, IReadOnlyList<NamedText> Roles, IReadOnlyList<NamedText> OtherSkills, string Memory);

/// <summary>A text with its name.</summary>
public sealed record NamedText(string Name, string Text);
