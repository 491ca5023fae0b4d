// Table names and file contents that the application itself chooses: configuration, constants, its own loop.
using System.Data.Common;

public sealed class Migration(DbConnection connection, IConfiguration configuration)
{
    private static readonly string[] Tables = ["Books", "Authors"];

    public void Clear()
    {
        foreach (var table in Tables)
        {
            Run($"DELETE FROM {table}");
        }

        Run("CREATE SCHEMA " + configuration["Database:Schema"]);
        Run(File.ReadAllText("schema.sql"));
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
