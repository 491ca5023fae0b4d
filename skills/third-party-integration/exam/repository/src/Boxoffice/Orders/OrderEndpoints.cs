using Boxoffice.Http;

namespace Boxoffice.Orders;

public sealed record CreateOrder(long? Amount, string? Currency);

public sealed record OrderView(int Id, long Amount, string Currency, OrderStatus Status)
{
    public static OrderView Of(Order order) => new(order.Id, order.Amount, order.Currency, order.Status);
}

public static class OrderEndpoints
{
    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/orders", Create);
        routes.MapGet("/api/v1/orders/{id:int}", Get).WithName("GetOrder");
        return routes;
    }

    private static IResult Create(CreateOrder body, OrderStore orders)
    {
        List<ErrorDetail> errors = [];
        if (body.Amount is not (>= 1 and <= 10_000_000))
        {
            errors.Add(new("amount", "Must be between 1 and 10000000."));
        }

        if (body.Currency is not ("EUR" or "USD"))
        {
            errors.Add(new("currency", "Must be EUR or USD."));
        }

        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        var order = orders.Add(body.Amount!.Value, body.Currency!);
        return Results.CreatedAtRoute("GetOrder", new { id = order.Id }, OrderView.Of(order));
    }

    private static IResult Get(int id, OrderStore orders) =>
        orders.Find(id) is { } order ? Results.Ok(OrderView.Of(order)) : ApiErrors.NotFound("Order", id);
}
