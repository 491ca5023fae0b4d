// A parameter of the command for each value, the quotes around it dropped; a helper of the class is used where there is one.
using System.Data;
using System.Data.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class BooksController(SqliteConnection connection) : ControllerBase
{
    private const string Columns = "Id, Title";

    [HttpGet("a")]
    public IActionResult Concatenated(string title, string? author)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT " + Columns + " FROM Books WHERE Title = @title AND Author <> @author LIMIT 20"; // at most 20
        command.Parameters.AddWithValue("@title", title);
        command.Parameters.AddWithValue("@author", author ?? "");
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("b")]
    public IActionResult Interpolated(string term, int page)
    {
        var sql = $"SELECT {Columns} FROM Books WHERE Title LIKE @term OR Isbn = @term2 LIMIT 20 OFFSET {page * 20}";
        using (var command = new SqliteCommand(sql, connection))
        {
            command.Parameters.AddWithValue("@term", "%" + term + "%");
            command.Parameters.AddWithValue("@term2", term);
            return Ok(command.ExecuteScalar());
        }
    }

    [HttpGet("c")]
    public IActionResult Formatted(string publisher, int year)
    {
        var command = new SqliteCommand { Connection = connection, CommandText = $"DELETE FROM Books WHERE Publisher = @publisher AND Year < {year}" };
        command.Parameters.AddWithValue("@publisher", publisher.Trim());
        return Ok(command.ExecuteNonQuery());
    }

    [HttpGet("d")]
    public IActionResult SeveralLines([FromQuery] Filter filter)
    {
        var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM Books " +
            "WHERE Author = @author " +
            "AND Tags LIKE @tag";
        command.Parameters.AddWithValue("@author", filter.Author);
        command.Parameters.AddWithValue("@tag", filter.Tag + "%");
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("e")]
    public IActionResult Unquoted(string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Title FROM Books WHERE Id = @id";
        command.Parameters.AddWithValue("@id", id);
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("f")]
    public IActionResult Raw(string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT Id
            FROM Authors
            WHERE Name = @name AND "Active" = 1
            """;
        command.Parameters.AddWithValue("@name", name);
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("g")]
    public IActionResult Twice(string from, string to)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Moves (Place) VALUES (@from)";
        command.Parameters.AddWithValue("@from", from);
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO Moves (Place) VALUES (@to)";
        command.Parameters.Clear();
        command.Parameters.AddWithValue("@to", to);
        return Ok(command.ExecuteNonQuery());
    }

    [HttpGet("h")]
    public IActionResult AnyProvider([FromServices] DbConnection other, string isbn)
    {
        using var command = other.CreateCommand();
        command.CommandText = @"SELECT Id
            FROM Books WHERE Isbn = @isbn";
        var isbnParameter = command.CreateParameter();
        isbnParameter.ParameterName = "@isbn";
        isbnParameter.Value = isbn;
        command.Parameters.Add(isbnParameter);
        return Ok(command.ExecuteScalar());
    }
}

public sealed record Filter(string Author, string Tag);

public sealed class Audit(IDbConnection connection)
{
    public void Record(string actor)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Audit (Actor, At) VALUES ($actor, $at)";
        Add(command, "$actor", actor);
        Add(command, "$at", 1);
        command.ExecuteNonQuery();
    }

    public object? Find(string actor)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT At FROM Audit WHERE Actor = $actor";
        Add(command, "$actor", actor);
        return command.ExecuteScalar();
    }

    private static void Add(IDbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
