// OData: the client pages with $top, and the attribute sets the most.
//? broken
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("crates")]
public sealed class CratesController(CrateContext context) : ControllerBase
{
    [HttpGet]
    [EnableQuery(PageSize = 50)]
    public IQueryable<Crate> Get() => context.Crates;
}

public sealed class Crate
{
    public int Id { get; set; }
}

public sealed class CrateContext(DbContextOptions<CrateContext> options) : DbContext(options)
{
    public DbSet<Crate> Crates => Set<Crate>();
}
