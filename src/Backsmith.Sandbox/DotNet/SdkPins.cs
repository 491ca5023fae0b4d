using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet;

/// <summary>What stands in for the <c>global.json</c> files of a copy that name an SDK which is not installed.</summary>
/// <param name="Mounts">Files of ours, seen by .NET commands alone in the place of those of the copy; the copy itself keeps its own.</param>
/// <param name="Notes">One sentence for each file.</param>
internal sealed record SdkPins(IReadOnlyList<SandboxMount> Mounts, IReadOnlyList<string> Notes)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Nothing stands in.</summary>
    public static SdkPins None { get; } = new([], []);

    /// <summary>Looks at the files of a copy as they stand, and lays out what stands in for them.</summary>
    public static async Task<SdkPins> ReadAsync(CopySession session, DotNetCommand dotnet, ExchangeFolder exchange, string root, CancellationToken cancellationToken)
    {
        var script = ShellScript.Command("list", "sdk-pins.sh", CopyAccess.ReadOnly, root, root);
        var listing = await session.RunAsync(dotnet.Of("list", restoring: false, NetworkAccess.None) with { Arguments = script.Arguments, Access = CopyAccess.ReadOnly }, cancellationToken);
        var parts = Encoding.UTF8.GetString(listing.Output).Split('\0');
        var (mounts, notes) = (new List<SandboxMount>(), new List<string>());
        for (var index = 0; index + 2 < parts.Length; index += 3)
        {
            var (text, wish) = Unpinned(parts[index + 1]);
            mounts.Add(new SandboxMount(exchange.Write(Path.GetRandomFileName(), text), $"{root}/{parts[index]}"));
            notes.Add($"'{parts[index]}' {wish}; {parts[index + 2]} is used in its place.");
        }

        return new SdkPins(mounts, notes);
    }

    /// <summary>The file without its choice of SDK, and what that was. <c>dotnet</c> runs nowhere below a file that is no JSON, so an empty one stands in for it.</summary>
    private static (string Text, string Wish) Unpinned(string encoded)
    {
        try
        {
            if (JsonNode.Parse(Convert.FromBase64String(encoded).AsSpan().TrimStart(Encoding.UTF8.Preamble), documentOptions: Lenient) is JsonObject file && file["sdk"] is { } sdk)
            {
                file.Remove("sdk");
                return (file.ToJsonString(), sdk is JsonObject && sdk["version"] is { } version ? $"asks for the .NET SDK {version}, which is not installed" : "asks for an SDK that is not installed");
            }
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException)
        {
            // Said below.
        }

        return ("{}", "is none that dotnet can read");
    }
}
