using Microsoft.EntityFrameworkCore;

namespace Bookshop.Data.Catalogue;

public sealed class BookRepository(BookshopContext context)
{
    private const string OnSale = "IsDiscontinued = 0";
    private const string ColumnsOfOnSale = "SELECT * FROM Books WHERE " + OnSale;

    public Task<Book?> FindAsync(int id, CancellationToken cancellationToken) =>
        context.Books.Include(b => b.Author).Include(b => b.Category)
            .FirstOrDefaultAsync(b => b.Id == id, cancellationToken);

    public Task<Book?> FindByIsbnAsync(string isbn, CancellationToken cancellationToken) =>
        context.Books.FromSql($"SELECT * FROM Books WHERE Isbn = {isbn}")
            .Include(b => b.Author)
            .FirstOrDefaultAsync(cancellationToken);

    public async Task<Page<Book>> PageAsync(string? category, PageRequest page, CancellationToken cancellationToken)
    {
        var books = context.Books.AsNoTracking().Where(b => !b.IsDiscontinued);
        if (!string.IsNullOrEmpty(category))
        {
            books = books.Where(b => b.Category!.Slug == category);
        }

        var total = await books.CountAsync(cancellationToken);
        var items = await books
            .Include(b => b.Author)
            .OrderBy(b => b.Title)
            .ThenBy(b => b.Id)
            .Skip(page.Skip)
            .Take(page.Size)
            .ToListAsync(cancellationToken);
        return new Page<Book>(items, total, page);
    }

    /// <summary>Books whose title holds the words, or whose ISBN is exactly the term; at most one page.</summary>
    public async Task<IReadOnlyList<Book>> SearchAsync(string term, CancellationToken cancellationToken)
    {
        return await context.Books
            .FromSqlRaw($"SELECT * FROM Books WHERE IsDiscontinued = 0 AND (Title LIKE '%{term}%' OR Isbn = '{term}')")
            .Include(b => b.Author)
            .OrderBy(b => b.Title)
            .Take(PageRequest.MaximumSize)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Book>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(count, 1, PageRequest.MaximumSize);
        return await context.Books
            .FromSqlRaw(ColumnsOfOnSale + " ORDER BY PublishedOn DESC, Id DESC LIMIT " + limit)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<int, Book>> ByIdsAsync(
        IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        return await context.Books
            .Where(b => ids.Contains(b.Id))
            .ToDictionaryAsync(b => b.Id, cancellationToken);
    }

    /// <summary>Multiplies the price of every book of a publisher.</summary>
    /// <param name="publisher">The publisher's name as it stands in the catalogue.</param>
    /// <param name="percent">100 leaves the price as it is.</param>
    /// <param name="cancellationToken">Ends the statement early.</param>
    /// <returns>How many books changed.</returns>
    public Task<int> RepriceAsync(string publisher, int percent, CancellationToken cancellationToken)
    {
        var sql = string.Format(
            "UPDATE Books SET PriceCents = PriceCents * {0} / 100 WHERE Publisher = '{1}'", percent, publisher);
        return context.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }

    public Task<int> DiscontinueAsync(int id, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"UPDATE Books SET IsDiscontinued = 1 WHERE Id = {id}", cancellationToken);

    /// <summary>Adds or removes copies in one statement, never below zero.</summary>
    /// <returns>False when there is no such book or not that many copies.</returns>
    public async Task<bool> AdjustStockAsync(int id, int delta, CancellationToken cancellationToken)
    {
        var changed = await context.Books
            .Where(b => b.Id == id && b.Stock + delta >= 0)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Stock, b => b.Stock + delta), cancellationToken);
        return changed == 1;
    }

    public async Task AddAsync(Book book, CancellationToken cancellationToken)
    {
        context.Books.Add(book);
        await context.SaveChangesAsync(cancellationToken);
    }
}
