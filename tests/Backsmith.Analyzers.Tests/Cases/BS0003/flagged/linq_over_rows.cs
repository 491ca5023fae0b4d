// The query stands in the lambda of Select, ToDictionary, ForEach or Parallel, in a query expression over rows, or is a method handed to Select.
using Microsoft.EntityFrameworkCore;

public sealed class ClassReport(SchoolContext context)
{
    public async Task<List<PupilRow>> RowsAsync()
    {
        var pupils = await context.Pupils.ToListAsync();
        return pupils.Select(p => new PupilRow(p.Name, context.Marks.Count(m => m.PupilId == p.Id))).ToList(); //! BS0003: A query on Mark runs once for each 'p' of 'pupils'
    }

    public async Task<PupilRow[]> AtOnceAsync(IEnumerable<Pupil> pupils) =>
        await Task.WhenAll(pupils.Select(async p => new PupilRow(p.Name, await context.Marks.CountAsync(m => m.PupilId == p.Id)))); //! BS0003

    public Dictionary<int, double> Averages(List<Pupil> pupils) =>
        pupils.ToDictionary(p => p.Id, p => context.Marks.Where(m => m.PupilId == p.Id).Average(m => m.Value)); //! BS0003

    public List<PupilRow> Groups() =>
        context.Marks.AsEnumerable().GroupBy(m => m.PupilId).Select(g => new PupilRow(context.Pupils.First(p => p.Id == g.Key).Name, g.Count())).ToList(); //! BS0003: A query on Pupil

    public int Sum(List<Pupil> pupils)
    {
        var sum = 0;
        pupils.ForEach(p => sum += context.Marks.Count(m => m.PupilId == p.Id)); //! BS0003
        return sum;
    }

    public Task InParallelAsync(List<int> ids, List<int> known) => Parallel.ForEachAsync(ids, async (id, cancellationToken) =>
    {
        if (await context.Marks.AnyAsync(m => m.PupilId == id, cancellationToken)) //! BS0003: 'id' of 'ids'
        {
            known.Add(id);
        }
    });

    public IEnumerable<double> Best(List<Pupil> pupils) =>
        from pupil in pupils
        where pupil.Name != ""
        select context.Marks.Where(m => m.PupilId == pupil.Id).Max(m => m.Value); //! BS0003: 'pupil' of 'pupils'

    public Task<Mark?[]> Newest(List<int> ids) => Task.WhenAll(ids.Select(NewestOfAsync)); //! BS0003: The query on Mark behind 'NewestOfAsync' runs once for each 'element' of 'ids'

    private Task<Mark?> NewestOfAsync(int pupil) => context.Marks.OrderByDescending(m => m.Id).FirstOrDefaultAsync(m => m.PupilId == pupil);
}

public sealed record PupilRow(string Name, int Marks);

public sealed class Pupil
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Mark
{
    public int Id { get; set; }
    public int PupilId { get; set; }
    public double Value { get; set; }
}

public sealed class SchoolContext(DbContextOptions<SchoolContext> options) : DbContext(options)
{
    public DbSet<Pupil> Pupils => Set<Pupil>();
    public DbSet<Mark> Marks => Set<Mark>();
}
