using Courier.Http;

namespace Courier.Quotes;

public sealed record QuoteRequest(string? Customer, int? WeightGrams, string? Zone);

public sealed record QuoteView(int PriceCents, string Currency, DateTimeOffset ValidUntil);

public static class QuoteEndpoints
{
    public static IEndpointRouteBuilder MapQuotes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/quotes", (QuoteRequest body, IConfiguration configuration, TimeProvider clock) => Quote(body, configuration, clock, 1));
        routes.MapPost("/api/v1/quotes/express", (QuoteRequest body, IConfiguration configuration, TimeProvider clock) =>
            Environment.GetEnvironmentVariable("EXPRESS") == "1"
                ? Quote(body, configuration, clock, 2)
                : ApiErrors.Of(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no express."));
        return routes;
    }

    private static IResult Quote(QuoteRequest body, IConfiguration configuration, TimeProvider clock, int factor)
    {
        List<ErrorDetail> errors = [];
        if (body.Customer?.Trim().Length is not (>= 1 and <= 100))
        {
            errors.Add(new("customer", "Must have 1 to 100 characters."));
        }

        if (body.WeightGrams is not (>= 1 and <= 30_000))
        {
            errors.Add(new("weightGrams", "Must be between 1 and 30000."));
        }

        if (body.Zone is null || configuration[$"Quotes:Surcharges:{body.Zone}"] is null)
        {
            errors.Add(new("zone", "Is not served."));
        }

        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        // One base price for each kilogram that was begun.
        var kilograms = (body.WeightGrams!.Value + 999) / 1000;
        var surcharge = int.Parse(configuration[$"Quotes:Surcharges:{body.Zone}"]!);
        var price = int.Parse(configuration["Quotes:BasePriceCents"]!) * kilograms * (100 + surcharge) / 100 * factor;
        return Results.Ok(new QuoteView(price, configuration["Quotes:Currency"]!, clock.GetUtcNow() + TimeSpan.Parse(configuration["Quotes:ValidFor"]!)));
    }
}
