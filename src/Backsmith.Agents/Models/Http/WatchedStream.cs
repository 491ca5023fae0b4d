namespace Backsmith.Models;

/// <summary>A body that fails when nothing comes for too long, when it breaks off, or when it does not end.</summary>
/// <param name="inner">The body as the network gives it.</param>
/// <param name="watch">How long nothing may come.</param>
internal sealed class WatchedStream(Stream inner, SilenceWatch watch) : Stream
{
    /// <summary>More than any answer has; a body without end must not fill the memory.</summary>
    private const long MaxLength = 64 * 1024 * 1024;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var length = await watch.RunAsync(token => inner.ReadAsync(buffer, token).AsTask(), cancellationToken).ConfigureAwait(false);
            _read += length;
            return _read <= MaxLength ? length : throw new ModelException(new ModelFailure.MalformedResponse("more than 64 MiB"));
        }
        catch (IOException)
        {
            throw new ModelException(new ModelFailure.Truncated());
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies of models are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
