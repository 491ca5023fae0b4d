using System.Collections.Concurrent;

namespace Garage.Tickets;

public sealed class TicketStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Ticket> _tickets = new();

    public Ticket Enter()
    {
        var ticket = new Ticket(Guid.NewGuid(), time.GetUtcNow());
        return _tickets[ticket.Id] = ticket;
    }

    /// <summary>One caller at a time for each ticket.</summary>
    /// <returns>Null when there is no such ticket.</returns>
    public T? With<T>(Guid id, Func<Ticket, DateTimeOffset, T> action)
        where T : class
    {
        if (!_tickets.TryGetValue(id, out var ticket))
        {
            return null;
        }

        lock (ticket)
        {
            return action(ticket, time.GetUtcNow());
        }
    }
}
