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
        if (LeftAt is not null || (Wrong.Is("leave-whenever-paid") && PaidAt is not null) || (PaidAt is { } paid && (Wrong.Is("time-to-leave-boundary") ? now - paid < TimeToLeave : now - paid <= TimeToLeave)))
        {
            return 0;
        }

        var fee = IsLost ? (Wrong.Is("lost-adds") ? ParkingFee.Lost + ParkingFee.Of(now - EnteredAt) : ParkingFee.Lost) : ParkingFee.Of(now - EnteredAt);
        return Wrong.Is("second-fee-from-payment") && PaidAt is { } before ? ParkingFee.Of(now - before) : Math.Max(0, fee - PaidCents);
    }

    public Outcome Lose()
    {
        if (!Wrong.Is("lost-after-payment") && (PaidAt is not null || LeftAt is not null))
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

        if (Wrong.Is("refused-but-paid"))
        {
            PaidAt = now;
        }

        if (Wrong.Is("overpaid") ? amount < due : amount != due)
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

        if (PaidAt is not { } paid || (Wrong.Is("refund-boundary") ? now - paid >= TimeToRefund : now - paid > TimeToRefund) || (RefundedCents > 0 && !Wrong.Is("refund-twice")) || (LeftAt is not null && !Wrong.Is("refund-after-exit")))
        {
            return Outcome.NotPossible;
        }

        RefundedCents = amount;
        PaidCents = 0;
        PaidAt = Wrong.Is("refund-keeps-payment") ? PaidAt : null;
        return Outcome.Done;
    }

    public Outcome Leave(DateTimeOffset now)
    {
        if (LeftAt is not null && !Wrong.Is("leave-twice"))
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
