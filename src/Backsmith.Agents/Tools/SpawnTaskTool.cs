using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Tools;

/// <summary>Spawns a task for something that was discovered.</summary>
public sealed class SpawnTaskTool : AgentTool<SpawnTaskTool.Arguments>
{
    /// <summary>The task.</summary>
    /// <param name="Phase">Phase.</param>
    /// <param name="Kind">Why it exists.</param>
    /// <param name="Subject">What it is about.</param>
    /// <param name="Title">One line.</param>
    /// <param name="Description">What is to be done.</param>
    /// <param name="Rationale">Why.</param>
    /// <param name="Done">What must hold.</param>
    /// <param name="BlockedBy">Keys of tasks that must end first.</param>
    public sealed record Arguments(
        [property: Description("Investigation only reads; Building edits files; Validation checks what was built.")] Phase Phase,
        [property: Description("Bug, Performance, Security, Optimisation or Refactoring.")] TaskPurpose Kind,
        [property: Description("What it is about: a file, Type.Member, route or table, as exactly as you can. Tasks of one phase and kind about one subject are one task.")] string Subject,
        [property: Description("One line.")] string Title,
        [property: Description("What is to be done, with what you know already.")] string Description,
        [property: Description("Why it is worth doing.")] string Rationale,
        [property: Description("What must hold for it to be done; each can be checked.")] IReadOnlyList<string> Done,
        [property: Description("Keys of tasks that must end first; empty for none.")] IReadOnlyList<string>? BlockedBy = null);

    /// <inheritdoc/>
    public override string Name => "spawn_task";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var key = TaskKey.Of(arguments.Phase, arguments.Kind, arguments.Subject);
        var own = RecordJson.Read<WorkPayload>(context.Task.Payload);
        var task = new NewTask(
            key, "work", arguments.Phase, arguments.Kind, arguments.Title, arguments.Description, arguments.Rationale,
            RecordJson.Write(own with { Done = arguments.Done, Feedback = null }), arguments.BlockedBy ?? [], MaxAttempts: 3);
        var spawned = await context.Store.SpawnAsync(context.Task.Id, context.Task.Attempt, [task], context.Limits, cancellationToken);
        return !spawned.Accepted ? ToolAnswer.Wrong(spawned.Refusal!)
            : spawned.Joined.Count > 0 ? ToolAnswer.Ok($"There is a task about that already: {key}.")
            : ToolAnswer.Ok($"Spawned as {key}. It is worked on by itself; you need not wait for it.");
    }
}

/// <summary>Keys of tasks that workers spawn: the same for the same thing, however it is worded.</summary>
internal static class TaskKey
{
    /// <summary>A key of phase, kind and subject; case, punctuation, order of words and line numbers do not count.</summary>
    public static string Of(Phase phase, TaskPurpose kind, string subject)
    {
        var words = Words(subject).Where(word => !word.All(char.IsDigit)).Distinct().Order(StringComparer.Ordinal).ToList();
        var readable = string.Join('-', words.Take(5));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words))))[..8];
        return string.Create(CultureInfo.InvariantCulture, $"work:{phase}:{kind}:{(readable.Length > 40 ? readable[..40] : readable)}-{digest}").ToLowerInvariant();
    }

    /// <summary>Lower-case words; <c>OrderService.cs</c>, <c>OrderService</c> and <c>order service</c> have the same.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var spaced = string.Concat(text.Select((c, at) => at > 0 && char.IsUpper(c) && char.IsLower(text[at - 1]) ? $" {c}" : $"{c}"));
        foreach (var c in spaced.ToLowerInvariant() + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                var whole = word.ToString();
                word.Clear();
                if (whole is not ("cs" or "the" or "a" or "an" or "of" or "in" or "src" or "line"))
                {
                    yield return whole;
                }
            }
        }
    }
}
