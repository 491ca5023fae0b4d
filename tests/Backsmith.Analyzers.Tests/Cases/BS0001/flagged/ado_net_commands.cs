// Text of an ADO.NET command that a controller's arguments become part of: concatenated, interpolated, formatted, appended.
using System.Data.Common;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

[ApiController]
[Route("books")]
public sealed class BooksController(DbConnection connection) : ControllerBase
{
    [HttpGet]
    public IActionResult Search(string title)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM Books WHERE Title = '" + title + "'"; //! BS0001: 'title' of 'BooksController.Search' comes from outside and becomes part of the SQL text that 'CommandText' runs
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("{isbn}")]
    public IActionResult ByIsbn(string isbn)
    {
        var sql = $"SELECT Id FROM Books WHERE Isbn = '{isbn.Trim()}'";
        using var command = new SqliteCommand(sql, (SqliteConnection)connection); //! BS0001
        return Ok(command.ExecuteScalar());
    }

    [HttpDelete]
    public IActionResult Remove(string publisher)
    {
        var command = connection.CreateCommand();
        command.CommandText = string.Format("DELETE FROM Books WHERE Publisher = '{0}'", publisher); //! BS0001
        return Ok(command.ExecuteNonQuery());
    }

    [HttpPost]
    public IActionResult Filter([FromBody] BookFilter filter)
    {
        var text = new StringBuilder("SELECT Id FROM Books WHERE 1 = 1");
        if (filter.Author is not null)
        {
            text.Append(" AND Author = '").Append(filter.Author).Append('\'');
        }

        foreach (var tag in filter.Tags)
        {
            text.AppendFormat(" AND Tags LIKE '%{0}%'", tag);
        }

        var command = connection.CreateCommand();
        command.CommandText = text.ToString(); //! BS0001
        return Ok(command.ExecuteScalar());
    }
}

public sealed record BookFilter(string? Author, string[] Tags);
