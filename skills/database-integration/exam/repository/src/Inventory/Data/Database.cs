using Microsoft.Data.Sqlite;

namespace Inventory.Data;

/// <summary>Opens connections to the file of the setting Database:Path.</summary>
public sealed class Database(IConfiguration configuration)
{
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = configuration["Database:Path"] ?? "inventory.db",
        ForeignKeys = true,
    }.ToString();

    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
