using System.Collections.Concurrent;

namespace Library.Catalogue;

public sealed class Book
{
    public required int Id { get; init; }

    public required string Title { get; init; }

    public required int Copies { get; init; }

    public int Lent { get; set; }
}

public sealed class BookStore
{
    private readonly ConcurrentDictionary<int, Book> _books = new();
    private int _lastId;

    public Book Add(string title, int copies)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _books[id] = new() { Id = id, Title = title, Copies = copies };
    }

    public Book? Find(int id) => _books.GetValueOrDefault(id);

    public IReadOnlyList<Book> All() => [.. _books.Values.OrderBy(book => book.Id)];
}
