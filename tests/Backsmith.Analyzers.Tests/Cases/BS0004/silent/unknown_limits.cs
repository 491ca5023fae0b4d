// A specification, a paging operator of a package, and a repository that is asked for a page: each may limit, so nothing is said.
//? broken
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Somewhere.Paging;

[ApiController]
[Route("flats")]
public sealed class FlatsController(FlatContext context, IReadRepositoryBase<Flat> flats) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Paged(int page) => Ok(await context.Flats.OrderBy(f => f.Id).ToPagedListAsync(page, 20));

    [HttpGet("spec")]
    public async Task<IActionResult> Specified() => Ok(await flats.ListAsync(new FlatsToLet(0, 20)));

    [HttpGet("window")]
    public async Task<IActionResult> Window(int from, int count) => Ok(await flats.GetAllAsync(from, count));
}

public sealed record FlatsToLet(int Skip, int Take);

public sealed class Flat
{
    public int Id { get; set; }
}

public sealed class FlatContext(DbContextOptions<FlatContext> options) : DbContext(options)
{
    public DbSet<Flat> Flats => Set<Flat>();
}
