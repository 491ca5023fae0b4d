using System.Security.Claims;
using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Customers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Accounts;

public sealed record WishView(int Id, int BookId, string Title, int PriceCents);

public static class WishListEndpoints
{
    private const int MaximumLength = 100;

    public static void MapWishList(this IEndpointRouteBuilder routes)
    {
        var wishes = routes.MapGroup("/api/wish-list").RequireAuthorization();
        wishes.MapGet("/", ListAsync);
        wishes.MapPut("/{bookId:int}", AddAsync);
        wishes.MapDelete("/{id:int}", RemoveAsync);
    }

    private static async Task<Ok<List<WishView>>> ListAsync(
        ClaimsPrincipal user, BookshopContext context, CancellationToken cancellationToken)
    {
        var caller = user.CustomerId();
        return TypedResults.Ok(await context.WishListItems
            .Where(w => w.CustomerId == caller)
            .OrderBy(w => w.Id)
            .Take(MaximumLength)
            .Select(w => new WishView(w.Id, w.BookId, w.Book!.Title, w.Book.PriceCents))
            .ToListAsync(cancellationToken));
    }

    private static async Task<Results<NoContent, NotFound>> AddAsync(
        int bookId, ClaimsPrincipal user, BookshopContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await context.Books.AnyAsync(b => b.Id == bookId, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        context.WishListItems.Add(new WishListItem
        {
            CustomerId = user.CustomerId(),
            BookId = bookId,
            AddedAt = time.GetUtcNow().UtcDateTime,
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Wished for twice: the first wish stands.
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(
        int id, ClaimsPrincipal user, BookshopContext context, CancellationToken cancellationToken)
    {
        var item = await context.WishListItems.FindAsync([id], cancellationToken);
        if (item is null || item.CustomerId != user.CustomerId())
        {
            return TypedResults.NotFound();
        }

        context.WishListItems.Remove(item);
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
