// Dapper in a repository behind an interface, reached from a minimal endpoint; and an ORDER BY taken as it comes.
using Dapper;
using Microsoft.Data.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScoped<ICustomers, Customers>();
var app = builder.Build();
app.MapGet("/customers", (string city, string? sort, ICustomers customers) => customers.InCityAsync(city, sort));
app.MapGet("/customers/count", (string country, ICustomers customers) => customers.CountAsync(country));
app.Run();

public sealed record Customer(long Id, string Name);

public interface ICustomers
{
    Task<IEnumerable<Customer>> InCityAsync(string city, string? sort);

    Task<long> CountAsync(string country);
}

public sealed class Customers(SqliteConnection connection) : ICustomers
{
    public Task<IEnumerable<Customer>> InCityAsync(string city, string? sort)
    {
        var sql = "SELECT Id, Name FROM Customers WHERE City = @city ORDER BY " + (sort ?? "Name");
        return connection.QueryAsync<Customer>(sql, new { city }); //! BS0001: 'sort' of the endpoint comes from outside and becomes part of the SQL text that 'QueryAsync' runs, so whoever sends it can change the statement. A parameter cannot stand there
    }

    public Task<long> CountAsync(string country) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) FROM Customers WHERE Country = '{country}'")); //! BS0001
}
