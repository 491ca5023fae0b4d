// SQL in a loop: Dapper with the element as a parameter, a command made for each element, and a command whose parameter changes.
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

public sealed class TollBook(SqliteConnection connection)
{
    public async Task<decimal> TotalAsync(IEnumerable<int> trips)
    {
        var total = 0m;
        foreach (var trip in trips)
        {
            total += await connection.ExecuteScalarAsync<decimal>("SELECT SUM(Cents) FROM Tolls WHERE TripId = @trip", new { trip }); //! BS0003: A query on tolls
        }

        return total;
    }

    public async Task<List<Toll>> OwnCommandsAsync(IReadOnlyCollection<int> trips)
    {
        var tolls = new List<Toll>();
        foreach (var trip in trips)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT Id, Cents FROM Tolls WHERE TripId = $trip";
            command.Parameters.AddWithValue("$trip", trip);
            await using var reader = await command.ExecuteReaderAsync(); //! BS0003
            while (await reader.ReadAsync())
            {
                tolls.Add(new Toll(reader.GetInt32(0), reader.GetInt32(1)));
            }
        }

        return tolls;
    }

    public List<long> OneCommand(List<Trip> trips)
    {
        var counts = new List<long>();
        using var command = new SqliteCommand("SELECT COUNT(*) FROM Tolls WHERE TripId = $trip", connection);
        var parameter = command.Parameters.Add("$trip", SqliteType.Integer);
        foreach (var trip in trips)
        {
            command.Parameters["$trip"].Value = trip.Id;
            counts.Add((long)command.ExecuteScalar()!); //! BS0003
        }

        return counts;
    }

    public async Task<List<string>> RowByRowAsync(DbConnection second)
    {
        var names = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, DriverId FROM Trips";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var driver = rows.GetInt32(1);
            names.Add(await second.QuerySingleAsync<string>("SELECT Name FROM Drivers WHERE Id = @driver", new { driver })); //! BS0003: once for each row of 'rows'
        }

        return names;
    }
}

public sealed record Toll(int Id, int Cents);

public sealed record Trip(int Id);
