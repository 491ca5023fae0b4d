using System.Reflection;
using System.Text.Json;

namespace Acceptance;

public sealed class ReviewTests
{
    private const string Endpoints = "src/Bookings/Vouchers/VoucherEndpoints.cs";
    private const string Store = "src/Bookings/Vouchers/VoucherStore.cs";

    private static readonly (string Defect, (string File, int First, int Last)[] Places)[] Defects =
    [
        ("the redemptions of a voucher are shown to anybody", [(Endpoints, 22, 23)]),
        ("two redemptions at once both spend the same cents", [(Store, 30, 53)]),
        ("a negative amount fills the voucher", [(Store, 42, 45), (Store, 30, 31), (Endpoints, 11, 11), (Endpoints, 54, 58)]),
        ("the last day is refused", [(Store, 36, 40)]),
        ("the exception is told to the caller", [(Endpoints, 67, 70)]),
        ("the code is logged", [(Store, 54, 54)]),
        ("the code can be predicted", [(Store, 21, 21)]),
        ("a ledger that fails at the sale is an unexpected error", [(Endpoints, 27, 40)]),
    ];

    private static readonly (string Why, string File, int First, int Last)[] Right =
    [
        ("the code of a voucher is enough to spend it", Endpoints, 24, 24),
        ("what is paid is announced whether the caller waits or not", Endpoints, 41, 42),
        ("a digest of content is no secret", Endpoints, 46, 52),
        ("the list ends at 50", Store, 28, 28),
        ("the look-up of one voucher compares the buyer", Endpoints, 20, 21),
        ("bookings are another change", "src/Bookings/Rooms/BookingStore.cs", 1, 1000),
        ("bookings are another change", "src/Bookings/Rooms/BookingEndpoints.cs", 1, 1000),
    ];

    [Fact]
    public void The_verdict_is_changes() => Assert.Equal("changes", Review().GetProperty("verdict").GetString());

    [Fact]
    public void Every_remark_has_a_place_and_says_something() => Assert.All(
        Review().GetProperty("remarks").EnumerateArray(),
        remark =>
        {
            Assert.Contains(remark.GetProperty("severity").GetString(), new[] { "blocking", "advice" });
            Assert.True(remark.GetProperty("line").GetInt32() > 0);
            Assert.False(string.IsNullOrWhiteSpace(remark.GetProperty("category").GetString()));
            Assert.True(remark.GetProperty("text").GetString()?.Length >= 30);
        });

    [Fact]
    public void Each_defect_has_a_blocking_remark_of_its_own()
    {
        var remarks = Blocking();
        var taken = new Dictionary<int, int>();
        var missed = Enumerable.Range(0, Defects.Length).Where(defect => !Assign(defect, remarks, taken, [])).Select(defect => Defects[defect].Defect).ToList();

        Assert.True(missed.Count == 0, "Not remarked: " + string.Join("; ", missed));
    }

    [Fact]
    public void What_is_right_is_not_blamed()
    {
        var blamed =
            from remark in Blocking()
            from right in Right
            where right.File == remark.File && remark.Line >= right.First && remark.Line <= right.Last
            select $"{remark.File}:{remark.Line}: {right.Why}";

        Assert.Empty(blamed);
        Assert.True(Blocking().Count <= 10, "More than ten blocking remarks.");
    }

    /// <summary>Augmenting paths: a remark counts for one defect, whichever order they stand in.</summary>
    private static bool Assign(int defect, IReadOnlyList<(string File, int Line)> remarks, Dictionary<int, int> taken, HashSet<int> seen)
    {
        for (var number = 0; number < remarks.Count; number++)
        {
            var (file, line) = remarks[number];
            if (Defects[defect].Places.Any(place => place.File == file && line >= place.First && line <= place.Last) && seen.Add(number)
                && (!taken.TryGetValue(number, out var other) || Assign(other, remarks, taken, seen)))
            {
                taken[number] = defect;
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<(string File, int Line)> Blocking() =>
        [.. Review().GetProperty("remarks").EnumerateArray().Where(remark => remark.GetProperty("severity").GetString() == "blocking").Select(remark => (remark.GetProperty("file").GetString()!, remark.GetProperty("line").GetInt32()))];

    private static JsonElement Review()
    {
        var file = Path.GetFullPath(typeof(ReviewTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Review").Value!);
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }
}
