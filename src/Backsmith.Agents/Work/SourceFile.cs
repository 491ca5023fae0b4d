using System.Text;

namespace Backsmith.Agents.Work;

/// <summary>A text file with the form it is written in.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Raw">Its text, line ends as they are.</param>
/// <param name="Encoding">UTF-8, or Latin-1 when its bytes are not UTF-8.</param>
/// <param name="HasMark">Whether it begins with a byte order mark.</param>
public sealed record SourceFile(string Path, string Raw, Encoding Encoding, bool HasMark)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Its text with <c>\n</c> at line ends, as a model reads it.</summary>
    public string Text => Raw.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The line end that it uses first; a text without one takes <c>\n</c>.</summary>
    public string LineEnd => Raw.IndexOf('\n') is var at && at > 0 && Raw[at - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Reads bytes as text; null when they are no text.</summary>
    public static SourceFile? Of(string path, byte[] bytes)
    {
        if (bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0))
        {
            return null;
        }

        var mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var content = mark ? bytes[3..] : bytes;
        try
        {
            return new SourceFile(path, Utf8.GetString(content), Utf8, mark);
        }
        catch (DecoderFallbackException)
        {
            return new SourceFile(path, Encoding.Latin1.GetString(content), Encoding.Latin1, mark);
        }
    }

    /// <summary>The bytes of a new text in the form of this one.</summary>
    /// <param name="raw">The text, line ends as they are to be.</param>
    public byte[] Write(string raw) => [.. HasMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.GetBytes(raw)];

    /// <summary>A model's text with the line ends of this file.</summary>
    public string InForm(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", LineEnd, StringComparison.Ordinal);
}
