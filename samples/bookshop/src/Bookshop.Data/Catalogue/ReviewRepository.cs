using Microsoft.EntityFrameworkCore;

namespace Bookshop.Data.Catalogue;

public sealed class ReviewRepository(BookshopContext context)
{
    public async Task<Page<Review>> PageAsync(int bookId, PageRequest page, CancellationToken cancellationToken)
    {
        var reviews = context.Reviews.AsNoTracking().Where(r => r.BookId == bookId);
        var total = await reviews.CountAsync(cancellationToken);
        var items = await reviews
            .OrderByDescending(r => r.Id)
            .Skip(page.Skip)
            .Take(page.Size)
            .ToListAsync(cancellationToken);
        return new Page<Review>(items, total, page);
    }

    /// <summary>Adds a review; the unique index on book and customer decides when two arrive together.</summary>
    /// <returns>False when the customer has reviewed the book before.</returns>
    public async Task<bool> TryAddAsync(Review review, CancellationToken cancellationToken)
    {
        var known = await context.Reviews.AnyAsync(
            r => r.BookId == review.BookId && r.CustomerId == review.CustomerId, cancellationToken);
        if (known)
        {
            return false;
        }

        context.Reviews.Add(review);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }
    }

    public async Task<double?> AverageAsync(int bookId, CancellationToken cancellationToken) =>
        await context.Reviews.Where(r => r.BookId == bookId)
            .AverageAsync(r => (double?)r.Rating, cancellationToken);
}
