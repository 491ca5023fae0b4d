namespace Bookings.Vouchers;

public sealed record Redemption(DateTimeOffset At, int AmountCents);

public sealed record Voucher(string Code, string Buyer, int PaidCents, int RemainingCents, DateOnly ValidUntil, DateTimeOffset BoughtAt, IReadOnlyList<Redemption> Redemptions);

/// <summary>The books.</summary>
public interface ILedger
{
    /// <exception cref="IOException">It cannot be reached.</exception>
    Task WriteAsync(string text, int amountCents, CancellationToken cancellationToken);
}

public sealed class Ledger : ILedger
{
    public Task WriteAsync(string text, int amountCents, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Tells the buyer; puts it into a queue of the process and does not fail.</summary>
public interface IVoucherMail
{
    Task QueueAsync(string customer, string text, CancellationToken cancellationToken);
}

public sealed class VoucherMail : IVoucherMail
{
    public Task QueueAsync(string customer, string text, CancellationToken cancellationToken) => Task.CompletedTask;
}
