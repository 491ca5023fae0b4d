using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backsmith.Storage;

/// <summary>How records are written as JSON, in the store, between processes and in reports: camelCase, enumerations by name, nulls left out.</summary>
public static class RecordJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Writes a record.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Writes a record as UTF-8.</summary>
    public static byte[] WriteBytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads a record that this program wrote.</summary>
    /// <exception cref="JsonException">The text is not such a record: the store was changed by something else.</exception>
    public static T Read<T>(string json) => Read<T>(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a record that this program wrote.</summary>
    /// <exception cref="JsonException">The text is not such a record: the store was changed by something else.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
