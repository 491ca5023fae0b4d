using System.Security.Cryptography;
using System.Text;
using Backsmith.Deliveries;
using Backsmith.Memory;
using Backsmith.Repositories;
using Backsmith.Secrets;
using Backsmith.Storage.Files;

namespace Backsmith.Storage.Memory;

/// <summary>Memory as Markdown files in the state folder: <c>MEMORY.md</c>, and a file for each topic below <c>topics/</c>. People may edit them.</summary>
public sealed class FileMemoryStore : IMemoryStore
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _heading;

    private FileMemoryStore(MemoryLevel level, string folder, string heading) => (Level, Folder, _heading) = (level, folder, heading);

    /// <inheritdoc/>
    public MemoryLevel Level { get; }

    /// <summary>Where its files lie.</summary>
    public string Folder { get; }

    private string Index => Path.Combine(Folder, IndexFile.Name);

    private string Topics => Path.Combine(Folder, "topics");

    /// <summary>What this user knows for every repository.</summary>
    public static FileMemoryStore User(StateFolder state) => new(MemoryLevel.User, Path.Combine(state.Memory, "user"), "Memory for every repository");

    /// <summary>What is known about one repository, by the path of its root.</summary>
    public static FileMemoryStore Of(StateFolder state, Repository repository)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository.Root)))[..16];
        return new FileMemoryStore(MemoryLevel.Repository, Path.Combine(state.Memory, "repositories", key), $"Memory for {PlainText.Line(repository.Root)}");
    }

    /// <inheritdoc/>
    /// <exception cref="StorageException">A file cannot be read.</exception>
    public ValueTask<string> LoadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new Redaction([]).Of(IndexFile.Cut(Read(Index) ?? "", Index)));
    }

    /// <inheritdoc/>
    /// <exception cref="StorageException">A file cannot be read.</exception>
    public ValueTask<string?> TopicAsync(string topic, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = MemoryText.Topic(topic) is { } name ? Read(PathOf(name)) : null;
        return ValueTask.FromResult(text is null ? null : new Redaction([]).Of(text));
    }

    /// <inheritdoc/>
    /// <exception cref="StorageException">A file cannot be read.</exception>
    public ValueTask<IReadOnlyList<MemoryEntry>> EntriesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<MemoryEntry>>([.. Files().SelectMany(file => TopicFile.Read(Path.GetFileNameWithoutExtension(file), Read(file) ?? ""))]);
    }

    /// <inheritdoc/>
    /// <exception cref="StorageException">A file cannot be read or written; nothing is lost.</exception>
    public async ValueTask<RememberOutcome> RememberAsync(NewMemory memory, CancellationToken cancellationToken)
    {
        var (entry, refusal) = MemoryText.Of(memory);
        if (entry is null)
        {
            return new RememberOutcome.Refused(refusal!);
        }

        PrivateFile.Folder(Topics);
        using var held = await FileLock.TakeAsync(Path.Combine(Folder, ".lock"), Patience, cancellationToken);
        var known = await EntriesAsync(cancellationToken);
        if (known.FirstOrDefault(other => Says(other) == Says(entry)) is { } same)
        {
            return new RememberOutcome.Known(same);
        }

        var before = known.FirstOrDefault(other => other.Topic == entry.Topic && (other.Id == entry.Id || MemoryText.Key(other.Title) == MemoryText.Key(entry.Title)));
        entry = entry with { Id = before?.Id ?? entry.Id };
        return Keep(entry, known) is { } refused ? new RememberOutcome.Refused(refused)
            : before is null ? new RememberOutcome.Added(entry)
            : new RememberOutcome.Replaced(entry, before);
    }

    /// <inheritdoc/>
    /// <exception cref="StorageException">A file cannot be read or written; nothing is lost.</exception>
    public async ValueTask<MemoryEntry?> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Topics))
        {
            return null;
        }

        using var held = await FileLock.TakeAsync(Path.Combine(Folder, ".lock"), Patience, cancellationToken);
        var entry = (await EntriesAsync(cancellationToken)).FirstOrDefault(entry => entry.Id == id);
        if (entry is not null)
        {
            var rest = TopicFile.Without(ToChange(PathOf(entry.Topic)), id);
            if (rest.Trim() == $"# {entry.Topic}")
            {
                PrivateFile.Guard(PathOf(entry.Topic), () => { File.Delete(PathOf(entry.Topic)); return true; });
            }
            else
            {
                PrivateFile.Write(PathOf(entry.Topic), Encoding.UTF8.GetBytes(rest), replace: true);
            }
        }

        // Also without an entry: a process that died between the two files left its line here.
        var index = ToChange(Index);
        if (IndexFile.Without(index, id) is var shorter && shorter != index)
        {
            PrivateFile.Write(Index, Encoding.UTF8.GetBytes(shorter), replace: true);
            return entry ?? new MemoryEntry(id, "", "", "");
        }

        return entry;
    }

    /// <summary>Writes an entry; else says why not.</summary>
    private string? Keep(MemoryEntry entry, IReadOnlyList<MemoryEntry> known)
    {
        var path = PathOf(entry.Topic);
        var index = ToChange(Index);
        var topic = TopicFile.With(entry.Topic, ToChange(path), entry);
        if (Strict.GetByteCount(topic) > MemoryText.LargestTopic)
        {
            return $"The topic {entry.Topic} is full: its file may have {MemoryText.LargestTopic >> 10} KiB. Forget what is no longer true, or use another topic.";
        }

        if (!File.Exists(path) && Files().Count >= MemoryText.MostTopics)
        {
            return $"There are {MemoryText.MostTopics} topics already. Use one of them: {string.Join(", ", known.Select(other => other.Topic).Distinct().Take(10))} …";
        }

        PrivateFile.Write(path, Encoding.UTF8.GetBytes(topic), replace: true);
        PrivateFile.Write(Index, Encoding.UTF8.GetBytes(IndexFile.With(index, _heading, entry, TopicFile.Read(entry.Topic, topic))), replace: true);
        return null;
    }

    private string PathOf(string topic) => Path.Combine(Topics, topic + ".md");

    private static string Says(MemoryEntry entry) => MemoryText.Key($"{entry.Title} {entry.Text}");

    private List<string> Files() => Directory.Exists(Topics) ? PrivateFile.Guard(Topics, () => Directory.GetFiles(Topics, "*.md").Order(StringComparer.Ordinal).ToList()) : [];

    private static string? Read(string path) => File.Exists(path) ? PrivateFile.Guard(path, () => File.ReadAllText(path)) : null;

    /// <summary>A file that is about to be written again. What is no text is never written over.</summary>
    private static string ToChange(string path)
    {
        try
        {
            return File.Exists(path) ? Strict.GetString(PrivateFile.Guard(path, () => File.ReadAllBytes(path))) : "";
        }
        catch (DecoderFallbackException damaged)
        {
            throw new StorageException(StorageFault.Damaged, $"{path} is not UTF-8, so nothing was changed. Repair it, or move it away to begin anew.", damaged);
        }
    }
}
