using System.Text;

namespace Backsmith.Inspection;

/// <summary>Reads messages, one a line, from a stream. A line that is longer than agreed is refused before it fills the memory.</summary>
/// <param name="stream">Where messages come from.</param>
/// <param name="longest">Longest line in bytes, its end not counted; default <see cref="Wire.LongestLine"/>.</param>
public sealed class WireLines(Stream stream, int longest = Wire.LongestLine)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _from;
    private int _to;

    /// <summary>The next line without its end; null when the stream ended before another began. A last line without an end is a line.</summary>
    /// <exception cref="InvalidDataException">The line is longer than agreed. Nothing after it can be read.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        var began = false;
        while (true)
        {
            if (_from == _to)
            {
                (_from, _to) = (0, await stream.ReadAsync(_buffer, cancellationToken));
                if (_to == 0)
                {
                    return began ? Text(line) : null;
                }
            }

            began = true;
            var end = Array.IndexOf(_buffer, (byte)'\n', _from, _to - _from);
            var upTo = end < 0 ? _to : end;
            if (line.Length + upTo - _from > longest)
            {
                throw new InvalidDataException($"A message is longer than {longest:N0} bytes.");
            }

            line.Write(_buffer, _from, upTo - _from);
            _from = end < 0 ? _to : end + 1;
            if (end >= 0)
            {
                return Text(line);
            }
        }
    }

    private static string Text(MemoryStream line) => Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
}
