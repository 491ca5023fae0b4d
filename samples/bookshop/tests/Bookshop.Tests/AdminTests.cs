using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Tests;

public sealed class AdminTests(BookshopApp app) : IClassFixture<BookshopApp>
{
    [Theory]
    [InlineData("/api/admin/customers")]
    [InlineData("/api/admin/orders/open")]
    [InlineData("/api/admin/reports/best-sellers")]
    public async Task Is_closed_to_customers(string path)
    {
        using var client = await app.CustomerAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Shows_customers_and_what_they_do()
    {
        var email = app.NewEmail();
        var book = await app.AddBookAsync("Active");
        using var customer = await app.CustomerAsync(email);
        await app.PlaceAsync(customer, book.Id);
        using var staff = await app.StaffAsync();

        var customers = await staff.GetStringAsync("/api/admin/customers");
        var activity = (await (await staff.GetAsync("/api/admin/customers/activity")).JsonAsync()).EnumerateArray();

        Assert.Contains(email, customers, StringComparison.Ordinal);
        Assert.Contains(activity, row => row.GetProperty("orders").GetInt32() == 1);
    }

    [Fact]
    public async Task Adds_a_book_once_and_changes_its_stock()
    {
        var seed = await app.AddBookAsync("Seed");
        using var staff = await app.StaffAsync();
        var request = new
        {
            isbn = "9782222222222", title = "New", publisher = "Harbour", authorId = seed.AuthorId,
            categoryId = seed.CategoryId, priceCents = 900, weightGrams = 200, stock = 3,
        };

        var first = await staff.PostAsJsonAsync("/api/admin/catalogue/books", request);
        var second = await staff.PostAsJsonAsync("/api/admin/catalogue/books", request);
        var id = (await first.JsonAsync()).GetProperty("id").GetInt32();
        var more = await staff.PostAsJsonAsync($"/api/admin/catalogue/books/{id}/stock", new { delta = 4 });
        var tooMany = await staff.PostAsJsonAsync($"/api/admin/catalogue/books/{id}/stock", new { delta = -8 });

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, more.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, tooMany.StatusCode);
        Assert.Equal(7, await app.StockAsync(id));
    }

    [Fact]
    public async Task Changes_the_prices_of_one_publisher()
    {
        var cheaper = await app.AddBookAsync("Cheaper", priceCents: 1000, publisher: "Mill House");
        var same = await app.AddBookAsync("Same", priceCents: 1000, publisher: "Mill Yard");
        using var staff = await app.StaffAsync();

        await staff.PostAsJsonAsync("/api/admin/catalogue/prices", new { publisher = "Mill House", percent = 80 });
        var prices = await app.WithDataAsync(data => data.Books
            .Where(b => b.Id == cheaper.Id || b.Id == same.Id)
            .OrderBy(b => b.Id)
            .Select(b => b.PriceCents)
            .ToListAsync());

        Assert.Equal([800, 1000], prices);
    }

    [Fact]
    public async Task Takes_in_the_list_of_a_publisher()
    {
        await app.AddBookAsync("Old title", isbn: "9783333333333", category: "imported");
        using var staff = await app.StaffAsync();

        var result = await (await ImportAsync(staff,
            """
            <books>
              <book isbn="9783333333333" title="New title" author="A. Writer" price="500" stock="1" />
              <book isbn="9784444444444" title="Another" author="A. Writer" price="600" stock="2" />
            </books>
            """)).JsonAsync();

        Assert.Equal(1, result.GetProperty("added").GetInt32());
        Assert.Equal(1, result.GetProperty("updated").GetInt32());
    }

