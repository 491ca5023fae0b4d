namespace Backsmith.Memory;

/// <summary>What is remembered at one level: an index that is loaded at the start, and a file for each topic. Written only when somebody asks for it, never into a repository.</summary>
/// <remarks>Several processes may use it at once. A write is whole or not there. A machine that cannot store answers with <see cref="Storage.StorageException"/>.</remarks>
public interface IMemoryStore
{
    /// <summary>For whom.</summary>
    MemoryLevel Level { get; }

    /// <summary>The index as it is loaded at the start of an execution: at most 200 whole lines, then a notice of what is left out and where it is. Empty when nothing is remembered.</summary>
    ValueTask<string> LoadAsync(CancellationToken cancellationToken);

    /// <summary>The file of a topic; null when there is none.</summary>
    ValueTask<string?> TopicAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Every entry, by topic and in order.</summary>
    ValueTask<IReadOnlyList<MemoryEntry>> EntriesAsync(CancellationToken cancellationToken);

    /// <summary>Keeps something: refused when it holds a secret or is too large, joined when the same is known, replaced when topic and title are those of an entry.</summary>
    ValueTask<RememberOutcome> RememberAsync(NewMemory memory, CancellationToken cancellationToken);

    /// <summary>Takes an entry away; null when there is none with this id.</summary>
    ValueTask<MemoryEntry?> ForgetAsync(string id, CancellationToken cancellationToken);
}
