// SQL that limits its rows, groups them, asks for one parent's, or is a procedure nobody can see into.
using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("meters")]
public sealed class MetersController(DbConnection connection, MeterContext context) : ControllerBase
{
    private const int Most = 200;

    [HttpGet]
    public async Task<IEnumerable<Meter>> Latest() => await connection.QueryAsync<Meter>($"SELECT Id, Name FROM Meters ORDER BY Id DESC LIMIT {Most}");

    [HttpGet("top")]
    public async Task<IEnumerable<Meter>> Top() => await connection.QueryAsync<Meter>("SELECT TOP 50 Id, Name FROM Meters ORDER BY Name");

    [HttpGet("page")]
    public async Task<IActionResult> Page(int skip) =>
        Ok(await connection.QueryAsync<Meter>("SELECT Id, Name FROM Meters ORDER BY Id OFFSET @skip ROWS FETCH NEXT 20 ROWS ONLY", new { skip }));

    [HttpGet("of/{house:int}")]
    public async Task<IActionResult> OfHouse(int house) => Ok(await connection.QueryAsync<Meter>("SELECT Id, Name FROM Meters WHERE HouseId = @house", new { house }));

    [HttpGet("per-street")]
    public async Task<IActionResult> PerStreet() => Ok(await connection.QueryAsync("SELECT Street, COUNT(*) FROM Meters GROUP BY Street"));

    [HttpGet("procedure")]
    public async Task<IActionResult> Procedure() => Ok(await connection.QueryAsync<Meter>("ListMeters", commandType: CommandType.StoredProcedure));

    [HttpGet("raw")]
    public async Task<IActionResult> Raw() => Ok(await context.Meters.FromSqlRaw("SELECT * FROM Meters ORDER BY Id LIMIT 100").ToListAsync());
}

public sealed class Meter
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class MeterContext(DbContextOptions<MeterContext> options) : DbContext(options)
{
    public DbSet<Meter> Meters => Set<Meter>();
}