    [Fact]
    public async Task Refuses_a_list_that_is_not_xml()
    {
        using var staff = await app.StaffAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await ImportAsync(staff, "isbn;title")).StatusCode);
    }

    [Fact]
    public async Task Ships_a_paid_order_only()
    {
        var book = await app.AddBookAsync("Shipped");
        using var customer = await app.CustomerAsync();
        using var staff = await app.StaffAsync();
        var id = (await app.PlaceAsync(customer, book.Id)).GetProperty("id").GetInt32();

        var early = await staff.PostAsync($"/api/admin/orders/{id}/ship", null);
        await PayAsync(customer, id);
        var open = await staff.GetStringAsync("/api/admin/orders/open");
        var shipped = await staff.PostAsync($"/api/admin/orders/{id}/ship", null);

        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains($"\"id\":{id},", open, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, shipped.StatusCode);
    }

    [Fact]
    public async Task Refunds_a_paid_order_at_the_provider()
    {
        var book = await app.AddBookAsync("Refunded");
        using var customer = await app.CustomerAsync();
        using var staff = await app.StaffAsync();
        var id = (await app.PlaceAsync(customer, book.Id)).GetProperty("id").GetInt32();
        await PayAsync(customer, id);

        var refunded = await staff.PostAsync($"/api/admin/orders/{id}/refund", null);

        Assert.Equal(HttpStatusCode.NoContent, refunded.StatusCode);
        Assert.Contains(app.Provider.Paths, path => path.EndsWith("/refund", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_sales_by_book_country_and_day()
    {
        var book = await app.AddBookAsync("Best seller", priceCents: 2000, stock: 90);
        using var customer = await app.CustomerAsync();
        using var staff = await app.StaffAsync();
        await PayAsync(customer, (await app.PlaceAsync(customer, book.Id, quantity: 80)).GetProperty("id").GetInt32());

        var best = await (await staff.GetAsync("/api/admin/reports/best-sellers?sort=revenue&count=1")).JsonAsync();
        var country = await (await staff.GetAsync("/api/admin/reports/countries/DE")).JsonAsync();
        var daily = await (await staff.GetAsync("/api/admin/reports/daily?from=2026-05-01&to=2026-05-31")).JsonAsync();

        Assert.Equal("Best seller", best[0].GetProperty("title").GetString());
        Assert.Equal("DE", country[0].GetProperty("country").GetString());
        Assert.Equal("2026-05-04", daily[0].GetProperty("day").GetString());
    }

    [Fact]
    public async Task Narrows_the_stock_report()
    {
        await app.AddBookAsync("Few", stock: 1, publisher: "Quay");
        await app.AddBookAsync("Many", stock: 30, publisher: "Quay");
        using var staff = await app.StaffAsync();

        var rows = await (await staff.GetAsync("/api/admin/reports/stock?publisher=Quay&atMost=5")).JsonAsync();

        Assert.Equal("Few", Assert.Single(rows.EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Opens_a_till_with_a_pin_and_writes_it_into_the_trail()
    {
        var email = app.NewEmail();
        using var staff = await app.CustomerAsync(email, staff: true);
        var id = (await (await staff.GetAsync("/api/accounts/me")).JsonAsync()).GetProperty("id").GetInt32();
        await staff.PutAsJsonAsync($"/api/admin/customers/{id}/till-pin", new { pin = "834512" });

        var right = await staff.PostAsJsonAsync("/api/accounts/till/sign-in", new { email, pin = "834512" });
        var wrong = await staff.PostAsJsonAsync("/api/accounts/till/sign-in", new { email, pin = "000000" });
        var byActor = await (await staff.GetAsync($"/api/admin/reports/audit?actor=customer:{id}")).JsonAsync();
        var byAction = await (await staff.GetAsync("/api/admin/reports/audit?action=till-pin")).JsonAsync();

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("till-pin", Assert.Single(byActor.EnumerateArray()).GetProperty("action").GetString());
        Assert.NotEmpty(byAction.EnumerateArray());
    }

    [Fact]
    public async Task Feeds_stock_to_partners_that_sign_in()
    {
        await app.AddBookAsync("Fed", isbn: "9785555555555");
        using var staff = await app.StaffAsync();
        await staff.PostAsJsonAsync(
            "/api/admin/partners", new { name = "corner-shop", password = "a long password of a server" });

        using var partner = app.CreateClient();
        var refused = await partner.GetAsync("/api/partners/stock");
        partner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("corner-shop:a long password of a server")));
        var feed = await partner.GetStringAsync("/api/partners/stock");
        var widget = await partner.GetAsync("/api/partners/widget/9785555555555");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("9785555555555", feed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, widget.StatusCode);
    }

    private static Task<HttpResponseMessage> PayAsync(HttpClient customer, int orderId) =>
        customer.PostAsJsonAsync(
            $"/api/orders/{orderId}/payment",
            new { cardNumber = "4242424242424242", expiry = "12/30", securityCode = "123", holder = "Reader" });

    private static async Task<HttpResponseMessage> ImportAsync(HttpClient staff, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(text), "file", "list.xml" },
            { new StringContent("Harbour"), "publisher" },
            { new StringContent("imported"), "category" },
        };
        return await staff.PostAsync("/api/admin/catalogue/import", form);
    }
}
