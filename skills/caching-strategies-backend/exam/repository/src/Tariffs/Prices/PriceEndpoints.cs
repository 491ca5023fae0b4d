namespace Tariffs.Prices;

public sealed record PriceChange(string? Category, decimal? Amount);

public sealed record ImportedPrice(string? Sku, string? Category, decimal? Amount);

public sealed record Import(IReadOnlyList<ImportedPrice>? Prices);

public sealed record PriceList(IReadOnlyList<Price> Data);

public static class PriceEndpoints
{
    private const int MostImported = 1000;

    public static void MapPrices(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(async (context, next) =>
            Tenant(context.HttpContext) is null ? Invalid("X-Tenant", "Name the tenant in X-Tenant, 1 to 32 letters or digits.") : await next(context));
        api.MapGet("/prices/{sku}", FindAsync);
        api.MapGet("/prices", ListAsync);
        api.MapPut("/prices/{sku}", PutAsync);
        api.MapDelete("/prices/{sku}", DeleteAsync);
        api.MapPost("/imports", ImportAsync);
    }

    public static void UseSourceFailures(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (SourceUnavailableException failure)
        {
            context.RequestServices.GetRequiredService<ILogger<PriceBook>>().LogError(failure, "The source of prices cannot be reached");
            await Results.Problem(statusCode: 503, title: "Prices cannot be read at the moment.").ExecuteAsync(context);
        }
    });

    private static async Task<IResult> FindAsync(string sku, HttpContext context, PriceBook prices, CancellationToken cancellationToken) =>
        await prices.FindAsync(Tenant(context)!, sku, cancellationToken) is { } price ? Results.Ok(price) : NoPrice();

    private static async Task<IResult> ListAsync(string? category, HttpContext context, PriceBook prices, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(category)
            ? Invalid("category", "Say which category.")
            : Results.Ok(new PriceList(await prices.ListAsync(Tenant(context)!, category, cancellationToken)));

    private static async Task<IResult> PutAsync(string sku, PriceChange change, HttpContext context, PriceBook prices, CancellationToken cancellationToken)
    {
        if (Problem(sku, change.Category, change.Amount) is { } problem)
        {
            return problem;
        }

        await prices.SaveAsync(Tenant(context)!, [New(context, sku, change.Category!, change.Amount!.Value)], cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string sku, HttpContext context, PriceBook prices, CancellationToken cancellationToken) =>
        await prices.DeleteAsync(Tenant(context)!, sku, cancellationToken) ? Results.NoContent() : NoPrice();

    private static async Task<IResult> ImportAsync(Import import, HttpContext context, PriceBook prices, CancellationToken cancellationToken)
    {
        if (import.Prices is not { Count: > 0 and <= MostImported })
        {
            return Invalid("prices", $"1 to {MostImported} prices.");
        }

        if (import.Prices.Select(price => Problem(price.Sku, price.Category, price.Amount)).FirstOrDefault(found => found is not null) is { } problem)
        {
            return problem;
        }

        await prices.SaveAsync(Tenant(context)!, [.. import.Prices.Select(price => New(context, price.Sku!, price.Category!, price.Amount!.Value))], cancellationToken);
        return Results.NoContent();
    }

    private static Price New(HttpContext context, string sku, string category, decimal amount) =>
        new(sku.ToUpperInvariant(), category, amount, Tenant(context)!.StartsWith("uk", StringComparison.Ordinal) ? "GBP" : "EUR");

    private static IResult? Problem(string? sku, string? category, decimal? amount) =>
        string.IsNullOrWhiteSpace(sku) || sku.Length > 40 ? Invalid("sku", "1 to 40 characters.")
        : string.IsNullOrWhiteSpace(category) || category.Length > 40 ? Invalid("category", "1 to 40 characters.")
        : amount is null or < 0 or > 1_000_000 ? Invalid("amount", "0 to 1,000,000.")
        : null;

    private static IResult Invalid(string field, string why) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });

    private static IResult NoPrice() => Results.Problem(statusCode: 404, title: "The price does not exist.");

    private static string? Tenant(HttpContext context) =>
        context.Request.Headers["X-Tenant"] is [{ Length: > 0 and <= 32 } tenant] && tenant.All(char.IsAsciiLetterOrDigit) ? tenant : null;
}
