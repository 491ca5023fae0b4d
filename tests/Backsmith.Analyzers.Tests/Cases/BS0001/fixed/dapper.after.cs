// A member of the parameter object for each value, or one more of the parameters that are there.
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class CustomersController(SqliteConnection connection) : ControllerBase
{
    [HttpGet("a")]
    public IActionResult None(string city) => Ok(connection.Query<long>("SELECT Id FROM Customers WHERE City = @city", new { city }));

    [HttpGet("b")]
    public IActionResult Some(string city, int age, [FromQuery] CustomerFilter filter)
    {
        var sql = "SELECT Id FROM Customers WHERE Age > @age AND City = @city AND Name LIKE @Name AND Mail = @Mail";
        return Ok(connection.Query<long>(sql, new { age, city, Name = "%" + filter.Name + "%", filter.Mail }));
    }

    [HttpGet("c")]
    public async Task<IActionResult> Cancelled(string country, CancellationToken stop)
    {
        var command = new CommandDefinition("SELECT COUNT(*) FROM Customers WHERE Country = @country", new { country }, cancellationToken: stop);
        return Ok(await connection.ExecuteScalarAsync<long>(command));
    }

    [HttpGet("d")]
    public IActionResult Dynamic(string city, string? name)
    {
        var values = new DynamicParameters();
        values.Add("name", name);
        values.Add("city", city);
        return Ok(connection.Query<long>("SELECT Id FROM Customers WHERE Name = @name AND City = @city", values));
    }

    [HttpGet("e")]
    public IActionResult Missing(string? city) => Ok(connection.Execute("DELETE FROM Customers WHERE City = @city", new { city = city ?? "" }));

    [HttpGet("f")]
    public IActionResult Sorted(string city, string sort)
    {
        var order = sort == "name" ? "Name" : "Id";
        return Ok(connection.Query<long>($"SELECT Id FROM Customers WHERE City = @city ORDER BY {order}", new { city }));
    }
}

public sealed record CustomerFilter(string Name, string Mail);
