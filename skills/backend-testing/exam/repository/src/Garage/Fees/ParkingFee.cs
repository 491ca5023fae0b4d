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
        if (stay <= Free)
        {
            return 0;
        }

        var whole = (int)(stay.Ticks / Period.Ticks);
        var rest = new TimeSpan(stay.Ticks % Period.Ticks);
        return (whole * MostInPeriod) + Math.Min(MostInPeriod, HalfHours(rest) * HalfHour);
    }

    private static int HalfHours(TimeSpan time) => (int)Math.Ceiling(time.TotalMinutes / 30);
}
