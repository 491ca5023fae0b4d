namespace Bookshop.Data.Orders;

public sealed class GiftCard
{
    public int Id { get; set; }

    public required string Code { get; set; }

    public int BalanceCents { get; set; }

    public DateTime ExpiresAt { get; set; }
}
