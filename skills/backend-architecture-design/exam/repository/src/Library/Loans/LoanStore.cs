using System.Collections.Concurrent;

namespace Library.Loans;

public enum ReservationStatus
{
    Waiting,
    Ready,
    Cancelled,
}

public sealed record Loan(int Id, int BookId, string Member, bool Returned);

public sealed record Reservation(int Id, int BookId, string Member, ReservationStatus Status);

public sealed record BookReturned(int BookId);

public sealed class LoanStore
{
    private readonly ConcurrentDictionary<int, Loan> _loans = new();
    private readonly ConcurrentDictionary<int, Reservation> _reservations = new();
    private int _lastId;

    public Loan Lend(int bookId, string member)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _loans[id] = new(id, bookId, member, false);
    }

    public Loan? FindLoan(int id) => _loans.GetValueOrDefault(id);

    public void Save(Loan loan) => _loans[loan.Id] = loan;

    public Reservation Reserve(int bookId, string member)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _reservations[id] = new(id, bookId, member, ReservationStatus.Waiting);
    }

    public Reservation? FindReservation(int id) => _reservations.GetValueOrDefault(id);

    public void Save(Reservation reservation) => _reservations[reservation.Id] = reservation;

    public IReadOnlyList<Reservation> Queue(int bookId) =>
        [.. _reservations.Values.Where(reservation => reservation.BookId == bookId && reservation.Status == ReservationStatus.Waiting).OrderBy(reservation => reservation.Id)];

    public int Waiting(int bookId) => Queue(bookId).Count;
}
