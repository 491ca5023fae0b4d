// Connections without a password, with one from elsewhere, or with what a server comes with on this machine.
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

public static class Connections
{
    public const string Trusted = "Server=sql.internal;Database=shop;Integrated Security=true;TrustServerCertificate=true";
    public const string Sqlite = "Data Source=shop.db";
    public const string Default = "Host=localhost;Database=shop;Username=postgres;Password=postgres";
    public const string Broker = "amqp://guest:guest@localhost:5672";
    public const string Storage = "UseDevelopmentStorage=true";
    public const string Emulator = "AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";
    public const string Site = "https://example.com/users/@me?token=1";

    public static string Built(string host, string password) => $"Server={host};Database=shop;User Id=app;Password={password}";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options);

public sealed class Designer : IDesignTimeDbContextFactory<Shop>
{
    public Shop CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<Shop>().With("Server=localhost;Database=shop;User Id=sa;Password=Blue-7-Lamp").Options);
}

public static class Building
{
    public static DbContextOptionsBuilder<Shop> With(this DbContextOptionsBuilder<Shop> builder, string connection) => connection.Length > 0 ? builder : builder;
}
