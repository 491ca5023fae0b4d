using Backsmith.Storage;
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

    /// <summary>The task in which another role looks at a patch that is proven.</summary>
    internal static NewTask PeerReview(ProvePayload proven) =>
        new($"peer-review:{proven.Round}", "peer-review", Phase.Validation, TaskPurpose.Plan, "Review what was built", "A role that did not write the patch reads it, runs what it likes and says what must change.", "A proof says what was checked, not that the change is wise.", RecordJson.Write(proven), [], MaxAttempts: 3);

    /// <summary>What follows when a patch has to be changed: a worker that changes it, and another round.</summary>
    /// <param name="last">Where it stands.</param>
    /// <param name="title">What is to be done, in one line.</param>
    /// <param name="why">Why.</param>
    /// <param name="role">Who does it.</param>
    /// <param name="done">What must hold.</param>
    /// <param name="feedback">Digest of what was seen.</param>
    public static IReadOnlyList<NewTask> Mend(ProvePayload last, string title, string why, string role, IReadOnlyList<string> done, string feedback)
    {
        var round = last.Round + 1;
        var work = new WorkPayload(last.Base, last.Plan!, role, done, feedback);
        return
        [
            new NewTask($"mend:{round}", "work", Phase.Building, TaskPurpose.Bug, $"{title}, round {round}", "The patch cannot be handed over as it is. Find out why and mend it, without weakening a test or a rule.", why, RecordJson.Write(work), [], MaxAttempts: 3),
            Assemble(round, RecordJson.Write(new AssemblePayload(last.Base, last.Plan!, round, last))),
        ];
    }
}
