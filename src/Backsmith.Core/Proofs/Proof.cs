using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>A verdict with the evidence it was made from.</summary>
/// <param name="Evidence">What was measured.</param>
/// <param name="Judgement">What it comes to.</param>
public sealed record Proof(Evidence Evidence, Judgement Judgement)
{
    /// <summary>Judges evidence.</summary>
    public static Proof Of(Evidence evidence) => new(evidence, Judge.Decide(evidence));

    /// <summary>Every command that ran for it, base first.</summary>
    public IEnumerable<CommandRun> Commands =>
        Of(Evidence.Before)
            .Concat(Evidence.Apply?.Commands ?? [])
            .Concat(Of(Evidence.After))
            .Concat(Of(Evidence.OriginalTests))
            .Concat(Of(Evidence.NewTestsBefore))
            .Concat(Evidence.Coverage?.Commands ?? []);

    private static IEnumerable<CommandRun> Of(Measurement? side) =>
        side is null ? [] : side.Restore.Commands.Concat(side.Build.Commands).Concat(side.Tests.SelectMany(run => run.Commands));
}
