// SQL without a limit: Dapper in the endpoint, Dapper in a repository, and rows read one by one from a command.
using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Mvc;

[ApiController]
[Route("readings")]
public sealed class ReadingsController(DbConnection connection, IReadingRepository readings, ReadingExport export) : ControllerBase
{
    [HttpGet]
    public async Task<IEnumerable<Reading>> All() =>
        await connection.QueryAsync<Reading>("SELECT Id, Station, Value FROM Readings ORDER BY Id"); //! BS0004: every stored Reading

    [HttpGet("faulty")]
    public async Task<IActionResult> Faulty() => Ok((await readings.FaultyAsync()).ToList()); //! BS0004: through 'FaultyAsync'

    [HttpGet("rows")]
    public async Task<IActionResult> Rows(CancellationToken cancellationToken)
    {
        var rows = await export.RowsAsync(cancellationToken); //! BS0004: every stored readings
        return Ok(rows);
    }
}

public interface IReadingRepository
{
    Task<IEnumerable<Reading>> FaultyAsync();
}

public sealed class ReadingRepository(DbConnection connection) : IReadingRepository
{
    private const string Faulty = "SELECT Id, Station, Value FROM Readings WHERE IsFaulty = 1";

    public async Task<IEnumerable<Reading>> FaultyAsync()
    {
        return await connection.QueryAsync<Reading>(Faulty);
    }
}

public sealed class ReadingExport(DbConnection connection)
{
    public async Task<List<Reading>> RowsAsync(CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Station, Value FROM Readings";
        var rows = new List<Reading>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new Reading(reader.GetInt64(0), reader.GetString(1), reader.GetDouble(2)));
        }

        return rows;
    }
}

public sealed record Reading(long Id, string Station, double Value);
