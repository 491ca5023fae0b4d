using System.Security.Claims;
using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bookshop.Api.Catalogue;

public static class ReviewEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/api/catalogue/books/{bookId:int}/reviews");
        reviews.MapGet("/", ListAsync);
        reviews.MapPost("/", AddAsync).RequireAuthorization();
    }

    private static async Task<Ok<PageView<ReviewView>>> ListAsync(
        int bookId, ReviewRepository reviews, CancellationToken cancellationToken, int page = 1, int size = 10)
    {
        var found = await reviews.PageAsync(bookId, new PageRequest(page, size), cancellationToken);
        return TypedResults.Ok(PageView<ReviewView>.From(found.Select(ReviewView.From)));
    }

    private static async Task<Results<Created<ReviewView>, NotFound, ValidationProblem, Conflict<string>>> AddAsync(
        int bookId,
        ReviewRequest request,
        ClaimsPrincipal user,
        BookRepository books,
        ReviewRepository reviews,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (request.Rating is < 1 or > 5 || request.Text is not { Length: <= 4000 })
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["rating"] = ["One to five stars and at most 4000 characters."] });
        }

        if (await books.FindAsync(bookId, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var review = new Review
        {
            BookId = bookId,
            CustomerId = user.CustomerId(),
            Rating = request.Rating,
            Text = request.Text,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        return await reviews.TryAddAsync(review, cancellationToken)
            ? TypedResults.Created($"/api/catalogue/books/{bookId}/reviews", ReviewView.From(review))
            : TypedResults.Conflict("You have already reviewed this book.");
    }
}
