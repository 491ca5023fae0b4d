// Dapper and the provider could not be restored: the shape of the calls still says what runs.
//? without Dapper
//? without Microsoft.Data.Sqlite
//? broken
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public sealed class PeopleController(SqliteConnection connection) : ControllerBase
{
    [HttpGet]
    public IActionResult Find(string name)
    {
        var command = new SqliteCommand("SELECT Id FROM People WHERE Name = '" + name + "'", connection); //! BS0001
        return Ok(command.ExecuteScalar());
    }

    [HttpPost]
    public IActionResult Add(string name) => Ok(connection.Execute($"INSERT INTO People (Name) VALUES ('{name}')")); //! BS0001
}
