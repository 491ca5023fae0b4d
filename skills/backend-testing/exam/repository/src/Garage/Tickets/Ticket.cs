using Garage.Fees;

namespace Garage.Tickets;

public enum Outcome
{
    Done,
    NothingDue,
    WrongAmount,
    UnknownReason,
    NotPossible,
    Due,
    Gone,
}

/// <summary>One car's stay. Not for several callers at once: <see cref="TicketStore"/> lets one in.</summary>
public sealed class Ticket(Guid id, DateTimeOffset enteredAt)
{
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan TimeToRefund = TimeSpan.FromMinutes(10);

    public Guid Id { get; } = id;

    public DateTimeOffset EnteredAt { get; } = enteredAt;

    public DateTimeOffset? PaidAt { get; private set; }

    public int PaidCents { get; private set; }

    public int RefundedCents { get; private set; }

    public bool IsLost { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public int DueCents(DateTimeOffset now)
    {
        if (LeftAt is not null || (PaidAt is { } paid && now - paid <= TimeToLeave))
        {
            return 0;
        }

        var fee = IsLost ? ParkingFee.Lost : ParkingFee.Of(now - EnteredAt);
        return Math.Max(0, fee - PaidCents);
    }

    public Outcome Lose()
    {
        if (PaidAt is not null || LeftAt is not null)
        {
            return Outcome.NotPossible;
        }

        IsLost = true;
        return Outcome.Done;
    }

    public Outcome Pay(int amount, DateTimeOffset now)
    {
        var due = DueCents(now);
        if (due == 0)
        {
            return Outcome.NothingDue;
        }

        if (amount != due)
        {
            return Outcome.WrongAmount;
        }

        PaidAt = now;
        PaidCents += amount;
        return Outcome.Done;
    }

    public Outcome GiveBack(string? reason, DateTimeOffset now)
    {
        if (Refund.Of(reason, PaidCents) is not { } amount)
        {
            return Outcome.UnknownReason;
        }

        if (PaidAt is not { } paid || now - paid > TimeToRefund || RefundedCents > 0 || LeftAt is not null)
        {
            return Outcome.NotPossible;
        }

        RefundedCents = amount;
        PaidCents = 0;
        PaidAt = null;
        return Outcome.Done;
    }

    public Outcome Leave(DateTimeOffset now)
    {
        if (LeftAt is not null)
        {
            return Outcome.Gone;
        }

        if (DueCents(now) > 0)
        {
            return Outcome.Due;
        }

        LeftAt = now;
        return Outcome.Done;
    }
}
