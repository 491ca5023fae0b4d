namespace Bookshop.Data.Messaging;

/// <summary>A mail that was decided together with a change of data and is sent later.</summary>
public sealed class OutboxMessage
{
    public int Id { get; set; }

    public required string Recipient { get; set; }

    public required string Subject { get; set; }

    public required string Body { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? SentAt { get; set; }

    public int Attempts { get; set; }
}
