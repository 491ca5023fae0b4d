// Numbers, dates, identifiers and enums cannot hold SQL, whoever sends them.
using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;

public enum Shelf
{
    Fiction,
    Science,
}

public sealed class ShelvesController(DbConnection connection) : ControllerBase
{
    [HttpGet]
    public IActionResult Count(int page, Guid owner, Shelf shelf, DateOnly since, bool sold)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM Books WHERE Owner = '{owner}' AND Shelf = '{shelf}' AND Since > '{since:yyyy-MM-dd}' AND Sold = {(sold ? 1 : 0)}"
            + " LIMIT 20 OFFSET " + (page * 20).ToString(CultureInfo.InvariantCulture);
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("parsed")]
    public IActionResult Parsed(string id)
    {
        if (!int.TryParse(id, out var number))
        {
            return BadRequest();
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Books WHERE Id = " + number;
        return Ok(command.ExecuteScalar());
    }
}
