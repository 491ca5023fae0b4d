namespace Bookshop.Data.Customers;

public sealed class PasswordReset
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    /// <summary>Digest of the token; the token itself is only in the mail.</summary>
    public required string TokenDigest { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}
