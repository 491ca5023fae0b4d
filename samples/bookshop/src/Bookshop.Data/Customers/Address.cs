namespace Bookshop.Data.Customers;

public sealed class Address
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public required string Recipient { get; set; }

    public required string Street { get; set; }

    public required string City { get; set; }

    public required string PostalCode { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; set; }

    public bool IsDefault { get; set; }
}
