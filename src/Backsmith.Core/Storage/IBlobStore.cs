namespace Backsmith.Storage;

/// <summary>Content-addressed bytes: logs, patches, reviews, proofs. Writing the same content twice stores it once.</summary>
public interface IBlobStore
{
    /// <summary>Stores bytes and returns their SHA-256 in lower-case hexadecimal.</summary>
    ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads bytes back, verified against the digest; null when they are not there or are damaged.</summary>
    ValueTask<byte[]?> GetAsync(string digest, CancellationToken cancellationToken);
}
