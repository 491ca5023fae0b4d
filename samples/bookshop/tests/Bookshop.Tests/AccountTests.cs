using System.Net;
using System.Net.Http.Json;
using Bookshop.Api.Background;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bookshop.Tests;

public sealed class AccountTests(BookshopApp app) : IClassFixture<BookshopApp>
{
    [Fact]
    public async Task Registers_a_customer_and_signs_in()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);

        var me = await (await client.GetAsync("/api/accounts/me")).JsonAsync();

        Assert.Equal(email, me.GetProperty("email").GetString());
        Assert.False(me.GetProperty("isStaff").GetBoolean());
    }

    [Theory]
    [InlineData("no-address", "long enough a password", "Reader")]
    [InlineData("someone@readers.example", "short", "Reader")]
    [InlineData("someone@readers.example", "long enough a password", "")]
    public async Task Refuses_an_incomplete_registration(string email, string password, string displayName)
    {
        using var client = app.CreateClient();

        var answer = await client.PostAsJsonAsync("/api/accounts/register", new { email, password, displayName });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_an_address_that_is_in_use_in_any_case()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);

        var answer = await client.PostAsJsonAsync(
            "/api/accounts/register",
            new { email = email.ToUpperInvariant(), password = BookshopApp.Password, displayName = "Twin" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_wrong_password_and_an_unknown_address_alike()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);

        var wrong = await client.PostAsJsonAsync("/api/accounts/sign-in", new { email, password = "not the password" });
        var unknown = await client.PostAsJsonAsync(
            "/api/accounts/sign-in", new { email = "nobody@readers.example", password = "not the password" });

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    [Fact]
    public async Task Locks_an_account_after_ten_wrong_passwords()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);
        for (var i = 0; i < 10; i++)
        {
            await client.PostAsJsonAsync("/api/accounts/sign-in", new { email, password = "guess number " + i });
        }

        var answer = await client.PostAsJsonAsync(
            "/api/accounts/sign-in", new { email, password = BookshopApp.Password });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Keeps_no_readable_password()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);

        var stored = await app.WithDataAsync(data => data.Customers.SingleAsync(c => c.Email == email));

        Assert.DoesNotContain(BookshopApp.Password, stored.PasswordHash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_a_sign_in()
    {
        using var client = app.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/accounts/me")).StatusCode);
    }

    [Fact]
    public async Task Changes_the_profile()
    {
        using var client = await app.CustomerAsync();

        var answer = await client.PutAsJsonAsync("/api/accounts/me", new { displayName = " Ada ", phone = "0100 200" });

        Assert.Equal("Ada", (await answer.JsonAsync()).GetProperty("displayName").GetString());
    }

    [Fact]
    public async Task Says_nothing_about_an_unknown_address_that_forgot_its_password()
    {
        using var client = app.CreateClient();

        var answer = await client.PostAsJsonAsync(
            "/api/accounts/forgot-password", new { email = "nobody@readers.example" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.False(await app.WithDataAsync(data =>
            data.OutboxMessages.AnyAsync(m => m.Recipient == "nobody@readers.example")));
    }

    [Fact]
    public async Task Resets_a_password_once()
    {
        var email = app.NewEmail();
        using var client = await app.CustomerAsync(email);
        await client.PostAsJsonAsync("/api/accounts/forgot-password", new { email });
        await app.InScopeAsync(services =>
            services.GetRequiredService<OutboxDelivery>().DeliverAsync(CancellationToken.None));
        var mail = app.Mail.Sent.Single(m => m.Recipient == email);
        var token = mail.Body.Split("token=")[1];

        var first = await client.PostAsJsonAsync(
            "/api/accounts/reset-password", new { token, newPassword = "a new long password" });
        var second = await client.PostAsJsonAsync(
            "/api/accounts/reset-password", new { token, newPassword = "another long password" });

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.NotEmpty(await BookshopApp.SignInAsync(client, email, "a new long password"));
    }
}
