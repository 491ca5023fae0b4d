// The set comes through a service and a generic repository, both behind interfaces, and is mapped on the way.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("tickets")]
public sealed class TicketsController(ITicketService tickets) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> All(CancellationToken cancellationToken)
    {
        var all = await tickets.GetAllAsync(cancellationToken); //! BS0004: through 'GetAllAsync'
        return Ok(all);
    }

    [HttpGet("open")]
    public async Task<ActionResult<List<TicketView>>> Open(CancellationToken cancellationToken) =>
        Ok(await tickets.OpenAsync(cancellationToken)); //! BS0004
}

public interface ITicketService
{
    Task<IEnumerable<TicketView>> GetAllAsync(CancellationToken cancellationToken);

    Task<List<TicketView>> OpenAsync(CancellationToken cancellationToken);
}

public sealed class TicketService(IStore<Ticket> store) : ITicketService
{
    public async Task<IEnumerable<TicketView>> GetAllAsync(CancellationToken cancellationToken)
    {
        var rows = await store.AllAsync(null, cancellationToken);
        return rows.Select(View);
    }

    public async Task<List<TicketView>> OpenAsync(CancellationToken cancellationToken)
    {
        var rows = await store.AllAsync(t => !t.IsClosed, cancellationToken);
        var views = new List<TicketView>();
        foreach (var row in rows)
        {
            views.Add(View(row));
        }

        return views;
    }

    private static TicketView View(Ticket ticket) => new(ticket.Id, ticket.Subject);
}

public interface IStore<T> where T : class
{
    Task<IReadOnlyList<T>> AllAsync(System.Linq.Expressions.Expression<Func<T, bool>>? filter, CancellationToken cancellationToken);
}

public sealed class Store<T>(DeskContext context) : IStore<T> where T : class
{
    public async Task<IReadOnlyList<T>> AllAsync(System.Linq.Expressions.Expression<Func<T, bool>>? filter, CancellationToken cancellationToken)
    {
        IQueryable<T> query = context.Set<T>();
        if (filter is not null)
        {
            query = query.Where(filter);
        }

        return await query.ToListAsync(cancellationToken);
    }
}

public sealed record TicketView(int Id, string Subject);

public sealed class Ticket
{
    public int Id { get; set; }
    public string Subject { get; set; } = "";
    public bool IsClosed { get; set; }
}

public sealed class DeskContext(DbContextOptions<DeskContext> options) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();
}
