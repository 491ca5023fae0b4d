using System.Collections.Concurrent;

namespace Portal.Documents;

public sealed record Document(int Id, string Owner, string Title, string Text, DateTimeOffset ChangedAt);

public sealed class DocumentStore
{
    private readonly ConcurrentDictionary<int, Document> _documents = new();
    private int _last;

    public Document Add(string owner, string title, string text, DateTimeOffset at)
    {
        var id = Interlocked.Increment(ref _last);
        return _documents[id] = new Document(id, owner, title, text, at);
    }

    public Document? Find(int id) => _documents.GetValueOrDefault(id);

    public IReadOnlyList<Document> Of(string owner) => [.. _documents.Values.Where(document => document.Owner == owner).OrderByDescending(document => document.Id).Take(100)];

    public bool Replace(Document old, Document changed) => _documents.TryUpdate(old.Id, changed, old);

    public bool Remove(int id) => _documents.TryRemove(id, out _);
}
