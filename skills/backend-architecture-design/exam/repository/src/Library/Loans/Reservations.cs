using Library.Catalogue;
using Library.Events;
using Library.Http;

namespace Library.Loans;

public static class ReservationEndpoints
{
    public static IEndpointRouteBuilder MapReservations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/reservations", (CreateLoan body, BookStore books, LoanStore loans) =>
        {
            if (LoanEndpoints.Check(body, books, out var book) is { } refused)
            {
                return refused;
            }

            var reservation = loans.Reserve(book.Id, body.Member!.Trim());
            return Results.CreatedAtRoute("GetReservation", new { id = reservation.Id }, reservation);
        });
        routes.MapGet("/api/v1/reservations/{id:int}", (int id, LoanStore loans) =>
            loans.FindReservation(id) is { } reservation ? Results.Ok(reservation) : ApiErrors.NotFound("Reservation", id)).WithName("GetReservation");
        return routes;
    }
}

/// <summary>Gives a returned copy to who waits longest.</summary>
public sealed class ReservationQueue(LoanStore loans) : IEventHandler<BookReturned>
{
    public Task HandleAsync(BookReturned happened, CancellationToken cancellationToken)
    {
        if (loans.Queue(happened.BookId).FirstOrDefault() is { } next)
        {
            loans.Save(next with { Status = ReservationStatus.Ready });
        }

        return Task.CompletedTask;
    }
}
