using Inventory.Http;

namespace Inventory.Articles;

public sealed record CreateArticle(string? Sku, string? Name, int? SupplierId, int? PriceCents);

public sealed record ArticleView(int Id, string Sku, string Name, int SupplierId, string SupplierName, int PriceCents);

public static class ArticleEndpoints
{
    public static IEndpointRouteBuilder MapArticles(this IEndpointRouteBuilder routes)
    {
        var articles = routes.MapGroup("/api/v1/articles");
        articles.MapPost("/", CreateAsync);
        articles.MapGet("/", ListAsync);
        articles.MapGet("/{id:int}", GetAsync).WithName("GetArticle");
        articles.MapDelete("/{id:int}", DeleteAsync);
        return routes;
    }

    private static async Task<IResult> CreateAsync(CreateArticle body, ArticleRepository articles, CancellationToken cancellationToken)
    {
        var errors = Check(body);
        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        var sku = body.Sku!.Trim();
        if (await articles.ExistsAsync(sku, cancellationToken))
        {
            return ApiErrors.Conflict("SKU_TAKEN", $"An article with the SKU {sku} exists.");
        }

        var article = await articles.AddAsync(
            new Article { Sku = sku, Name = body.Name!.Trim(), SupplierId = body.SupplierId!.Value, PriceCents = body.PriceCents!.Value }, cancellationToken);
        return Results.CreatedAtRoute("GetArticle", new { id = article.Id }, await ViewAsync(article, articles, cancellationToken));
    }

    private static async Task<IResult> ListAsync(ArticleRepository articles, CancellationToken cancellationToken)
    {
        List<ArticleView> views = [];
        foreach (var article in await articles.AllAsync(cancellationToken))
        {
            views.Add(await ViewAsync(article, articles, cancellationToken));
        }

        return Results.Ok(views);
    }

    private static async Task<IResult> GetAsync(int id, ArticleRepository articles, CancellationToken cancellationToken) =>
        await articles.FindAsync(id, cancellationToken) is { } article
            ? Results.Ok(await ViewAsync(article, articles, cancellationToken))
            : ApiErrors.NotFound("Article", id);

    private static async Task<IResult> DeleteAsync(int id, ArticleRepository articles, CancellationToken cancellationToken) =>
        await articles.DeleteAsync(id, cancellationToken) ? Results.NoContent() : ApiErrors.NotFound("Article", id);

    private static List<ErrorDetail> Check(CreateArticle body)
    {
        List<ErrorDetail> errors = [];
        if (body.Sku?.Trim().Length is not (>= 1 and <= 40))
        {
            errors.Add(new("sku", "Must have 1 to 40 characters."));
        }

        if (body.Name?.Trim().Length is not (>= 1 and <= 200))
        {
            errors.Add(new("name", "Must have 1 to 200 characters."));
        }

        if (body.SupplierId is null)
        {
            errors.Add(new("supplierId", "Is required."));
        }

        if (body.PriceCents is not (>= 0 and <= 100_000_000))
        {
            errors.Add(new("priceCents", "Must be between 0 and 100000000."));
        }

        return errors;
    }

    private static async Task<ArticleView> ViewAsync(Article article, ArticleRepository articles, CancellationToken cancellationToken) =>
        new(article.Id, article.Sku, article.Name, article.SupplierId, await articles.SupplierAsync(article.SupplierId, cancellationToken) ?? "", article.PriceCents);
}
