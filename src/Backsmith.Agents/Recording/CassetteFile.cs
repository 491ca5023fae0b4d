using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backsmith.Models;

namespace Backsmith.Recording;

/// <summary>The file of a cassette: JSON Lines, a head and then an exchange a line. A last line that was not finished, because the process was killed, is as if it were not there.</summary>
internal static class CassetteFile
{
    private const string Head = """{"cassette":1}""";

    /// <summary>A line is UTF-8 without indentation; members that say nothing are left out.</summary>
    private static readonly JsonSerializerOptions Format = new(ModelJson.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>The line of an exchange, its end included.</summary>
    public static byte[] Line(Exchange exchange) => [.. JsonSerializer.SerializeToUtf8Bytes(exchange, Format), (byte)'\n'];

    /// <summary>Reads what is whole.</summary>
    /// <param name="length">Bytes that the whole lines take.</param>
    /// <exception cref="ModelException">It is not there, or no cassette.</exception>
    public static IReadOnlyList<Exchange> Read(string path, out long length)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"The recording {path} cannot be read. Check that the file is there.");
        }

        length = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes, 0, (int)length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? [] : lines[0] != Head ? throw Wrong($"{path} is no recording of this version of Backsmith.") : [.. lines.Skip(1).Select((line, at) => Parse(path, at + 2, line))];
    }

    /// <summary>Opens a file for more exchanges; what was torn off is cut away.</summary>
    /// <param name="length">As <see cref="Read"/> gave it; 0 for a new file.</param>
    public static FileStream Append(string path, long length)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        file.SetLength(length);
        file.Seek(0, SeekOrigin.End);
        if (length == 0)
        {
            file.Write(Encoding.UTF8.GetBytes(Head + "\n"));
            file.Flush();
        }

        return file;
    }

    private static Exchange Parse(string path, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Exchange>(line, Format) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw Wrong($"Line {number} of the recording {path} is damaged: {error.Message}");
        }
    }

    private static ModelException Wrong(string what) => new(new ModelFailure.NotConfigured(what));
}
