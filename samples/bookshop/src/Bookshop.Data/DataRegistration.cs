using Bookshop.Data.Catalogue;
using Bookshop.Data.Customers;
using Bookshop.Data.Orders;
using Bookshop.Data.Reporting;
using Bookshop.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bookshop.Data;

public static class DataRegistration
{
    public static IServiceCollection AddBookshopData(this IServiceCollection services)
    {
        SqliteRuntime.EnsureInitialised();
        services.AddDbContext<BookshopContext>((provider, options) => options.UseSqlite(ConnectionString(provider)));
        services.AddSingleton(provider => new SqlConnections(ConnectionString(provider)));
        services.AddScoped<BookRepository>();
        services.AddScoped<ReviewRepository>();
        services.AddScoped<CustomerRepository>();
        services.AddScoped<OrderRepository>();
        services.AddSingleton<GiftCardLedger>();
        services.AddSingleton<SalesReports>();
        services.AddSingleton<AuditTrail>();
        services.AddTransient<StockReport>();
        return services;
    }

    public static async Task CreateSchemaAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<BookshopContext>();
        await context.Database.EnsureCreatedAsync(cancellationToken);
    }

    private static string ConnectionString(IServiceProvider provider) =>
        provider.GetRequiredService<IConfiguration>().GetConnectionString("Bookshop")
        ?? throw new InvalidOperationException("ConnectionStrings:Bookshop is not set.");
}
