namespace Backsmith.Storage;

/// <summary>Keeps records as blobs; tasks pass digests to each other.</summary>
public sealed class RecordStore(IBlobStore blobs)
{
    /// <summary>Stores a record and returns its digest.</summary>
    public ValueTask<string> PutAsync<T>(T record, CancellationToken cancellationToken) => blobs.PutAsync(RecordJson.WriteBytes(record), cancellationToken);

    /// <summary>Reads a record that a task stored.</summary>
    /// <exception cref="StorageException">It is not there any more, or damaged.</exception>
    public async ValueTask<T> GetAsync<T>(string digest, CancellationToken cancellationToken) =>
        await blobs.GetAsync(digest, cancellationToken) is { } bytes
            ? RecordJson.Read<T>(bytes)
            : throw new StorageException(StorageFault.Damaged, $"The stored {typeof(T).Name} {digest[..12]} is missing or damaged. Start a new execution.");
}
