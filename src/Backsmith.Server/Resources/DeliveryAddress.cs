using Backsmith.Deliveries;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Resources;

/// <summary>Addresses of the files of a delivery: <c>backsmith://executions/ID/FILE</c>.</summary>
/// <param name="Execution">Id of the execution.</param>
/// <param name="File">Name of the file.</param>
internal sealed record DeliveryAddress(string Execution, string File)
{
    /// <summary>The form of such an address (RFC 6570).</summary>
    public const string Template = Start + "{execution}/{file}";

    private const string Start = "backsmith://executions/";

    private static readonly (string Name, string Type, string Title, bool OfPatch)[] Known =
    [
        ("report.md", "text/markdown", "Report", false),
        ("changes.patch", "text/x-diff", "Patch", true),
        ("proof.intoto.jsonl", "application/vnd.in-toto+json", "Proof, signed", true),
        ("proof.pub.pem", "application/x-pem-file", "Key to check the proof with", true),
        ("findings.before.sarif", "application/sarif+json", "Findings of the base", false),
        ("findings.after.sarif", "application/sarif+json", "Findings with the patch", true),
        ("tasks.json", "application/json", "Tasks of the execution", false),
        ("report.html", "text/html", "Report for a browser", false),
    ];

    /// <summary>Names of the files there can be.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(file => file.Name)];

    /// <summary>What the file holds (RFC 6838).</summary>
    public string MimeType => Known.First(file => file.Name == File).Type;

    /// <summary>The address.</summary>
    public override string ToString() => Start + Execution + "/" + File;

    /// <summary>Reads an address; null when it is none of a file that there can be.</summary>
    public static DeliveryAddress? Parse(string address) =>
        address.StartsWith(Start, StringComparison.Ordinal) && address[Start.Length..].Split('/') is [{ Length: > 0 } execution, var file] && Names.Contains(file)
            ? new DeliveryAddress(execution, file)
            : null;

    /// <summary>Resources of a delivery.</summary>
    public static IReadOnlyList<ResourceLinkBlock> Links(Delivery delivery) =>
        [.. Of(delivery).Select(file => new ResourceLinkBlock { Uri = file.Address.ToString(), Name = file.Address.File, Title = file.Title, MimeType = file.Address.MimeType })];

    /// <summary>Resources of a delivery, as they are listed.</summary>
    public static IEnumerable<Resource> Listed(Delivery delivery) =>
        Of(delivery).Select(file => new Resource { Uri = file.Address.ToString(), Name = $"{delivery.ExecutionId}/{file.Address.File}", Title = $"{file.Title} of {delivery.Kind} {delivery.ExecutionId}", MimeType = file.Address.MimeType });

    private static IEnumerable<(DeliveryAddress Address, string Title)> Of(Delivery delivery) =>
        Known.Where(file => !file.OfPatch || (delivery.Proof is { } proof && (file.Name != "findings.after.sarif" || proof.Evidence.After?.Review is not null)))
            .Select(file => (new DeliveryAddress(delivery.ExecutionId, file.Name), file.Title));
}
