namespace Garage.Tickets;

public sealed record Payment(int AmountCents);

public sealed record RefundRequest(string? Reason);

public sealed record TicketView(Guid Id, DateTimeOffset EnteredAt, DateTimeOffset? PaidAt, int PaidCents, int RefundedCents, DateTimeOffset? LeftAt, int DueCents);

public static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder routes)
    {
        var tickets = routes.MapGroup("/api/v1/tickets");
        tickets.MapPost("/", (TicketStore store, TimeProvider time) => store.Enter() is var ticket
            ? Results.Created($"/api/v1/tickets/{ticket.Id}", View(ticket, time.GetUtcNow()))
            : NoTicket());
        tickets.MapGet("/{id:guid}", (Guid id, TicketStore store) => store.With(id, (ticket, now) => Results.Ok(View(ticket, now))) ?? NoTicket());
        tickets.MapPost("/{id:guid}/loss", (Guid id, TicketStore store) => store.With(id, (ticket, now) => Answer(ticket, ticket.Lose(), now)) ?? NoTicket());
        tickets.MapPost("/{id:guid}/payments", (Guid id, Payment request, TicketStore store) =>
            store.With(id, (ticket, now) => Answer(ticket, ticket.Pay(request.AmountCents, now), now)) ?? NoTicket());
        tickets.MapPost("/{id:guid}/refund", (Guid id, RefundRequest request, TicketStore store) =>
            store.With(id, (ticket, now) => ticket.GiveBack(request.Reason, now) is var outcome && outcome == Outcome.Done
                ? Results.Ok(new { refundedCents = ticket.RefundedCents })
                : Answer(ticket, outcome, now)) ?? (Wrong.Is("unknown-refund-empty") ? Results.NoContent() : NoTicket()));
        tickets.MapPost("/{id:guid}/exit", (Guid id, TicketStore store) => store.With(id, (ticket, now) => Answer(ticket, ticket.Leave(now), now)) ?? NoTicket());
    }

    private static IResult Answer(Ticket ticket, Outcome outcome, DateTimeOffset now) => outcome switch
    {
        Outcome.Done => Results.NoContent(),
        Outcome.NothingDue => Conflict("Nothing is due."),
        Outcome.NotPossible => Conflict("This is not possible any more."),
        Outcome.Gone => Conflict("The car has left."),
        Outcome.Due => Results.Problem(statusCode: 409, title: "Something is due.", extensions: new Dictionary<string, object?> { ["dueCents"] = Wrong.Is("due-without-amount") ? 0 : ticket.DueCents(now) }),
        Outcome.WrongAmount => Wrong.Is("amount-is-conflict") ? Conflict("Wrong amount.") : Invalid("amountCents", "Pay exactly what is due."),
        Outcome.UnknownReason => Invalid("reason", "double_charge or broken_gate."),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static IResult Conflict(string title) => Results.Problem(statusCode: 409, title: title);

    private static IResult Invalid(string field, string why) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });

    private static IResult NoTicket() => Results.Problem(statusCode: 404, title: "The ticket does not exist.");

    private static TicketView View(Ticket ticket, DateTimeOffset now) =>
        new(ticket.Id, ticket.EnteredAt, ticket.PaidAt, ticket.PaidCents, ticket.RefundedCents, ticket.LeftAt, ticket.DueCents(now));
}
