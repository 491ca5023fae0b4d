using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backsmith.Inspection;

/// <summary>First message to the inspector.</summary>
/// <param name="Protocol">Version of the protocol the host speaks: <see cref="Wire.Version"/>.</param>
/// <param name="Root">Absolute path of the repository root.</param>
public sealed record InitializeRequest(int Protocol, string Root);

/// <summary>Answer to <see cref="InitializeRequest"/>.</summary>
/// <param name="Protocol">Version of the protocol the inspector speaks; the host stops when it differs.</param>
/// <param name="Inspector">Version of the inspector.</param>
/// <param name="Roslyn">Version of the compiler it hosts.</param>
public sealed record InitializeAnswer(int Protocol, string Inspector, string Roslyn);

/// <summary>Parameters of <c>review</c> on the wire: the caller's request, and where the collected command lines lie.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Collected">Absolute path, inside the sandbox, of a file that holds one <see cref="CollectedCodeBase"/>.</param>
/// <param name="Kept">Absolute path, inside the sandbox, of a folder where reviews of unchanged projects are kept; null keeps none.</param>
public sealed record WireReviewRequest(ReviewRequest Request, string Collected, string? Kept = null);

/// <summary>Parameters of <c>query</c> on the wire.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Collected">As in <see cref="WireReviewRequest"/>; the same as before as long as the host has nothing newer.</param>
public sealed record WireQuery(CodeQuery Query, string Collected);

/// <summary>Result of <c>query</c>: one of both is there.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Stale">Why what was collected does not hold any more; the host collects anew and asks again.</param>
public sealed record WireQueryResult(CodeAnswer? Answer, string? Stale);

/// <summary>How host and inspector write and read messages; described in <c>protocol.md</c>.</summary>
public static class Wire
{
    /// <summary>Version of the protocol; both ends carry it.</summary>
    public const int Version = 1;

    /// <summary>Longest line either side accepts, in bytes: 256 MiB.</summary>
    public const int LongestLine = 256 * 1024 * 1024;

    /// <summary>JSON as both ends write it: camelCase names, enumerations as camelCase strings, bytes as base64.</summary>
    public static JsonSerializerOptions Json { get; } = MakeOptions();

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
