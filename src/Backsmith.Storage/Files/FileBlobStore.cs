using System.Security.Cryptography;

namespace Backsmith.Storage.Files;

/// <summary>Content-addressed files under one folder: <c>ab/cdef…</c>, the digest cut after two characters. Files are whole or not there, mode 0600, verified whenever they are read.</summary>
/// <param name="folder">Made when the first content comes.</param>
public sealed class FileBlobStore(string folder) : IBlobStore
{
    /// <inheritdoc/>
    /// <exception cref="StorageException">No space is left, or the folder cannot be written; nothing was stored.</exception>
    public async ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        if (await GetAsync(digest, cancellationToken).ConfigureAwait(false) is null)
        {
            var path = PathOf(digest);
            PrivateFile.Folder(Path.GetDirectoryName(path)!);
            PrivateFile.Write(path, content.Span, replace: true);
        }

        return digest;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Not a SHA-256 in lower-case hexadecimal.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    public ValueTask<byte[]?> GetAsync(string digest, CancellationToken cancellationToken)
    {
        if (digest.Length != 64 || digest.AsSpan().ContainsAnyExcept("0123456789abcdef"))
        {
            throw new ArgumentException("A digest is 64 lower-case hexadecimal characters.", nameof(digest));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(digest);
        if (!File.Exists(path))
        {
            return ValueTask.FromResult<byte[]?>(null);
        }

        var content = PrivateFile.Guard(path, () => File.ReadAllBytes(path));
        return ValueTask.FromResult(Convert.ToHexStringLower(SHA256.HashData(content)) == digest ? content : null);
    }

    private string PathOf(string digest) => Path.Combine(folder, digest[..2], digest[2..]);
}
