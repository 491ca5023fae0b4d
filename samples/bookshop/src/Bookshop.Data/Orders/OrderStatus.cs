namespace Bookshop.Data.Orders;

/// <summary>Placed → Paid → Shipped; Placed → Cancelled or Expired; Paid → Refunded.</summary>
public enum OrderStatus
{
    Placed = 0,
    Paid = 1,
    Shipped = 2,
    Cancelled = 3,
    Expired = 4,
    Refunded = 5,
}
