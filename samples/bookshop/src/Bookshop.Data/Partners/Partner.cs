namespace Bookshop.Data.Partners;

/// <summary>A shop that shows our stock on its own pages.</summary>
public sealed class Partner
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string PasswordDigest { get; set; }

    public bool IsActive { get; set; }
}
