using Backsmith.Proofs;
using Backsmith.Secrets;

namespace Backsmith.Deliveries;

/// <summary>A delivery in words: the four parts that every report shows. Text, Markdown, HTML and JSON are written from this and from nothing else, so that they say the same. Its JSON form is <c>docs/report.schema.json</c>.</summary>
/// <param name="Version">Form of this record; 1.</param>
/// <param name="ExecutionId">Which execution.</param>
/// <param name="Kind"><c>review</c> or <c>verify</c>.</param>
/// <param name="ExitCode">Exit code of the command.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="FinishedAt">When the delivery was gathered.</param>
/// <param name="Headline">The outcome in one sentence.</param>
/// <param name="Verdict">What the proof came to; null when there is no patch.</param>
/// <param name="Evidence">How far the evidence goes; null when there is no patch.</param>
/// <param name="Claim">What the patch says it does; null when there is no patch.</param>
/// <param name="Alerts">What a reader must look at first.</param>
/// <param name="Analysis">What was seen.</param>
/// <param name="ArchitectureDecision">What was decided, and what else was weighed.</param>
/// <param name="Implementation">The diff and its proof.</param>
/// <param name="Considerations">What follows from it, and what was not looked at.</param>
public sealed record Answer(
    int Version,
    string ExecutionId,
    string Kind,
    int ExitCode,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string Headline,
    Verdict? Verdict,
    EvidenceLevel? Evidence,
    Claim? Claim,
    IReadOnlyList<string> Alerts,
    Analysis Analysis,
    ArchitectureDecision ArchitectureDecision,
    Implementation Implementation,
    Considerations Considerations)
{
    /// <summary>Puts a delivery into words, secrets left out.</summary>
    public static Answer Of(Delivery delivery) => new Redaction(delivery.Secrets).OfRecord(Whole(delivery));

    private static Answer Whole(Delivery delivery)
    {
        var findings = ReportedFinding.Of(delivery);
        var checklist = ChecklistLine.Of(delivery);
        var judgement = delivery.Proof?.Judgement;
        return new Answer(
            1, delivery.ExecutionId, delivery.Kind, delivery.ExitCode, delivery.StartedAt, delivery.FinishedAt,
            Headlines.Of(delivery), judgement?.Verdict, judgement?.Level, delivery.Proof?.Evidence.Claim,
            judgement?.Alerts ?? [],
            Analysis.Of(delivery, checklist, findings),
            ArchitectureDecision.Of(delivery),
            Implementation.Of(delivery),
            Considerations.Of(delivery, checklist, findings));
    }
}
