using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Inventory.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Inventory.Tests;

public sealed class ArticleTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"inventory-{Guid.NewGuid():N}.db");
    private readonly WebApplicationFactory<Program> _factory;

    public ArticleTests() => _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("Database:Path", _path));

    [Fact]
    public async Task An_article_is_found_until_it_is_deleted()
    {
        var client = _factory.CreateClient();

        var made = await client.PostAsJsonAsync("/api/v1/articles", new { sku = "A-1", name = "Anvil", supplierId = 1, priceCents = 4200 });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("Acme", (await client.GetFromJsonAsync<JsonElement>(made.Headers.Location)).GetProperty("supplierName").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(made.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(made.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task A_sku_is_taken_once()
    {
        var client = _factory.CreateClient();
        await client.PostAsJsonAsync("/api/v1/articles", new { sku = "A-1", name = "Anvil", supplierId = 1, priceCents = 4200 });

        var again = await client.PostAsJsonAsync("/api/v1/articles", new { sku = "a-1", name = "Another", supplierId = 1, priceCents = 1 });

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task The_schema_goes_up_and_down()
    {
        var migrator = new Migrator($"Data Source={_path}");
        await migrator.MigrateAsync();
        await migrator.MigrateAsync(0);
        await migrator.MigrateAsync();
    }

    public void Dispose()
    {
        _factory.Dispose();
        File.Delete(_path);
    }
}
