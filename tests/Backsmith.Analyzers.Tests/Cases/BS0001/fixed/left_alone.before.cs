// Names, lists, pieces of SQL, texts put together over several statements and texts that other code runs too are left to the author.
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class OrdersController(SqliteConnection connection) : ControllerBase
{
    [HttpGet("a")]
    public IActionResult Repaired(string name) => Ok(connection.Query<long>($"SELECT Id FROM Orders WHERE Name = '{name}'"));

    [HttpGet("b")]
    public IActionResult Sorted(string name, string sort) => Ok(connection.Query<long>($"SELECT Id FROM Orders WHERE Name = '{name}' ORDER BY {sort}"));

    [HttpGet("c")]
    public IActionResult Table(string table) => Ok(connection.Query<long>("SELECT Id FROM " + table));

    [HttpGet("d")]
    public IActionResult Listed([FromQuery] string[] names) => Ok(connection.Query<long>("SELECT Id FROM Orders WHERE Name IN ('" + string.Join("','", names) + "')"));

    [HttpGet("e")]
    public IActionResult Condition(string filter) => Ok(connection.Query<long>($"SELECT Id FROM Orders WHERE {filter}"));

    [HttpGet("f")]
    public IActionResult Definition(string user, string password) => Ok(connection.Execute($"CREATE USER {user} WITH PASSWORD '{password}'"));

    [HttpGet("g")]
    public IActionResult Branches(string? name)
    {
        var sql = "SELECT Id FROM Orders";
        if (name is not null)
        {
            sql += " WHERE Name = '" + name + "'";
        }

        return Ok(connection.Query<long>(sql));
    }

    [HttpGet("h")]
    public IActionResult TwoCommands(string name)
    {
        var sql = "DELETE FROM Orders WHERE Name = '" + name + "'";
        var first = new SqliteCommand(sql, connection);
        var second = new SqliteCommand(sql, connection);
        return Ok(first.ExecuteNonQuery() + second.ExecuteNonQuery());
    }

    [HttpGet("i")]
    public IActionResult Alias(string column) => Ok(connection.Query<long>($"SELECT Id AS '{column}' FROM Orders"));

    [HttpGet("j")]
    public IActionResult Quoted(string column) => Ok(connection.Query<long>($"SELECT Id FROM Orders WHERE \"{column}\" = 1 AND [{column}] = 1"));

    [HttpGet("k")]
    public IActionResult Inline(string name) => Ok(new SqliteCommand("SELECT Id FROM Orders WHERE Name = '" + name + "'", connection).ExecuteScalar());

    [HttpGet("l")]
    public IActionResult Changed(string name)
    {
        var sql = $"SELECT Id FROM Orders WHERE Name = '{name}'";
        name = name.Trim();
        return Ok(connection.Query<long>(sql, (object)new List<string> { name }));
    }

    [HttpGet("m")]
    public IActionResult Numbered(string count) => Ok(connection.Query<long>("SELECT Id FROM Orders LIMIT " + count));
}
