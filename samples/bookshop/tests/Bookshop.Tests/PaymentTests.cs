using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bookshop.Api.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bookshop.Tests;

public sealed class PaymentTests(BookshopApp app) : IClassFixture<BookshopApp>
{
    private const string Card = "4242424242424242";

    [Fact]
    public async Task Charges_the_card_once()
    {
        var (client, id) = await OrderAsync();

        var first = await PayAsync(client, id, Card);
        var second = await PayAsync(client, id, Card);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(1500, (await first.JsonAsync()).GetProperty("amountCents").GetInt32());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
    }

    [Fact]
    public async Task Leaves_the_order_open_when_the_card_is_declined()
    {
        var (client, id) = await OrderAsync();

        var declined = await PayAsync(client, id, ScriptedProvider.DeclinedCard);
        var paid = await PayAsync(client, id, Card);

        Assert.Equal(HttpStatusCode.PaymentRequired, declined.StatusCode);
        Assert.Equal(HttpStatusCode.OK, paid.StatusCode);
    }

    [Fact]
    public async Task Says_that_the_provider_cannot_be_reached()
    {
        var (client, id) = await OrderAsync();
        app.Provider.IsDown = true;
        var answer = await PayAsync(client, id, Card);
        app.Provider.IsDown = false;

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("4242-4242-4242-4242")]
    public async Task Refuses_what_is_not_a_card_number(string number)
    {
        var (client, id) = await OrderAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await PayAsync(client, id, number)).StatusCode);
    }

    [Fact]
    public async Task Does_not_pay_for_somebody_else()
    {
        var (_, id) = await OrderAsync();
        using var stranger = await app.CustomerAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await PayAsync(stranger, id, Card)).StatusCode);
    }

    [Fact]
    public async Task Settles_a_payment_by_webhook_however_often_it_comes()
    {
        var (client, id) = await OrderAsync();
        var reference = (await (await PayAsync(client, id, Card)).JsonAsync()).GetProperty("reference").GetString();
        var body = $$"""{"eventId":"ev-{{id}}","type":"charge.settled","reference":"{{reference}}"}""";
        var signature = app.Services.GetRequiredService<WebhookSignature>().Sign(body);

        var first = await DeliverAsync(body, signature);
        var second = await DeliverAsync(body, signature);

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        Assert.True(await app.WithDataAsync(data =>
            data.Payments.Where(p => p.OrderId == id).Select(p => p.IsSettled).SingleAsync()));
    }

    [Fact]
    public async Task Refuses_a_webhook_with_a_wrong_signature()
    {
        var answer = await DeliverAsync("""{"eventId":"x","type":"charge.settled","reference":"y"}""", "00");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_signed_webhook_that_is_not_complete()
    {
        var signature = app.Services.GetRequiredService<WebhookSignature>().Sign("{}");

        Assert.Equal(HttpStatusCode.BadRequest, (await DeliverAsync("{}", signature)).StatusCode);
    }

    private async Task<(HttpClient Client, int OrderId)> OrderAsync()
    {
        var book = await app.AddBookAsync("Paid for", priceCents: 1100);
        var client = await app.CustomerAsync();
        return (client, (await app.PlaceAsync(client, book.Id)).GetProperty("id").GetInt32());
    }

    private static Task<HttpResponseMessage> PayAsync(HttpClient client, int orderId, string cardNumber) =>
        client.PostAsJsonAsync(
            $"/api/orders/{orderId}/payment",
            new { cardNumber, expiry = "12/30", securityCode = "123", holder = "Reader" });

    private async Task<HttpResponseMessage> DeliverAsync(string body, string signature)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/payments");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add(WebhookSignature.HeaderName, signature);
        return await client.SendAsync(request);
    }
}
