using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Acceptance;

/// <summary>The application over a database file of its own.</summary>
public sealed class Warehouse : IDisposable
{
    public const string Articles = "/api/v1/articles";
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"acceptance-{Guid.NewGuid():N}.db");
    private readonly Lazy<HttpClient> _client;
    private WebApplicationFactory<Program>? _factory;

    public Warehouse() => _client = new(() =>
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Database:Path", _path)
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock)));
        return _factory.CreateClient();
    });

    public StoppedClock Clock { get; } = new();

    public HttpClient Client => _client.Value;

    public string ConnectionString => $"Data Source={_path};Foreign Keys=True;Pooling=False";

    public async Task<int> ArticleAsync(string sku, string name = "Anvil", int stock = 0)
    {
        var made = await AddAsync(sku, name);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
        if (stock > 0)
        {
            Assert.Equal(HttpStatusCode.Created, (await MoveAsync(id, stock)).StatusCode);
        }

        return id;
    }

    public Task<HttpResponseMessage> AddAsync(string sku, string name = "Anvil", int supplierId = 1) =>
        Client.PostAsJsonAsync(Articles, new { sku, name, supplierId, priceCents = 100 });

    public Task<HttpResponseMessage> MoveAsync(int id, int quantity) => Client.PostAsJsonAsync($"{Articles}/{id}/movements", new { quantity });

    public Task<HttpResponseMessage> DeleteAsync(int id) => Client.DeleteAsync($"{Articles}/{id}");

    public Task<HttpResponseMessage> RestoreAsync(int id) => Client.PostAsync($"{Articles}/{id}/restoration", null);

    public async Task<int> StockAsync(int id) => (await Client.GetFromJsonAsync<JsonElement>($"{Articles}/{id}")).GetProperty("stock").GetInt32();

    public Task<JsonElement> ListAsync(string query = "") => Client.GetFromJsonAsync<JsonElement>(Articles + query);

    public async Task<T> SqlAsync<T>(Func<SqliteConnection, Task<T>> work)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return await work(connection);
    }

    public Task<int> RunAsync(string sql) => SqlAsync(connection => connection.ExecuteAsync(sql));

    public Task<long> CountAsync(string sql) => SqlAsync(connection => connection.ExecuteScalarAsync<long>(sql));

    public static async Task<(string Code, string Message, string[] Fields)> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        return (error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!,
            [.. error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString()!)]);
    }

    public void Dispose()
    {
        _factory?.Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { _path, _path + "-wal", _path + "-shm" })
        {
            File.Delete(file);
        }
    }
}

public sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
