using System.Text;

namespace Backsmith.Deliveries;

/// <summary>Breaks sentences at spaces so that they fit a terminal.</summary>
internal static class TextWrap
{
    private const int Least = 24;

    /// <summary>The text behind a first prefix; further lines behind blanks of the same width.</summary>
    /// <param name="prefix">What the first line begins with, as it is seen (no colour codes).</param>
    /// <param name="text">One line; a word that is wider than the room is not cut.</param>
    /// <param name="width">Columns; 0 for no limit.</param>
    public static string Fill(string prefix, string text, int width)
    {
        var room = width - prefix.Length;
        if (width <= 0 || text.Length <= room)
        {
            return prefix + text;
        }

        room = Math.Max(room, Least);
        var indent = new string(' ', prefix.Length);
        var filled = new StringBuilder(prefix);
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > room)
            {
                filled.Append('\n').Append(indent);
                used = 0;
            }

            filled.Append(used > 0 ? " " : "").Append(word);
            used += (used > 0 ? 1 : 0) + word.Length;
        }

        return filled.ToString();
    }
}
