using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Bookshop.Data.Partners;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Partners;

public sealed record StockView(string Isbn, string Title, int Stock);

public sealed record NewPartner(string Name, string Password);

public static class PartnerEndpoints
{
    private const int FeedSize = 500;

    public static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.AddScoped<PartnerCredentials>();
        return services;
    }

    public static void MapPartners(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/admin/partners", AddAsync).RequireAuthorization(Caller.StaffPolicy);

        var partners = routes.MapGroup("/api/partners");
        partners.MapGet("/stock", StockAsync).RequireCors(CorsSetup.PartnerPolicy);
        partners.MapGet("/widget/{isbn}", WidgetAsync);
    }

    private static async Task<Results<Created, ValidationProblem, Conflict<string>>> AddAsync(
        NewPartner request, BookshopContext context, CancellationToken cancellationToken)
    {
        if (request.Name is not { Length: >= 3 and <= 60 } || request.Password is not { Length: >= 20 })
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["password"] = ["A partner needs a name and 20 characters."] });
        }

        context.Partners.Add(new Partner
        {
            Name = request.Name,
            PasswordDigest = Convert.ToHexString(PartnerCredentials.Digest(request.Password)),
            IsActive = true,
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return TypedResults.Conflict("There is a partner of that name.");
        }

        return TypedResults.Created();
    }

    private static async Task<Results<Ok<List<StockView>>, UnauthorizedHttpResult>> StockAsync(
        HttpRequest request, PartnerCredentials credentials, BookshopContext context, CancellationToken cancellationToken)
    {
        if (await credentials.VerifyAsync(request.Headers.Authorization, cancellationToken) is null)
        {
            return TypedResults.Unauthorized();
        }

        return TypedResults.Ok(await context.Books
            .Where(b => !b.IsDiscontinued && b.Stock > 0)
            .OrderBy(b => b.Id)
            .Take(FeedSize)
            .Select(b => new StockView(b.Isbn, b.Title, b.Stock))
            .ToListAsync(cancellationToken));
    }

    /// <summary>The little "in stock" box on a partner's page.</summary>
    private static async Task<Results<Ok<StockView>, NotFound>> WidgetAsync(
        string isbn, HttpContext http, BookRepository books, CancellationToken cancellationToken)
    {
        var origin = http.Request.Headers.Origin;
        if (origin.Count > 0)
        {
            http.Response.Headers.AccessControlAllowOrigin = origin;
            http.Response.Headers.AccessControlAllowCredentials = "true";
            http.Response.Headers.Vary = "Origin";
        }

        var book = await books.FindByIsbnAsync(isbn, cancellationToken);
        return book is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new StockView(book.Isbn, book.Title, book.Stock));
    }
}
