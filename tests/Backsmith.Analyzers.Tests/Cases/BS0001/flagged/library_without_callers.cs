// A public method of a library: its callers are elsewhere, and its text argument becomes part of the statement.
using System.Data.Common;

public sealed class Archive(DbConnection connection)
{
    public void Purge(string owner)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM Archive WHERE Owner = '{owner}'"; //! BS0001: 'owner' of public 'Archive.Purge' becomes part of the SQL text that 'CommandText' runs
        command.ExecuteNonQuery();
    }
}

public abstract class Register
{
    public abstract void Remove(string owner);
}

public sealed class SqlRegister(DbConnection connection) : Register
{
    public override void Remove(string owner)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM Register WHERE Owner = '" + owner + "'"; //! BS0001: 'owner' of public 'SqlRegister.Remove'
        command.ExecuteNonQuery();
    }
}
