using System.Security.Cryptography;
using System.Text;
using Pickup.Stock;

namespace Pickup.Orders;

public sealed record NewOrder(string? Email, string? Article, int Quantity);

public sealed record Collection(string? Code);

public sealed record OrderView(Guid Id, string Article, int Quantity, string Code, DateTimeOffset PlacedAt, DateTimeOffset? CollectedAt);

public static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/api/v1/orders");
        orders.MapPost("/", AddAsync);
        orders.MapGet("/{id:guid}", (Guid id, OrderStore store) => store.Find(id) is { } order ? Results.Ok(View(order)) : NoOrder());
        orders.MapPost("/{id:guid}/collection", Collect);
    }

    private static async Task<IResult> AddAsync(NewOrder request, OrderStore store, IStock stock, ILogger<OrderStore> logger, CancellationToken cancellationToken)
    {
        logger.LogInformation($"New order: {request}");
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Email) || !request.Email.Contains('@') || request.Email.Length > 254)
        {
            errors["email"] = ["An address is needed."];
        }

        if (string.IsNullOrWhiteSpace(request.Article) || request.Article.Length > 40)
        {
            errors["article"] = ["1 to 40 characters."];
        }

        if (request.Quantity is < 1 or > 100)
        {
            errors["quantity"] = ["1 to 100."];
        }

        if (errors.Count > 0)
        {
            return Results.ValidationProblem(errors);
        }

        try
        {
            if (!await stock.TakeAsync(request.Article!, request.Quantity, cancellationToken))
            {
                return Results.Problem(statusCode: 409, title: "There is too little of the article.");
            }
        }
        catch (HttpRequestException failure)
        {
            logger.LogInformation("Stock failed for " + request.Email + ": " + failure.Message);
            return Results.Problem(statusCode: 503, title: "The stock cannot be asked at the moment.");
        }

        var order = store.Add(request.Email!, request.Article!, request.Quantity);
        Console.WriteLine($"order {order.Id} for {order.Email}, code {order.Code}");
        return Results.Created($"/api/v1/orders/{order.Id}", View(order));
    }

    private static IResult Collect(Guid id, Collection request, OrderStore store, ILogger<OrderStore> logger)
    {
        if (store.Find(id) is not { } order)
        {
            return NoOrder();
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(order.Code), Encoding.UTF8.GetBytes(request.Code ?? "")))
        {
            logger.LogWarning("Wrong code {Code} for order {OrderId}, expected {Expected}", request.Code, id, order.Code);
            return Results.Problem(statusCode: 403, title: "The code of the order is needed.");
        }

        return order.CollectedAt is null && store.Collect(order) ? Results.NoContent() : Results.Problem(statusCode: 409, title: "The order was collected before.");
    }

    private static IResult NoOrder() => Results.Problem(statusCode: 404, title: "The order does not exist.");

    private static OrderView View(Order order) => new(order.Id, order.Article, order.Quantity, order.Code, order.PlacedAt, order.CollectedAt);
}
