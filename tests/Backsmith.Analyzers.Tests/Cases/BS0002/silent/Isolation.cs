// Serializable transactions, locks of the database, and a lock that lets one caller in.
using System.Data;
using System.Transactions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using IsolationLevel = System.Data.IsolationLevel;

public sealed class Seat
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public int Free { get; set; }
}

public sealed class Hall(DbContextOptions<Hall> options) : DbContext(options)
{
    public DbSet<Seat> Seats => Set<Seat>();
}

public sealed class Reservations(Hall hall, SqliteConnection connection)
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    public async Task AddAsync(string name)
    {
        await using var transaction = await hall.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        if (await hall.Seats.AnyAsync(s => s.Name == name))
            return;
        hall.Seats.Add(new Seat { Name = name });
        await hall.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public async Task TakeAsync(int id)
    {
        var strategy = hall.Database.CreateExecutionStrategy();
        await strategy.ExecuteAsync(async () =>
        {
            await using var transaction = await hall.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
            var seat = await hall.Seats.FirstAsync(s => s.Id == id);
            seat.Free -= 1;
            await hall.SaveChangesAsync();
            await transaction.CommitAsync();
        });
    }

    public async Task ScopeAsync(string name)
    {
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        if (!await hall.Seats.AnyAsync(s => s.Name == name))
            hall.Seats.Add(new Seat { Name = name });
        await hall.SaveChangesAsync();
        scope.Complete();
    }

    public async Task LockRowAsync(int id)
    {
        await using var transaction = await hall.Database.BeginTransactionAsync();
        var seat = await hall.Seats.FromSql($"SELECT * FROM seats WHERE id = {id} FOR UPDATE").SingleAsync();
        if (seat.Free < 1)
            throw new InvalidOperationException("full");
        seat.Free--;
        await hall.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public async Task AdvisoryAsync(string name)
    {
        await using var transaction = await hall.Database.BeginTransactionAsync();
        await hall.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({name}))");
        if (await hall.Seats.AnyAsync(s => s.Name == name))
            return;
        hall.Seats.Add(new Seat { Name = name });
        await hall.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public async Task GatedAsync(int id)
    {
        await Gate.WaitAsync();
        try
        {
            await TakeInsideAsync(id);
        }
        finally
        {
            Gate.Release();
        }
    }

    public void OneWriter(int id)
    {
        using var transaction = connection.BeginTransaction();
        var free = connection.QuerySingle<int>("SELECT free FROM seats WHERE id = @id", new { id });
        connection.Execute("UPDATE seats SET free = @left WHERE id = @id", new { id, left = free - 1 });
        transaction.Commit();
    }

    private async Task TakeInsideAsync(int id)
    {
        var seat = await hall.Seats.FirstAsync(s => s.Id == id);
        seat.Free -= 1;
        await hall.SaveChangesAsync();
    }
}
