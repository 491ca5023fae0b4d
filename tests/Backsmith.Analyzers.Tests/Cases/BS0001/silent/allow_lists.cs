// Column names that are taken from a closed list, by a switch, a set or a table.
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class SortedController(SqliteConnection connection) : ControllerBase
{
    private static readonly HashSet<string> Columns = new(StringComparer.OrdinalIgnoreCase) { "Title", "Price" };

    private static readonly Dictionary<string, string> Orders = new() { ["title"] = "Title", ["newest"] = "PublishedOn DESC" };

    [HttpGet("switch")]
    public IActionResult Switched(string sort)
    {
        var order = sort switch
        {
            "title" => "Title",
            "price" => "Price DESC",
            _ => "Id",
        };
        return Ok(connection.Query<long>($"SELECT Id FROM Books ORDER BY {order}"));
    }

    [HttpGet("set")]
    public IActionResult FromSet(string column)
    {
        if (!Columns.Contains(column))
        {
            return BadRequest();
        }

        return Ok(connection.Query<long>("SELECT Id FROM Books ORDER BY " + column));
    }

    [HttpGet("table")]
    public IActionResult FromTable(string sort) =>
        Ok(connection.Query<long>("SELECT Id FROM Books ORDER BY " + (Orders.TryGetValue(sort, out var order) ? order : "Id")));

    [HttpGet("direction")]
    public IActionResult Direction(string direction)
    {
        var descending = string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        return Ok(connection.Query<long>($"SELECT Id FROM Books ORDER BY Id {descending}"));
    }
}
