using Boxoffice.Http;
using Boxoffice.Orders;

namespace Boxoffice.Payments;

public static class PaymentEndpoints
{
    public static IEndpointRouteBuilder MapPayments(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/orders/{id:int}/payment", PayAsync);
        return routes;
    }

    private static async Task<IResult> PayAsync(int id, OrderStore orders, PaylaneClient paylane)
    {
        if (orders.Find(id) is not { } order)
        {
            return ApiErrors.NotFound("Order", id);
        }

        await paylane.ChargeAsync(order);
        var paid = order with { Status = OrderStatus.Paid };
        orders.Save(paid);
        return Results.Ok(OrderView.Of(paid));
    }
}
