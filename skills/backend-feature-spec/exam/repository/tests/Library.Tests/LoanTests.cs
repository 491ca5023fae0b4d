using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Library.Tests;

public sealed class LoanTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_book_is_lent_to_one_member_until_it_is_back()
    {
        var (ada, ben, staff) = (Client("mb_ada"), Client("mb_ben"), Client("mb_eve", "librarian"));
        var bookId = (await ada.GetFromJsonAsync<JsonElement>("/api/v1/books")).GetProperty("data")[0].GetProperty("id").GetString();

        var lent = await ada.PostAsJsonAsync("/api/v1/loans", new { bookId });
        Assert.Equal(HttpStatusCode.Created, lent.StatusCode);
        Assert.Equal("book_lent", await CodeAsync(await ben.PostAsJsonAsync("/api/v1/loans", new { bookId }), HttpStatusCode.Conflict));
        Assert.Equal("librarian_needed", await CodeAsync(await ada.PostAsync(lent.Headers.Location + "/return", null), HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.NoContent, (await staff.PostAsync(lent.Headers.Location + "/return", null)).StatusCode);
        Assert.Equal("loan_returned", await CodeAsync(await staff.PostAsync(lent.Headers.Location + "/return", null), HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.Created, (await ben.PostAsJsonAsync("/api/v1/loans", new { bookId })).StatusCode);
    }

    [Fact]
    public async Task A_loan_is_only_its_members()
    {
        var ada = Client("mb_ada");
        var bookId = (await ada.GetFromJsonAsync<JsonElement>("/api/v1/books")).GetProperty("data")[0].GetProperty("id").GetString();
        var lent = await ada.PostAsJsonAsync("/api/v1/loans", new { bookId });

        Assert.Equal("loan_not_found", await CodeAsync(await Client("mb_ben").GetAsync(lent.Headers.Location), HttpStatusCode.NotFound));
        Assert.Equal(HttpStatusCode.OK, (await Client("mb_eve", "librarian").GetAsync(lent.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task Refusals_have_codes()
    {
        Assert.Equal("sign_in_needed", await CodeAsync(await _app.CreateClient().GetAsync("/api/v1/loans"), HttpStatusCode.Unauthorized));
        Assert.Equal("validation_failed", await CodeAsync(await Client("mb_ada").PostAsJsonAsync("/api/v1/loans", new { }), HttpStatusCode.BadRequest));
        Assert.Equal("book_not_found", await CodeAsync(await Client("mb_ada").PostAsJsonAsync("/api/v1/loans", new { bookId = "bk_0" }), HttpStatusCode.NotFound));
        Assert.Equal("validation_failed", await CodeAsync(await Client("mb_ada").GetAsync("/api/v1/loans?perPage=101"), HttpStatusCode.BadRequest));
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.Equal(expected, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString();
    }

    private HttpClient Client(string member, string? role = null)
    {
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.Add("X-Member", member);
        if (role is not null)
        {
            client.DefaultRequestHeaders.Add("X-Role", role);
        }

        return client;
    }
}
