namespace Backsmith.Sandbox.Processes;

/// <summary>Keeps the head and the tail of a stream and drops what lies between.</summary>
/// <param name="keep">Bytes kept of the head, and as many of the tail.</param>
/// <param name="limit">Bytes after which the stream is said to be over its limit.</param>
internal sealed class CappedOutput(int keep, long limit)
{
    private readonly MemoryStream _head = new();
    private readonly Queue<byte[]> _tail = new();
    private long _tailBytes;

    /// <summary>Bytes seen.</summary>
    public long Total { get; private set; }

    /// <summary>Reads until the end, or until the limit is passed.</summary>
    /// <returns>False when the limit was passed.</returns>
    public async Task<bool> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            Take(buffer.AsSpan(0, read));
            if (Total > limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What was kept, with a line that says how many bytes were dropped.</summary>
    public byte[] ToArray()
    {
        var dropped = Total - _head.Length - _tailBytes;
        var note = dropped > 0 ? System.Text.Encoding.UTF8.GetBytes($"\n[... {dropped} bytes dropped ...]\n") : [];
        return [.. _head.ToArray(), .. note, .. _tail.SelectMany(chunk => chunk)];
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        Total += bytes.Length;
        var room = (int)Math.Min(bytes.Length, keep - _head.Length);
        if (room > 0)
        {
            _head.Write(bytes[..room]);
            bytes = bytes[room..];
        }

        if (bytes.IsEmpty)
        {
            return;
        }

        _tail.Enqueue(bytes.ToArray());
        _tailBytes += bytes.Length;
        while (_tailBytes - _tail.Peek().Length >= keep)
        {
            _tailBytes -= _tail.Dequeue().Length;
        }
    }
}
