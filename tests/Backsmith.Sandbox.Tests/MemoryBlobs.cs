using System.Collections.Concurrent;
using System.Security.Cryptography;
using Backsmith.Storage;

namespace Backsmith.Sandbox.Tests;

/// <summary>Keeps logs in memory, so that sandbox tests need no state folder.</summary>
public sealed class MemoryBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();

    public ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        _blobs[digest] = content.ToArray();
        return ValueTask.FromResult(digest);
    }

    public ValueTask<byte[]?> GetAsync(string digest, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_blobs.GetValueOrDefault(digest));
}
