using System.Text;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Backsmith.Secrets;

namespace Backsmith.Deliveries;

/// <summary>A file of the patch.</summary>
/// <param name="Path">After the change; before it when the file goes.</param>
/// <param name="OldPath">Before, when it differs; else null.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
/// <param name="Binary">Whether the change is a binary one.</param>
public sealed record ChangedPath(string Path, string? OldPath, ChangeKind Kind, int Added, int Removed, bool Binary);

/// <summary>The third part: the diff and its proof.</summary>
/// <param name="Files">What the patch does to each file; empty when there is none.</param>
/// <param name="Diff">The diff as text, secrets left out; null when there is no patch. What is applied is <c>changes.patch</c>.</param>
/// <param name="Notice">What a reader of the diff must know about it; null when it is shown as it is.</param>
/// <param name="Checks">Every check of the proof, in the order in which it was made.</param>
/// <param name="Commands">Every command that ran for it.</param>
/// <param name="Environment">Where it ran; null when there is no patch.</param>
public sealed record Implementation(
    IReadOnlyList<ChangedPath> Files,
    string? Diff,
    string? Notice,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<CommandRun> Commands,
    ProofEnvironment? Environment)
{
    internal static Implementation Of(Delivery delivery) => delivery.Proof is not { } proof
        ? new Implementation([], null, null, [], [], null)
        : new Implementation(
            [.. proof.Evidence.Patch.Files.Select(Describe)],
            Encoding.UTF8.GetString(proof.Evidence.Patch.Diff.Span),
            NoticeOf(delivery, Encoding.UTF8.GetString(proof.Evidence.Patch.Diff.Span)),
            proof.Judgement.Checks,
            [.. proof.Commands],
            delivery.Environment);

    private static string? NoticeOf(Delivery delivery, string diff) => new Redaction(delivery.Secrets).Of(diff) == diff
        ? null
        : "changes.patch holds a secret of the repository in its lines: it is handed over byte for byte, as it was proven, so keep it as safe as the repository. The diff in this report leaves the secret out.";

    private static ChangedPath Describe(FileChange file) => new(
        file.Path, file.OldPath is { } old && old != file.Path ? old : null, file.Kind,
        file.Hunks.Sum(hunk => hunk.Lines.Count(line => line.Mark == '+')),
        file.Hunks.Sum(hunk => hunk.Lines.Count(line => line.Mark == '-')),
        file.Binary);
}
