using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Catalogue;

public static class CatalogueEndpoints
{
    private const int MaximumCategories = 100;

    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<ExchangeRates>();
        services.AddScoped<CatalogueImport>();
        return services;
    }

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var catalogue = routes.MapGroup("/api/catalogue").RequireCors(CorsSetup.PublicPolicy);
        catalogue.MapGet("/books", ListAsync);
        catalogue.MapGet("/books/{id:int}", GetAsync);
        catalogue.MapGet("/books/{id:int}/price", PriceAsync);
        catalogue.MapGet("/books/isbn/{isbn}", GetByIsbnAsync);
        catalogue.MapGet("/books/newest", NewestAsync);
        catalogue.MapGet("/search", SearchAsync);
        catalogue.MapGet("/authors", async (BookshopContext context, CancellationToken cancellationToken) =>
            await context.Authors
                .OrderBy(a => a.Name)
                .Select(a => new AuthorView(a.Id, a.Name))
                .ToListAsync(cancellationToken));
        catalogue.MapGet("/categories", async (BookshopContext context, CancellationToken cancellationToken) =>
            await context.Categories
                .OrderBy(c => c.Name)
                .Take(MaximumCategories)
                .Select(c => new CategoryView(c.Slug, c.Name))
                .ToListAsync(cancellationToken));
    }

    private static async Task<Ok<PageView<BookSummary>>> ListAsync(
        BookRepository books, CancellationToken cancellationToken, string? category = null, int page = 1, int size = 20)
    {
        var found = await books.PageAsync(category, new PageRequest(page, size), cancellationToken);
        return TypedResults.Ok(PageView<BookSummary>.From(found.Select(BookSummary.From)));
    }

    private static async Task<Results<Ok<BookDetails>, NotFound, StatusCodeHttpResult>> GetAsync(
        int id, HttpContext http, BookRepository books, ReviewRepository reviews, CancellationToken cancellationToken)
    {
        var book = await books.FindAsync(id, cancellationToken);
        if (book is null)
        {
            return TypedResults.NotFound();
        }

        var rating = await reviews.AverageAsync(id, cancellationToken);
        var tag = EntityTag(book, rating);
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.Headers.ETag = tag;
        return TypedResults.Ok(BookDetails.From(book, rating));
    }

    private static async Task<Results<Ok<BookDetails>, NotFound>> GetByIsbnAsync(
        string isbn, BookRepository books, CancellationToken cancellationToken)
    {
        var book = await books.FindByIsbnAsync(isbn, cancellationToken);
        return book is null ? TypedResults.NotFound() : TypedResults.Ok(BookDetails.From(book, rating: null));
    }

    private static async Task<Results<Ok<ConvertedPrice>, NotFound, ProblemHttpResult>> PriceAsync(
        int id, BookRepository books, ExchangeRates rates, CancellationToken cancellationToken, string currency = "EUR")
    {
        var book = await books.FindAsync(id, cancellationToken);
        if (book is null)
        {
            return TypedResults.NotFound();
        }

        try
        {
            return TypedResults.Ok(await rates.ConvertAsync(book.PriceCents, currency, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static async Task<Ok<List<BookSummary>>> NewestAsync(
        BookRepository books, CancellationToken cancellationToken, int count = 10)
    {
        var newest = await books.NewestAsync(count, cancellationToken);
        return TypedResults.Ok(newest.Select(BookSummary.From).ToList());
    }

    private static async Task<Results<Ok<List<BookSummary>>, ValidationProblem>> SearchAsync(
        string? q, BookRepository books, CancellationToken cancellationToken)
    {
        if (q is not { Length: >= 2 and <= 100 })
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["q"] = ["A search has 2 to 100 characters."] });
        }

        var found = await books.SearchAsync(q, cancellationToken);
        return TypedResults.Ok(found.Select(BookSummary.From).ToList());
    }

    private static string EntityTag(Book book, double? rating)
    {
        var state = string.Create(
            CultureInfo.InvariantCulture,
            $"{book.Id}|{book.Title}|{book.Description}|{book.PriceCents}|{book.Stock}|{rating}");
        return $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..16]}\"";
    }
}
