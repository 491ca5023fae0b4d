using System.Globalization;

namespace Bookshop.Data.Reporting;

public sealed record StockRow(long BookId, string Title, string Publisher, long Stock);

/// <summary>A list of stock that is narrowed step by step; make one per request.</summary>
public sealed class StockReport(SqlConnections connections)
{
    private const int MaximumRows = 500;

    private string _conditions = "IsDiscontinued = 0";

    public StockReport ForPublisher(string publisher)
    {
        _conditions += $" AND Publisher = '{publisher}'";
        return this;
    }

    public StockReport AtMost(int stock)
    {
        _conditions += " AND Stock <= " + stock.ToString(CultureInfo.InvariantCulture);
        return this;
    }

    public Task<IReadOnlyList<StockRow>> RunAsync(CancellationToken cancellationToken)
    {
        var sql = "SELECT Id, Title, Publisher, Stock FROM Books WHERE " + _conditions
            + " ORDER BY Stock, Title LIMIT " + MaximumRows.ToString(CultureInfo.InvariantCulture);
        return ReadAsync(sql, cancellationToken);
    }

    public Task<IReadOnlyList<StockRow>> SoldOutAsync(CancellationToken cancellationToken) =>
        ReadAsync("SELECT Id, Title, Publisher, Stock FROM Books WHERE Stock = 0 LIMIT 500", cancellationToken);

    private async Task<IReadOnlyList<StockRow>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<StockRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new StockRow(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        }

        return rows;
    }
}
