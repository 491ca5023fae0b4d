using Dapper;

namespace Bookshop.Data.Reporting;

public sealed record BestSeller(long BookId, string Title, long Copies, long RevenueCents);

public sealed record CountrySales(string Country, long Orders, long RevenueCents);

public sealed record DailySales(string Day, long Orders, long RevenueCents);

public sealed class SalesReports(SqlConnections connections)
{
    public async Task<IReadOnlyList<BestSeller>> BestSellersAsync(
        string? sort, int count, CancellationToken cancellationToken)
    {
        var order = sort switch
        {
            "revenue" => "RevenueCents DESC",
            "title" => "b.Title",
            _ => "Copies DESC",
        };
        var sql =
            $"""
            SELECT b.Id AS BookId, b.Title AS Title, SUM(l.Quantity) AS Copies,
                   SUM(l.Quantity * l.UnitPriceCents) AS RevenueCents
            FROM OrderLines l JOIN Books b ON b.Id = l.BookId JOIN Orders o ON o.Id = l.OrderId
            WHERE o.Status IN (1, 2)
            GROUP BY b.Id, b.Title
            ORDER BY {order}, b.Id
            LIMIT @count
            """;
        await using var connection = await connections.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<BestSeller>(
            new CommandDefinition(sql, new { count }, cancellationToken: cancellationToken))];
    }

    public async Task<IReadOnlyList<CountrySales>> ByCountryAsync(string country, CancellationToken cancellationToken)
    {
        var sql =
            $"""
            SELECT a.Country AS Country, COUNT(*) AS Orders, SUM(o.GoodsCents) AS RevenueCents
            FROM Orders o JOIN Addresses a ON a.Id = o.AddressId
            WHERE a.Country = '{country}'
            GROUP BY a.Country
            """;
        await using var connection = await connections.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<CountrySales>(sql)];
    }

    public async Task<IReadOnlyList<DailySales>> DailyAsync(
        DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        const string sql =
            """
            SELECT substr(PlacedAt, 1, 10) AS Day, COUNT(*) AS Orders, SUM(GoodsCents) AS RevenueCents
            FROM Orders
            WHERE PlacedAt >= @from AND PlacedAt < @to
            GROUP BY substr(PlacedAt, 1, 10)
            ORDER BY Day
            """;
        await using var connection = await connections.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<DailySales>(
            new CommandDefinition(sql, new { from, to }, cancellationToken: cancellationToken))];
    }
}
