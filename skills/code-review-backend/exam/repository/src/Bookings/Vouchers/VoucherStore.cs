using System.Collections.Concurrent;

namespace Bookings.Vouchers;

public enum RedeemOutcome
{
    Done,
    Missing,
    Expired,
    TooMuch,
}

public sealed class VoucherStore(ILedger ledger, TimeProvider time, ILogger<VoucherStore> logger)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly ConcurrentDictionary<string, Voucher> _vouchers = new(StringComparer.OrdinalIgnoreCase);

    public Voucher Add(string buyer, int amountCents, DateOnly validUntil)
    {
        var code = new string(Random.Shared.GetItems<char>(Letters, 16));
        var voucher = new Voucher(code, buyer, amountCents, amountCents, validUntil, time.GetUtcNow(), []);
        return _vouchers[code] = voucher;
    }

    public Voucher? Find(string code) => _vouchers.GetValueOrDefault(code);

    public IReadOnlyList<Voucher> Of(string buyer) => [.. _vouchers.Values.Where(voucher => voucher.Buyer == buyer).OrderByDescending(voucher => voucher.BoughtAt).Take(50)];

    public async Task<(RedeemOutcome Outcome, int RemainingCents)> RedeemAsync(string code, int amountCents, CancellationToken cancellationToken)
    {
        if (Find(code) is not { } voucher)
        {
            return (RedeemOutcome.Missing, 0);
        }

        if (voucher.ValidUntil <= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            return (RedeemOutcome.Expired, 0);
        }

        if (amountCents > voucher.RemainingCents)
        {
            return (RedeemOutcome.TooMuch, 0);
        }

        await ledger.WriteAsync($"voucher of {voucher.Buyer}", amountCents, cancellationToken);
        var spent = voucher with
        {
            RemainingCents = voucher.RemainingCents - amountCents,
            Redemptions = [.. voucher.Redemptions, new Redemption(time.GetUtcNow(), amountCents)],
        };
        _vouchers[code] = spent;
        logger.LogInformation("Voucher {Code} was redeemed, {Remaining} cents are left", code, spent.RemainingCents);
        return (RedeemOutcome.Done, spent.RemainingCents);
    }
}
