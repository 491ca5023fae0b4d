namespace Backsmith.Server.Protocol;

/// <summary>How large a message may be.</summary>
internal static class MessageLimit
{
    /// <summary>16 MiB: more than any patch that a person reads.</summary>
    public const int Bytes = 16 * 1024 * 1024;
}

/// <summary>A line of input.</summary>
/// <param name="Bytes">Without its end; empty when it is too long.</param>
/// <param name="TooLong">Whether it was longer than the limit, and was skipped.</param>
internal sealed record InputLine(ReadOnlyMemory<byte> Bytes, bool TooLong);

/// <summary>Reads lines of bytes; of one that is too long it keeps nothing.</summary>
/// <param name="input">Where from.</param>
/// <param name="limit">Bytes that a line may have.</param>
internal sealed class LineReader(Stream input, int limit)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _end;

    /// <summary>The next line; null at the end. What stands behind the last line feed is a line, too.</summary>
    public async ValueTask<InputLine?> NextAsync(CancellationToken cancellationToken)
    {
        var (line, tooLong) = (new MemoryStream(), false);
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await input.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    return line.Length == 0 && !tooLong ? null : Line(line, tooLong);
                }
            }

            var feed = Array.IndexOf(_buffer, (byte)'\n', _at, _end - _at);
            var until = feed < 0 ? _end : feed;
            tooLong |= line.Length + (until - _at) > limit;
            if (tooLong)
            {
                line.SetLength(0);
            }
            else
            {
                line.Write(_buffer, _at, until - _at);
            }

            _at = feed < 0 ? until : until + 1;
            if (feed >= 0)
            {
                return Line(line, tooLong);
            }
        }
    }

    private static InputLine Line(MemoryStream line, bool tooLong) =>
        new(tooLong ? ReadOnlyMemory<byte>.Empty : line.GetBuffer().AsMemory(0, (int)line.Length), tooLong);
}
