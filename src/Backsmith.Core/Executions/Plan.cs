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

    /// <summary>The task that proves a patch, or a part of it.</summary>
    public static NewTask Prove(int round, string payload, IReadOnlyList<string> after) =>
        new($"prove:{round}", "prove", Phase.Validation, TaskPurpose.Plan, round == 0 ? "Prove the patch" : $"Prove a part of the patch, round {round}", "Apply, build, test and review the patched tree and compare.", "Nothing is handed over that was not proven.", payload, after);

    /// <summary>The last task.</summary>
    public static NewTask Deliver(string payload) =>
        new("deliver", "deliver", Phase.Validation, TaskPurpose.Plan, "Gather the delivery", "Bring findings, patches and proof together.", "One door leads out.", payload, []);

    /// <summary>The task that has the plan of <c>solve</c> written.</summary>
    internal static NewTask Think(string payload) =>
        new("plan", "plan", Phase.Investigation, TaskPurpose.Plan, "Write the plan", "Look at the repository and write down what is required, what must hold at the end, and the steps.", "Analysis comes before work.", payload, [], MaxAttempts: 3);

    /// <summary>The task that brings together what workers changed.</summary>
    public static NewTask Assemble(int round, string payload) =>
        new($"assemble:{round}", "assemble", Phase.Validation, TaskPurpose.Plan, round == 0 ? "Bring the changes together" : $"Bring the changes together, round {round}", "Lay what each worker changed on one copy and let git compute the diff.", "One patch is proven and delivered.", payload, []);
}
