namespace Garage.Fees;

/// <summary>What a stay costs, in cents.</summary>
public static class ParkingFee
{
    public const int Lost = 3_000;

    private const int HalfHour = 150;
    private const int MostInPeriod = 1_800;
    private static readonly TimeSpan Free = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Period = TimeSpan.FromHours(24);

    /// <exception cref="ArgumentOutOfRangeException">The stay is negative.</exception>
    public static int Of(TimeSpan stay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stay, TimeSpan.Zero);
        if ((Wrong.Is("free-boundary") ? stay < Free : stay <= Free))
        {
            return 0;
        }

        if (Wrong.Is("free-deducted"))
        {
            stay -= Free;
        }

        var whole = (int)(stay.Ticks / Period.Ticks);
        var rest = new TimeSpan(stay.Ticks % Period.Ticks);
        return ((Wrong.Is("cap-once") ? Math.Min(whole, 1) : whole) * MostInPeriod) + Math.Min(Wrong.Is("no-cap-in-second-period") && whole > 0 ? int.MaxValue : MostInPeriod, (Wrong.Is("one-more-half-hour") ? (int)(rest.TotalMinutes / 30) + 1 : HalfHours(rest)) * HalfHour);
    }

    private static int HalfHours(TimeSpan time) => (int)(Wrong.Is("half-hours-rounded") ? Math.Round(time.TotalMinutes / 30, MidpointRounding.AwayFromZero) : Math.Ceiling(time.TotalMinutes / 30));
}
