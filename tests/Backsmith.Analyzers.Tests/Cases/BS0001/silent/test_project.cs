// Test code may put its own texts together.
//? assembly Shop.Tests
using System.Data.Common;

public sealed class Fixture(DbConnection connection)
{
    public void Insert(string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO People (Name) VALUES ('" + name + "')";
        command.ExecuteNonQuery();
    }
}
