using System.Net;
using System.Net.Http.Json;
using Bookshop.Api.Background;
using Bookshop.Data.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bookshop.Tests;

public sealed class OrderTests(BookshopApp app) : IClassFixture<BookshopApp>
{
    [Fact]
    public async Task Places_an_order_and_takes_the_copies()
    {
        var book = await app.AddBookAsync("Ordered", priceCents: 1500, stock: 5);
        using var client = await app.CustomerAsync();

        var order = await app.PlaceAsync(client, book.Id, quantity: 2);

        Assert.Equal(3000, order.GetProperty("goodsCents").GetInt32());
        Assert.Equal(400, order.GetProperty("shippingCents").GetInt32());
        Assert.Equal(3, await app.StockAsync(book.Id));
    }

    [Fact]
    public async Task Refuses_more_copies_than_there_are()
    {
        var book = await app.AddBookAsync("Rare", stock: 1);
        using var client = await app.CustomerAsync();
        var addressId = await app.AddAddressAsync(client);

        var answer = await client.PostAsJsonAsync(
            "/api/orders", new { addressId, lines = new[] { new { bookId = book.Id, quantity = 2 } } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(1, await app.StockAsync(book.Id));
    }

    [Fact]
    public async Task Refuses_an_address_of_somebody_else()
    {
        var book = await app.AddBookAsync("Misdirected");
        using var owner = await app.CustomerAsync();
        using var client = await app.CustomerAsync();
        var addressId = await app.AddAddressAsync(owner);

        var answer = await client.PostAsJsonAsync(
            "/api/orders", new { addressId, lines = new[] { new { bookId = book.Id, quantity = 1 } } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_country_the_carrier_does_not_serve()
    {
        var book = await app.AddBookAsync("Far away");
        using var client = await app.CustomerAsync();
        var addressId = await app.AddAddressAsync(client, ScriptedCarrier.UnservedCountry);

        var answer = await client.PostAsJsonAsync(
            "/api/orders", new { addressId, lines = new[] { new { bookId = book.Id, quantity = 1 } } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Sends_large_orders_without_postage()
    {
        var book = await app.AddBookAsync("Atlas", priceCents: 8000);
        using var client = await app.CustomerAsync();

        Assert.Equal(0, (await app.PlaceAsync(client, book.Id)).GetProperty("shippingCents").GetInt32());
    }

    [Fact]
    public async Task Takes_from_a_gift_card_what_it_holds()
    {
        await app.SaveAsync(new GiftCard { Code = "GIFT-1", BalanceCents = 500, ExpiresAt = new DateTime(2030, 1, 1) });
        var book = await app.AddBookAsync("Gift", priceCents: 1000);
        using var client = await app.CustomerAsync();

        var order = await app.PlaceAsync(client, book.Id, giftCardCode: "GIFT-1");
        var card = await (await client.GetAsync("/api/orders/gift-cards/GIFT-1")).JsonAsync();

        Assert.Equal(500, order.GetProperty("giftCardCents").GetInt32());
        Assert.Equal(0, card.GetProperty("balanceCents").GetInt32());
    }

    [Fact]
    public async Task Shows_earlier_orders_with_their_lines()
    {
        var book = await app.AddBookAsync("Remembered");
        using var client = await app.CustomerAsync();
        await app.PlaceAsync(client, book.Id, quantity: 3);
        await app.PlaceAsync(client, book.Id, quantity: 1);

        var orders = (await (await client.GetAsync("/api/orders")).JsonAsync()).EnumerateArray().ToList();

        Assert.Equal(2, orders.Count);
        Assert.Equal(1, orders[0].GetProperty("lines")[0].GetProperty("quantity").GetInt32());
        Assert.Equal(3, orders[1].GetProperty("lines")[0].GetProperty("quantity").GetInt32());
    }

    [Fact]
    public async Task Shows_an_own_order_and_its_titles()
    {
        var book = await app.AddBookAsync("Shown");
        using var client = await app.CustomerAsync();
        var id = (await app.PlaceAsync(client, book.Id)).GetProperty("id").GetInt32();

        var order = await (await client.GetAsync($"/api/orders/{id}")).JsonAsync();
        var titles = await (await client.GetAsync($"/api/orders/{id}/titles")).JsonAsync();

        Assert.Equal("Placed", order.GetProperty("status").GetString());
        Assert.Equal("Shown", titles[0].GetString());
    }

    [Fact]
    public async Task Cancels_an_own_order_and_puts_the_copies_back()
    {
        var book = await app.AddBookAsync("Cancelled", stock: 4);
        using var client = await app.CustomerAsync();
        var id = (await app.PlaceAsync(client, book.Id, quantity: 4)).GetProperty("id").GetInt32();

        var first = await client.PostAsync($"/api/orders/{id}/cancel", null);
        var second = await client.PostAsync($"/api/orders/{id}/cancel", null);

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(4, await app.StockAsync(book.Id));
    }

    [Fact]
    public async Task Does_not_cancel_the_order_of_somebody_else()
    {
        var book = await app.AddBookAsync("Mine");
        using var owner = await app.CustomerAsync();
        using var stranger = await app.CustomerAsync();
        var id = (await app.PlaceAsync(owner, book.Id)).GetProperty("id").GetInt32();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/orders/{id}/cancel", null)).StatusCode);
    }

    [Fact]
    public async Task Writes_an_invoice_and_shares_it_by_a_signed_link()
    {
        var book = await app.AddBookAsync("Invoiced", priceCents: 700);
        using var client = await app.CustomerAsync();
        using var accountant = app.CreateClient();
        var id = (await app.PlaceAsync(client, book.Id, quantity: 2)).GetProperty("id").GetInt32();

        var invoice = await (await client.GetAsync($"/api/invoices/{id}")).JsonAsync();
        var link = (await (await client.GetAsync($"/api/invoices/{id}/link")).JsonAsync()).GetProperty("url").GetString();
        var shared = await accountant.GetAsync(link);
        var forged = await accountant.GetAsync($"/api/invoices/{id}/shared?signature=00");

        Assert.Equal(1400, invoice.GetProperty("lines")[0].GetProperty("totalCents").GetInt32());
        Assert.Equal(HttpStatusCode.OK, shared.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    [Fact]
    public async Task Changes_and_deletes_own_addresses_only()
    {
        using var owner = await app.CustomerAsync();
        using var stranger = await app.CustomerAsync();
        var id = await app.AddAddressAsync(owner);
        var change = new { recipient = "R", street = "S", city = "C", postalCode = "1", country = "FR" };

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PutAsJsonAsync($"/api/addresses/{id}", change)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.PutAsJsonAsync($"/api/addresses/{id}", change)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"/api/addresses/{id}")).StatusCode);
        Assert.Equal(0, (await (await owner.GetAsync("/api/addresses")).JsonAsync()).GetArrayLength());
    }
}

public sealed class BackgroundTests(BookshopApp app) : IClassFixture<BookshopApp>
{
    [Fact]
    public async Task Expires_unpaid_orders_and_puts_the_copies_back()
    {
        var book = await app.AddBookAsync("Forgotten", stock: 2);
        using var client = await app.CustomerAsync();
        var id = (await app.PlaceAsync(client, book.Id, quantity: 2)).GetProperty("id").GetInt32();
        app.Time.Advance(TimeSpan.FromMinutes(31));

        var expired = await app.InScopeAsync(services =>
            services.GetRequiredService<OrderExpiry>().ExpireAsync(CancellationToken.None));

        Assert.Equal(1, expired);
        Assert.Equal(2, await app.StockAsync(book.Id));
        Assert.Equal(OrderStatus.Expired, await app.WithDataAsync(data =>
            data.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync()));
    }

    [Fact]
    public async Task Tries_a_refused_mail_again()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);
        await client.PostAsJsonAsync("/api/accounts/forgot-password", new { email });
        app.Mail.Refuses = true;
        var refused = await DeliverAsync();
        app.Mail.Refuses = false;
        var sent = await DeliverAsync();

        Assert.Equal(0, refused);
        Assert.Equal(1, sent);
        Assert.Single(app.Mail.Sent, m => m.Recipient == email);
    }

    private Task<int> DeliverAsync() => app.InScopeAsync(services =>
        services.GetRequiredService<OutboxDelivery>().DeliverAsync(CancellationToken.None));
}
