// Loops over batches, pages and attempts: the number of queries does not follow the number of rows.
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

public sealed class Postings(LedgerContext context, SqliteConnection connection)
{
    public async Task<List<Posting>> ChunksAsync(List<int> ids)
    {
        var found = new List<Posting>();
        foreach (var batch in ids.Chunk(200))
        {
            found.AddRange(await context.Postings.Where(p => batch.Contains(p.Id)).ToListAsync());
        }

        return found;
    }

    public async Task<List<Posting>> SlicesAsync(List<int> ids)
    {
        var found = new List<Posting>();
        for (var i = 0; i < ids.Count; i += 200)
        {
            var part = ids.Skip(i).Take(200).ToList();
            found.AddRange(await context.Postings.Where(p => part.Contains(p.Id)).ToListAsync());
        }

        return found;
    }

    public async Task<List<Posting>> DapperChunksAsync(List<int> ids)
    {
        var found = new List<Posting>();
        foreach (var part in ids.Chunk(500))
        {
            found.AddRange(await connection.QueryAsync<Posting>("SELECT * FROM Postings WHERE Id IN @part", new { part }));
        }

        return found;
    }

    public async Task<int> PagesAsync(int size)
    {
        var sum = 0;
        var pages = await context.Postings.CountAsync() / size + 1;
        for (var page = 0; page < pages; page++)
        {
            sum += (await context.Postings.OrderBy(p => p.Id).Skip(page * size).Take(size).ToListAsync()).Sum(p => p.Cents);
        }

        return sum;
    }

    public async Task<int> KeysetAsync()
    {
        var (last, sum) = (0, 0);
        while (true)
        {
            var rows = await context.Postings.Where(p => p.Id > last).OrderBy(p => p.Id).Take(500).ToListAsync();
            if (rows.Count == 0)
            {
                return sum;
            }

            sum += rows.Sum(p => p.Cents);
            last = rows[^1].Id;
        }
    }

    public async Task<Posting?> RetriedAsync(int id)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var posting = await context.Postings.FirstOrDefaultAsync(p => p.Id == id && p.Cents > attempt);
            if (posting is not null)
            {
                return posting;
            }
        }

        return null;
    }

    public async Task<string> FreeCodeAsync(string stem)
    {
        var number = 1;
        var code = stem;
        while (await context.Postings.AnyAsync(p => p.Code == code))
        {
            code = $"{stem}-{number++}";
        }

        return code;
    }
}

public sealed class Posting
{
    public int Id { get; set; }
    public int Cents { get; set; }
    public string Code { get; set; } = "";
}

public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    public DbSet<Posting> Postings => Set<Posting>();
}
