using System.Text;
using Backsmith.Storage;

namespace Backsmith.Agents.Loop;

/// <summary>Shows the head and the tail of a long output; the whole is kept and can be asked for.</summary>
internal static class OutputClip
{
    /// <summary>The text, or its head and tail with the id of the whole between them.</summary>
    /// <param name="text">The output.</param>
    /// <param name="longest">Characters to show, 1000 or more; a quarter more where that is all there is.</param>
    /// <param name="blobs">Keeps the whole.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async ValueTask<string> OfAsync(string text, int longest, IBlobStore blobs, CancellationToken cancellationToken)
    {
        // To ask for a little that is missing costs more than to read it.
        if (text.Length <= longest + longest / 4)
        {
            return text;
        }

        var id = await blobs.PutAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        var (head, tail) = (LineEnd(text, longest * 2 / 3, -1), LineEnd(text, text.Length - longest / 3, 1));
        return $"{text[..head]}\n[… characters {head} to {tail} of {text.Length} left out; more with id {id} …]\n{text[tail..]}";
    }

    /// <summary>The nearest end of a line in a direction, not more than 400 characters away.</summary>
    private static int LineEnd(string text, int at, int direction)
    {
        for (var step = 0; step < 400 && at + step * direction is > 0 and var here && here < text.Length; step++)
        {
            if (text[here - 1] == '\n')
            {
                return here;
            }
        }

        return char.IsLowSurrogate(text[at]) ? at + direction : at;
    }
}
