using System.Collections.Concurrent;

namespace Bookshop.Api.Shipping;

/// <summary>Postage for a parcel. A country's rate is asked for once and kept for an hour.</summary>
public sealed class ShippingQuotes(ShippingRates rates, ShippingRateCache cache, TimeProvider time)
{
    private const int FreeFromCents = 7_500;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <returns>Null when the carrier does not deliver there.</returns>
    public int? QuoteCents(string country, int grams, int goodsCents)
    {
        var rate = RateFor(country);
        if (rate is null)
        {
            return null;
        }

        if (goodsCents >= FreeFromCents)
        {
            return 0;
        }

        var kilograms = (grams + 999) / 1000;
        return rate.BaseCents + (rate.CentsPerKilogram * kilograms);
    }

    private CarrierRate? RateFor(string country)
    {
        var now = time.GetUtcNow();
        if (cache.Rates.TryGetValue(country, out var known) && now - known.At < Fresh)
        {
            return known.Rate;
        }

        var rate = rates.ForCountryAsync(country).Result;
        if (rate is not null)
        {
            cache.Rates[country] = (rate, now);
        }

        return rate;
    }
}

/// <summary>Lives as long as the application; the client it serves is shorter-lived.</summary>
public sealed class ShippingRateCache
{
    public ConcurrentDictionary<string, (CarrierRate Rate, DateTimeOffset At)> Rates { get; } = new();
}
