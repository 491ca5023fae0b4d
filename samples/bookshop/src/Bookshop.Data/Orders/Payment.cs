namespace Bookshop.Data.Orders;

public sealed class Payment
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    /// <summary>The provider's name for the charge; unique.</summary>
    public required string Reference { get; set; }

    public int AmountCents { get; set; }

    public bool IsSettled { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>A webhook event that was taken in; the unique event id makes a second delivery harmless.</summary>
public sealed class WebhookDelivery
{
    public int Id { get; set; }

    public required string EventId { get; set; }

    public DateTime ReceivedAt { get; set; }
}
