using Bookshop.Data.Catalogue;

namespace Bookshop.Api.Catalogue;

public sealed record BookSummary(int Id, string Isbn, string Title, string? Author, int PriceCents, bool InStock)
{
    public static BookSummary From(Book book) =>
        new(book.Id, book.Isbn, book.Title, book.Author?.Name, book.PriceCents, book.Stock > 0);
}

public sealed record BookDetails(
    int Id,
    string Isbn,
    string Title,
    string Description,
    string? Author,
    string? Category,
    string Publisher,
    DateOnly PublishedOn,
    int PriceCents,
    int Stock,
    double? Rating)
{
    public static BookDetails From(Book book, double? rating) =>
        new(
            book.Id,
            book.Isbn,
            book.Title,
            book.Description,
            book.Author?.Name,
            book.Category?.Name,
            book.Publisher,
            book.PublishedOn,
            book.PriceCents,
            book.Stock,
            rating);
}

public sealed record AuthorView(int Id, string Name);

public sealed record CategoryView(string Slug, string Name);

public sealed record ReviewRequest(int Rating, string Text);

public sealed record ReviewView(int Id, int Rating, string Text, DateTime CreatedAt)
{
    public static ReviewView From(Review review) => new(review.Id, review.Rating, review.Text, review.CreatedAt);
}

public sealed record ConvertedPrice(int AmountCents, string Currency);
