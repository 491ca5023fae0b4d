using System.Collections.Concurrent;

namespace Notes.Journal;

public sealed record Note(int Id, string Owner, string Text);

public sealed class NoteStore
{
    private readonly ConcurrentDictionary<int, Note> _notes = new();
    private int _lastId;

    public Note Add(string owner, string text)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _notes[id] = new(id, owner, text);
    }

    public Note? Find(int id) => _notes.GetValueOrDefault(id);

    public IReadOnlyList<Note> All() => [.. _notes.Values.OrderBy(note => note.Id)];

    public bool Replace(Note read, Note changed) => _notes.TryUpdate(read.Id, changed, read);

    public bool Remove(int id) => _notes.TryRemove(id, out _);
}
