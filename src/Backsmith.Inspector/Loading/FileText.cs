using System.Text;
using System.Text.Unicode;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Loading;

/// <summary>Reads and writes files so that encoding, byte order mark and bytes that nobody changed survive.</summary>
internal static class FileText
{
    /// <summary>Text of a file. The encoding is that of its byte order mark, else UTF-8, else Latin-1, which holds every byte.</summary>
    public static SourceText Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var encoding = Detect(bytes);
        var skip = encoding.GetPreamble().Length;
        return SourceText.From(encoding.GetString(bytes, skip, bytes.Length - skip), encoding, SourceHashAlgorithm.Sha256);
    }

    /// <summary>The bytes of a text, with the byte order mark of its encoding.</summary>
    public static byte[] Write(SourceText text)
    {
        var encoding = text.Encoding ?? new UTF8Encoding(false);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }

    /// <summary>Why a file is not rewritten: its text would not give its bytes again, or a diff of it would be binary. Null when it may be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Its text as the review read it.</param>
    public static string? Refusal(string path, SourceText read)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {error.Message}";
        }

        return bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? "is written in UTF-16 or UTF-32; a patch of it would be binary"
            : !Utf8.IsValid(bytes) ? "is not valid UTF-8; its bytes would not survive"
            : !bytes.AsSpan().SequenceEqual(Write(read)) ? "has changed since it was reviewed"
            : null;
    }

    private static Encoding Detect(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(true),
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(false, true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(false, true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(true, true),
        _ => Utf8.IsValid(bytes) ? new UTF8Encoding(false) : Encoding.Latin1,
    };
}
