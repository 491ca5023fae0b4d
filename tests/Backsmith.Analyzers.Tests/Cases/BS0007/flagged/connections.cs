// Connection strings and addresses with a password, also with other parts interpolated.
using Microsoft.EntityFrameworkCore;

public sealed class Shop(string region) : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseSql($"Server=db.{region}.internal;Database=shop;User Id=app;Password=gr33nD00r;"); //! BS0007: a connection string with a password
}

public static class Broker
{
    public const string Address = "amqp://orders:h4rbour@queue.internal:5672/shop"; //! BS0007: an address with a password

    public const string Cache = "cache.internal:6380,password=Fj38dkQp2m,ssl=True,abortConnect=False"; //! BS0007

    public const string Local = "Server=localhost;Database=shop;User Id=app;Password=gr33nD00r;"; //! BS0007
}

public static class Sql
{
    public static DbContextOptionsBuilder UseSql(this DbContextOptionsBuilder options, string connection) => connection.Length > 0 ? options : options;
}
