// Each element is work of its own: a scope or transaction for each, a call that also writes, writes alone.
using Microsoft.EntityFrameworkCore;

public sealed class Reminders(IServiceScopeFactory scopes, IDbContextFactory<ClinicContext> factory, ClinicContext context, Sender sender)
{
    public async Task ScopesAsync(List<int> visits)
    {
        foreach (var visit in visits)
        {
            using var scope = scopes.CreateScope();
            var own = scope.ServiceProvider.GetRequiredService<ClinicContext>();
            var found = await own.Visits.FirstAsync(v => v.Id == visit);
            found.IsReminded = true;
            await own.SaveChangesAsync();
        }
    }

    public Task InParallelAsync(List<int> visits) => Parallel.ForEachAsync(visits, async (visit, cancellationToken) =>
    {
        await using var own = await factory.CreateDbContextAsync(cancellationToken);
        await own.Visits.FirstAsync(v => v.Id == visit, cancellationToken);
    });

    public async Task SentAsync(List<int> visits)
    {
        foreach (var visit in visits)
        {
            await sender.SendAsync(visit);
        }
    }

    public async Task WrittenAsync(List<Visit> visits)
    {
        foreach (var visit in visits)
        {
            visit.IsReminded = true;
            context.Visits.Update(visit);
            await context.Visits.Where(v => v.Id == visit.Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.IsReminded, true));
        }

        await context.SaveChangesAsync();
    }

    public async Task<Visit?> FirstOnlyAsync(List<int> visits)
    {
        foreach (var visit in visits)
        {
            return await context.Visits.FirstOrDefaultAsync(v => v.Id == visit);
        }

        return null;
    }
}

public sealed class Sender(ClinicContext context)
{
    public async Task SendAsync(int id)
    {
        var visit = await context.Visits.FirstAsync(v => v.Id == id);
        visit.IsReminded = true;
        await context.SaveChangesAsync();
    }
}

public sealed class Visit
{
    public int Id { get; set; }
    public bool IsReminded { get; set; }
}

public sealed class ClinicContext(DbContextOptions<ClinicContext> options) : DbContext(options)
{
    public DbSet<Visit> Visits => Set<Visit>();
}
