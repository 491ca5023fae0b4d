using System.Security.Cryptography;
using System.Text;
using Backsmith.Proofs;
using Backsmith.Secrets;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Deliveries;

/// <summary>One file of a delivery folder.</summary>
public sealed record DeliveryFile(string Name, byte[] Content);

/// <summary>What a delivery folder holds.</summary>
public static class DeliveryFolder
{
    /// <summary>Every file but the logs.</summary>
    public static IReadOnlyList<DeliveryFile> Files(Delivery delivery, IReadOnlyList<WorkTask> tasks, ECDsa key, string toolVersion)
    {
        var answer = Answer.Of(delivery);
        var redaction = new Redaction(delivery.Secrets);
        var files = new List<DeliveryFile>
        {
            Text("report.md", MarkdownReport.Write(answer)),
            Text("report.html", HtmlReport.Write(answer)),
            Text("findings.before.sarif", SarifReport.OfBase(delivery, toolVersion)),
            new("tasks.json", RecordJson.WriteBytes(redaction.OfRecord(tasks))),
        };
        if (delivery.Proof is { } proof)
        {
            files.Add(new DeliveryFile("changes.patch", proof.Evidence.Patch.Diff.ToArray()));
            files.Add(Text("proof.intoto.jsonl", DsseEnvelope.Sign(ProofStatement.Write(delivery, proof, toolVersion), DsseEnvelope.InTotoPayload, key) + "\n"));
            files.Add(Text("proof.pub.pem", key.ExportSubjectPublicKeyInfoPem() + "\n"));
            if (proof.Evidence.After?.Review is { } after)
            {
                files.Add(Text("findings.after.sarif", SarifReport.OfPatched(delivery, after, toolVersion)));
            }
        }

        return files;
    }

    private static DeliveryFile Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
