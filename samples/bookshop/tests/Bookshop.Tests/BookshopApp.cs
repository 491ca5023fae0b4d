using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bookshop.Api.Background;
using Bookshop.Api.Payments;
using Bookshop.Api.Shipping;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Bookshop.Data.Customers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bookshop.Tests;

/// <summary>The real application on a database file of its own; only the outside world is scripted.</summary>
public sealed class BookshopApp : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery";

    private readonly string _database =
        Path.Combine(Path.GetTempPath(), $"bookshop-{Guid.NewGuid():N}.db");

    private int _sequence;

    public ScriptedProvider Provider { get; } = new();

    public ScriptedCarrier Carrier { get; } = new();

    public RecordingMail Mail { get; } = new();

    public SettableTime Time { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("ConnectionStrings:Bookshop", $"Data Source={_database}");
        builder.UseSetting("Invoices:LinkKey", "only for the tests");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton<IMailTransport>(Mail);
            services.AddHttpClient<PaymentGateway>().ConfigurePrimaryHttpMessageHandler(() => Provider);
            services.AddHttpClient<ShippingRates>().ConfigurePrimaryHttpMessageHandler(() => Carrier);
        });
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> WithDataAsync<T>(Func<BookshopContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<BookshopContext>()));

    public Task SaveAsync(params object[] entities) => WithDataAsync(async data =>
    {
        data.AddRange(entities);
        return await data.SaveChangesAsync();
    });

    public string NewEmail() => $"reader{Interlocked.Increment(ref _sequence)}@readers.example";

    /// <summary>A client that is signed in as a new customer.</summary>
    public async Task<HttpClient> CustomerAsync(string? email = null, bool staff = false)
    {
        email ??= NewEmail();
        var client = CreateClient();
        var registered = await client.PostAsJsonAsync(
            "/api/accounts/register", new { email, password = Password, displayName = "Reader" });
        registered.EnsureSuccessStatusCode();
        if (staff)
        {
            await WithDataAsync(data => data.Customers
                .Where(c => c.Email == email)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.IsStaff, true)));
        }

        var token = await SignInAsync(client, email, Password);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public Task<HttpClient> StaffAsync() => CustomerAsync(staff: true);

    public static async Task<string> SignInAsync(HttpClient client, string email, string password)
    {
        var answer = await client.PostAsJsonAsync("/api/accounts/sign-in", new { email, password });
        answer.EnsureSuccessStatusCode();
        return (await answer.JsonAsync()).GetProperty("accessToken").GetString()!;
    }

    public async Task<Book> AddBookAsync(
        string title, int priceCents = 1200, int stock = 10, string? isbn = null, string publisher = "Harbour", string category = "general")
    {
        return await WithDataAsync(async data =>
        {
            var shelf = await data.Categories.FirstOrDefaultAsync(c => c.Slug == category)
                ?? new Category { Slug = category, Name = category };
            var book = new Book
            {
                Isbn = isbn ?? $"97800000{Interlocked.Increment(ref _sequence):D5}",
                Title = title,
                Publisher = publisher,
                PriceCents = priceCents,
                Stock = stock,
                WeightGrams = 400,
                PublishedOn = new DateOnly(2025, 3, 1),
                Author = new Author { Name = $"Author of {title}" },
                Category = shelf,
            };
            data.Books.Add(book);
            await data.SaveChangesAsync();
            return book;
        });
    }

    public Task<int> StockAsync(int bookId) =>
        WithDataAsync(data => data.Books.Where(b => b.Id == bookId).Select(b => b.Stock).SingleAsync());

    public async Task<int> AddAddressAsync(HttpClient client, string country = "DE")
    {
        var answer = await client.PostAsJsonAsync(
            "/api/addresses",
            new { recipient = "Reader", street = "Main Street 1", city = "Town", postalCode = "12345", country });
        answer.EnsureSuccessStatusCode();
        return (await answer.JsonAsync()).GetProperty("id").GetInt32();
    }

    /// <summary>Places an order for one title.</summary>
    public async Task<JsonElement> PlaceAsync(HttpClient client, int bookId, int quantity = 1, string? giftCardCode = null)
    {
        var addressId = await AddAddressAsync(client);
        var answer = await client.PostAsJsonAsync(
            "/api/orders", new { addressId, lines = new[] { new { bookId, quantity } }, giftCardCode });
        answer.EnsureSuccessStatusCode();
        return await answer.JsonAsync();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in new[] { _database, _database + "-wal", _database + "-shm" })
            {
                File.Delete(file);
            }
        }
    }
}
