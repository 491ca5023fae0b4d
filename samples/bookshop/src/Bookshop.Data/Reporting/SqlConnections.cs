using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Bookshop.Data.Reporting;

/// <summary>Opens plain connections for what is easier said in SQL than in LINQ.</summary>
public sealed class SqlConnections(string connectionString)
{
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
