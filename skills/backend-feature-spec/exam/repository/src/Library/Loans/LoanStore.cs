using System.Security.Cryptography;

namespace Library.Loans;

public sealed record Book(string Id, string Title);

public sealed record Loan(string Id, string BookId, string MemberId, DateTimeOffset LentAt, DateOnly DueOn, DateTimeOffset? ReturnedAt, int FeeCents);

public static class Ids
{
    public static string New(string kind) => kind + "_" + RandomNumberGenerator.GetHexString(12, lowercase: true);
}

public sealed class Shelf
{
    public IReadOnlyList<Book> Books { get; } = [.. new[] { "Atlas of Moss", "Bridges", "Clay", "Dust", "Early Maps", "Ferries" }.Select(title => new Book(Ids.New("bk"), title))];
}

public sealed class LoanStore(TimeProvider time)
{
    public const int MostAtOnce = 5;
    public const int Days = 21;
    private const int FeeForEachDay = 20;

    private readonly Lock _gate = new();
    private readonly List<Loan> _loans = [];

    /// <returns>The loan, or the code of what stands against it.</returns>
    public (Loan? Loan, string? Conflict) Lend(string book, string member)
    {
        lock (_gate)
        {
            if (_loans.Any(loan => loan.BookId == book && loan.ReturnedAt is null))
            {
                return (null, "book_lent");
            }

            if (_loans.Count(loan => loan.MemberId == member && loan.ReturnedAt is null) >= MostAtOnce)
            {
                return (null, "too_many_loans");
            }

            var now = time.GetUtcNow();
            var added = new Loan(Ids.New("ln"), book, member, now, DateOnly.FromDateTime(now.UtcDateTime).AddDays(Days), null, 0);
            _loans.Add(added);
            return (added, null);
        }
    }

    public Loan? Find(string id)
    {
        lock (_gate)
        {
            return _loans.FirstOrDefault(loan => loan.Id == id);
        }
    }

    public IReadOnlyList<Loan> Of(string member)
    {
        lock (_gate)
        {
            return [.. _loans.Where(loan => loan.MemberId == member).OrderByDescending(loan => loan.LentAt).ThenBy(loan => loan.Id, StringComparer.Ordinal)];
        }
    }

    /// <returns>Whether it was out.</returns>
    public bool Return(string id)
    {
        lock (_gate)
        {
            var at = _loans.FindIndex(loan => loan.Id == id && loan.ReturnedAt is null);
            if (at < 0)
            {
                return false;
            }

            var now = time.GetUtcNow();
            var late = Math.Max(0, DateOnly.FromDateTime(now.UtcDateTime).DayNumber - _loans[at].DueOn.DayNumber);
            _loans[at] = _loans[at] with { ReturnedAt = now, FeeCents = late * FeeForEachDay };
            return true;
        }
    }
}
