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
        command.CommandText = "SELECT " + Columns + " FROM Books WHERE Title = '" + title + "' AND Author <> '" + author + "' LIMIT 20"; // at most 20
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("b")]
    public IActionResult Interpolated(string term, int page)
    {
        var sql = $"SELECT {Columns} FROM Books WHERE Title LIKE '%{term}%' OR Isbn = '{term}' LIMIT 20 OFFSET {page * 20}";
        using (var command = new SqliteCommand(sql, connection))
        {
            return Ok(command.ExecuteScalar());
        }
    }

    [HttpGet("c")]
    public IActionResult Formatted(string publisher, int year)
    {
        var command = new SqliteCommand { Connection = connection, CommandText = string.Format("DELETE FROM Books WHERE Publisher = '{0}' AND Year < {1}", publisher.Trim(), year) };
        return Ok(command.ExecuteNonQuery());
    }

    [HttpGet("d")]
    public IActionResult SeveralLines([FromQuery] Filter filter)
    {
        var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM Books " +
            "WHERE Author = '" + filter.Author + "' " +
            "AND Tags LIKE '" + filter.Tag + "%'";
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("e")]
    public IActionResult Unquoted(string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Title FROM Books WHERE Id = " + id;
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("f")]
    public IActionResult Raw(string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT Id
            FROM Authors
            WHERE Name = N'{name}' AND "Active" = 1
            """;
        return Ok(command.ExecuteScalar());
    }

    [HttpGet("g")]
    public IActionResult Twice(string from, string to)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Moves (Place) VALUES ('" + from + "')";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO Moves (Place) VALUES ('" + to + "')";
        return Ok(command.ExecuteNonQuery());
    }

    [HttpGet("h")]
    public IActionResult AnyProvider([FromServices] DbConnection other, string isbn)
    {
        using var command = other.CreateCommand();
        command.CommandText = @"SELECT Id
            FROM Books WHERE Isbn = '" + isbn + "'";
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
        command.CommandText = "SELECT At FROM Audit WHERE Actor = '" + actor + "'";
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
