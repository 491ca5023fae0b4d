namespace Bookshop.Data.Customers;

public sealed class Customer
{
    public int Id { get; set; }

    /// <summary>Trimmed and in lower case; unique.</summary>
    public required string Email { get; set; }

    public required string DisplayName { get; set; }

    public required string PasswordHash { get; set; }

    public string? Phone { get; set; }

    public bool IsStaff { get; set; }

    /// <summary>Set for staff who work at a till; see the till sign-in.</summary>
    public string? TillPinHash { get; set; }

    public int FailedSignIns { get; set; }

    public DateTime? LockedUntil { get; set; }

    public DateTime CreatedAt { get; set; }

    public List<Address> Addresses { get; } = [];
}
