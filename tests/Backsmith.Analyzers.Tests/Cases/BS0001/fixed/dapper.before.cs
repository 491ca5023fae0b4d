// A member of the parameter object for each value, or one more of the parameters that are there.
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class CustomersController(SqliteConnection connection) : ControllerBase
{
    [HttpGet("a")]
    public IActionResult None(string city) => Ok(connection.Query<long>($"SELECT Id FROM Customers WHERE City = '{city}'"));

    [HttpGet("b")]
    public IActionResult Some(string city, int age, [FromQuery] CustomerFilter filter)
    {
        var sql = "SELECT Id FROM Customers WHERE Age > @age AND City = '" + city + "' AND Name LIKE '%" + filter.Name + "%' AND Mail = '" + filter.Mail + "'";
        return Ok(connection.Query<long>(sql, new { age }));
    }

    [HttpGet("c")]
    public async Task<IActionResult> Cancelled(string country, CancellationToken stop)
    {
        var command = new CommandDefinition($"SELECT COUNT(*) FROM Customers WHERE Country = '{country}'", cancellationToken: stop);
        return Ok(await connection.ExecuteScalarAsync<long>(command));
    }

    [HttpGet("d")]
    public IActionResult Dynamic(string city, string? name)
    {
        var values = new DynamicParameters();
        values.Add("name", name);
        return Ok(connection.Query<long>($"SELECT Id FROM Customers WHERE Name = @name AND City = '{city}'", values));
    }

    [HttpGet("e")]
    public IActionResult Missing(string? city) => Ok(connection.Execute(string.Format("DELETE FROM Customers WHERE City = '{0}'", city), null));

    [HttpGet("f")]
    public IActionResult Sorted(string city, string sort)
    {
        var order = sort == "name" ? "Name" : "Id";
        return Ok(connection.Query<long>($"SELECT Id FROM Customers WHERE City = '{city}' ORDER BY {order}"));
    }
}

public sealed record CustomerFilter(string Name, string Mail);
