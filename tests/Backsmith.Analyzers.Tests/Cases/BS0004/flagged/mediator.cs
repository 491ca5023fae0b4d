// The handler of a message reads the set; the endpoint only sends the message.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public interface IRequest<T>;

public interface IRequestHandler<in TRequest, TResponse>
{
    Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
}

public interface ISender
{
    Task<T> Send<T>(IRequest<T> request, CancellationToken cancellationToken = default);
}

public sealed record ListShifts(string? Team) : IRequest<List<ShiftView>>;

public sealed class ListShiftsHandler(RotaContext context) : IRequestHandler<ListShifts, List<ShiftView>>
{
    public async Task<List<ShiftView>> Handle(ListShifts request, CancellationToken cancellationToken)
    {
        return await context.Shifts
            .Where(s => request.Team == null || s.Team == request.Team)
            .Select(s => new ShiftView(s.Id, s.Team))
            .ToListAsync(cancellationToken);
    }
}

[ApiController]
[Route("shifts")]
public sealed class ShiftsController(ISender sender) : ControllerBase
{
    [HttpGet]
    public async Task<ActionResult<List<ShiftView>>> List([FromQuery] string? team) => await sender.Send(new ListShifts(team)); //! BS0004: every stored Shift that matches
}

public sealed record ShiftView(int Id, string Team);

public sealed class Shift
{
    public int Id { get; set; }
    public string Team { get; set; } = "";
}

public sealed class RotaContext(DbContextOptions<RotaContext> options) : DbContext(options)
{
    public DbSet<Shift> Shifts => Set<Shift>();
}
