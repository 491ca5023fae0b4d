using Backsmith.WorkTasks;

namespace Backsmith.Executions;

/// <summary>The tasks an execution starts with, and those that its steps queue.</summary>
public static class Plan
{
    /// <summary>The first task of every execution.</summary>
    public static IReadOnlyList<NewTask> First() =>
    [
        new("snapshot", "snapshot", Phase.Investigation, TaskPurpose.Plan, "Take a snapshot", "Capture the tracked and unignored files as they stand.", "Everything that follows is about one immutable tree.", "{}", []),
    ];

    internal static NewTask Review(string payload) =>
        new("review", "review", Phase.Investigation, TaskPurpose.Plan, "Review the base", "Restore packages, open the code in the sandbox and run every rule.", "What is wrong before is what a patch is judged by.", payload, []);

    internal static NewTask Measure(string payload) =>
        new("measure", "measure", Phase.Investigation, TaskPurpose.Plan, "Build and test the base", "Build and test the base in a copy of its own.", "A proof compares both sides; this is the first.", payload, []);

    internal static NewTask Fix(string fingerprint, string title, string rationale, string payload) =>
        new($"fix:{fingerprint}", "fix", Phase.Building, TaskPurpose.Bug, title, "Make the rule's fix in a throw-away copy and let git compute the diff.", rationale, payload, []);

    internal static NewTask Prove(int round, string payload, IReadOnlyList<string> after) =>
        new($"prove:{round}", "prove", Phase.Validation, TaskPurpose.Plan, round == 0 ? "Prove the patch" : $"Prove a part of the patch, round {round}", "Apply, build, test and review the patched tree and compare.", "Nothing is handed over that was not proven.", payload, after);

    internal static NewTask Deliver(string payload) =>
        new("deliver", "deliver", Phase.Validation, TaskPurpose.Plan, "Gather the delivery", "Bring findings, patches and proof together.", "One door leads out.", payload, []);
}
