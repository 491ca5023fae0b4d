namespace Bookshop.Data.Orders;

public sealed class Order
{
    public int Id { get; set; }

    public required string Number { get; set; }

    public int CustomerId { get; set; }

    public int AddressId { get; set; }

    public OrderStatus Status { get; private set; }

    public DateTime PlacedAt { get; set; }

    public int GoodsCents { get; set; }

    public int ShippingCents { get; set; }

    public int GiftCardCents { get; set; }

    /// <summary>Grows with every change of state; two writers cannot both win.</summary>
    public int Version { get; private set; }

    public List<OrderLine> Lines { get; } = [];

    public int DueCents => GoodsCents + ShippingCents - GiftCardCents;

    /// <returns>False when the order is not in a state from which it may move there.</returns>
    public bool TryMoveTo(OrderStatus next)
    {
        var allowed = (Status, next) switch
        {
            (OrderStatus.Placed, OrderStatus.Paid or OrderStatus.Cancelled or OrderStatus.Expired) => true,
            (OrderStatus.Paid, OrderStatus.Shipped or OrderStatus.Refunded) => true,
            _ => false,
        };
        if (!allowed)
        {
            return false;
        }

        Status = next;
        Version++;
        return true;
    }
}

public sealed class OrderLine
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public int BookId { get; set; }

    public int Quantity { get; set; }

    public int UnitPriceCents { get; set; }
}
