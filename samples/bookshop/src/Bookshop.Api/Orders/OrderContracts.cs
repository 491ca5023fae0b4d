using Bookshop.Data.Orders;

namespace Bookshop.Api.Orders;

public sealed record OrderLineRequest(int BookId, int Quantity);

public sealed record PlaceOrderRequest(int AddressId, IReadOnlyList<OrderLineRequest> Lines, string? GiftCardCode);

public sealed record OrderLineView(int BookId, int Quantity, int UnitPriceCents);

public sealed record OrderView(
    int Id,
    string Number,
    string Status,
    DateTime PlacedAt,
    int GoodsCents,
    int ShippingCents,
    int GiftCardCents,
    int DueCents,
    IReadOnlyList<OrderLineView> Lines)
{
    public static OrderView From(Order order) => From(order, order.Lines);

    public static OrderView From(Order order, IEnumerable<OrderLine> lines) =>
        new(
            order.Id,
            order.Number,
            order.Status.ToString(),
            order.PlacedAt,
            order.GoodsCents,
            order.ShippingCents,
            order.GiftCardCents,
            order.DueCents,
            [.. lines.Select(l => new OrderLineView(l.BookId, l.Quantity, l.UnitPriceCents))]);
}

public sealed record GiftCardView(string Code, int BalanceCents);

public sealed record InvoiceLine(string Title, int Quantity, int UnitPriceCents, int TotalCents);

public sealed record Invoice(string OrderNumber, DateTime PlacedAt, IReadOnlyList<InvoiceLine> Lines, int DueCents);

/// <summary>An order that cannot be taken; the message is written for the customer.</summary>
public sealed class OrderRejectedException(string message) : Exception(message);
