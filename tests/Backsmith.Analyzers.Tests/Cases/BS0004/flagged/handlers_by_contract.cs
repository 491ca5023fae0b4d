// A handler behind a generic contract: which one runs is told by the contract's arguments, however many there are.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/claims", async (IHandle<AllClaims, IReadOnlyList<Claim>> handler, CancellationToken ct) => await handler.RunAsync(new AllClaims(), ct)); //! BS0004
app.MapGet("/claims/page", async (int page, IHandle<SomeClaims, IReadOnlyList<Claim>> handler, CancellationToken ct) => await handler.RunAsync(new SomeClaims(page), ct));
app.Run();

public sealed record AllClaims;
public sealed record SomeClaims(int Page);
public sealed record One(long Id);
public sealed record Two(long Id);
public sealed record Three(long Id);

public sealed class Claim
{
    public long Id { get; set; }
}

public sealed class Db(DbContextOptions<Db> options) : DbContext(options)
{
    public DbSet<Claim> Claims { get; set; }
}

public interface IHandle<in TRequest, TResponse>
{
    Task<TResponse> RunAsync(TRequest request, CancellationToken ct);
}

public sealed class OneHandler(Db db) : IHandle<One, Claim?>
{
    public async Task<Claim?> RunAsync(One request, CancellationToken ct) => await db.Claims.SingleOrDefaultAsync(c => c.Id == request.Id, ct);
}

public sealed class TwoHandler(Db db) : IHandle<Two, bool>
{
    public async Task<bool> RunAsync(Two request, CancellationToken ct) => await db.Claims.AnyAsync(c => c.Id == request.Id, ct);
}

public sealed class ThreeHandler(Db db) : IHandle<Three, int>
{
    public async Task<int> RunAsync(Three request, CancellationToken ct) => await db.Claims.CountAsync(ct);
}

public sealed class SomeClaimsHandler(Db db) : IHandle<SomeClaims, IReadOnlyList<Claim>>
{
    public async Task<IReadOnlyList<Claim>> RunAsync(SomeClaims request, CancellationToken ct) =>
        await db.Claims.OrderBy(c => c.Id).Skip(request.Page * 20).Take(20).ToListAsync(ct);
}

public sealed class AllClaimsHandler(Db db) : IHandle<AllClaims, IReadOnlyList<Claim>>
{
    public async Task<IReadOnlyList<Claim>> RunAsync(AllClaims request, CancellationToken ct) =>
        await db.Claims.AsNoTracking().OrderBy(c => c.Id).ToListAsync(ct);
}
