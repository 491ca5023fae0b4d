// Values that are passed as parameters, whatever they are named and however the constant text is put together.
using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class BooksController(SqliteConnection connection) : ControllerBase
{
    private const string Columns = "Id, Title";

    [HttpGet]
    public IActionResult Search(string title)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT " + Columns + $" FROM Books WHERE Title = @title";
        command.Parameters.AddWithValue("@title", title);
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("like")]
    public IActionResult Like(string term) => Ok(connection.Query<long>($"SELECT {Columns} FROM Books WHERE Title LIKE '%' || @term || '%'", new { term }));

    [HttpGet("some")]
    public IActionResult Some(string? title, string? author)
    {
        var conditions = new List<string>();
        var values = new DynamicParameters();
        if (title is not null)
        {
            conditions.Add("Title = @title");
            values.Add("title", title);
        }

        if (author is not null)
        {
            conditions.Add("Author = @author");
            values.Add("author", author);
        }

        var where = conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "";
        return Ok(connection.Query<long>($"SELECT Id FROM Books {where}", values));
    }

    [HttpGet("in")]
    public IActionResult In([FromQuery] string[] isbns)
    {
        var names = isbns.Select((_, i) => $"@isbn{i}").ToArray();
        using var command = new SqliteCommand($"SELECT Id FROM Books WHERE Isbn IN ({string.Join(", ", names)})", connection);
        for (var i = 0; i < isbns.Length; i++)
        {
            command.Parameters.AddWithValue(names[i], isbns[i]);
        }

        return Ok(command.ExecuteScalar());
    }
}
