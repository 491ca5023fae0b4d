namespace Backsmith.Cli.Running;

/// <summary>Standard output or error. That it is closed, or its disk full, ends no run: the rest is not printed, and <see cref="Fault"/> says why.</summary>
/// <param name="inner">The stream itself.</param>
internal sealed class PrintedStream(Stream inner) : Stream
{
    /// <summary>What the system said when something could not be printed; null while all was.</summary>
    public string? Fault { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Puts such streams under <see cref="Console.Out"/> and <see cref="Console.Error"/>.</summary>
    /// <returns>That of standard output.</returns>
    public static PrintedStream UnderConsole()
    {
        var (output, error) = (new PrintedStream(Console.OpenStandardOutput()), new PrintedStream(Console.OpenStandardError()));
        var encoding = Console.OutputEncoding is { CodePage: not 65001 } other ? other : new System.Text.UTF8Encoding(false);
        Console.SetOut(new StreamWriter(output, encoding) { AutoFlush = true });
        Console.SetError(new StreamWriter(error, encoding) { AutoFlush = true });
        return output;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            if (Fault is null)
            {
                inner.Write(buffer);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fault = error is UnauthorizedAccessException ? "it is closed" : error.Message;
        }
    }

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
