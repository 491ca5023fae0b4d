using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Tests;

public sealed class CatalogueTests(BookshopApp app) : IClassFixture<BookshopApp>
{
    [Fact]
    public async Task Lists_a_category_page_by_page()
    {
        foreach (var title in new[] { "Alder", "Birch", "Cedar" })
        {
            await app.AddBookAsync(title, category: "trees");
        }

        using var client = app.CreateClient();
        var page = await (await client.GetAsync("/api/catalogue/books?category=trees&page=2&size=2")).JsonAsync();

        Assert.Equal(3, page.GetProperty("total").GetInt32());
        Assert.Equal("Cedar", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Finds_books_by_a_word_of_the_title()
    {
        await app.AddBookAsync("The Lighthouse at Noon");
        await app.AddBookAsync("Lighthouse Keeping for Beginners");
        await app.AddBookAsync("A Field of Oats");
        using var client = app.CreateClient();

        var found = await (await client.GetAsync("/api/catalogue/search?q=lighthouse")).JsonAsync();

        Assert.Equal(
            ["Lighthouse Keeping for Beginners", "The Lighthouse at Noon"],
            found.EnumerateArray().Select(b => b.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task Finds_a_book_by_its_isbn()
    {
        await app.AddBookAsync("Numbers", isbn: "9781111111111");
        using var client = app.CreateClient();

        var found = await (await client.GetAsync("/api/catalogue/search?q=9781111111111")).JsonAsync();
        var direct = await (await client.GetAsync("/api/catalogue/books/isbn/9781111111111")).JsonAsync();

        Assert.Equal("Numbers", Assert.Single(found.EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal("Numbers", direct.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Refuses_a_search_of_one_letter()
    {
        using var client = app.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/catalogue/search?q=a")).StatusCode);
    }

    [Fact]
    public async Task Lists_the_newest_books_up_to_the_wanted_count()
    {
        await app.AddBookAsync("First of two");
        await app.AddBookAsync("Second of two");
        using var client = app.CreateClient();

        var newest = await (await client.GetAsync("/api/catalogue/books/newest?count=2")).JsonAsync();

        Assert.Equal(2, newest.GetArrayLength());
    }

    [Fact]
    public async Task Answers_an_unchanged_book_without_a_body()
    {
        var book = await app.AddBookAsync("Unchanged");
        using var client = app.CreateClient();
        var first = await client.GetAsync($"/api/catalogue/books/{book.Id}");
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await client.GetAsync($"/api/catalogue/books/{book.Id}");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Knows_no_book_of_an_unknown_id()
    {
        using var client = app.CreateClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/catalogue/books/987654")).StatusCode);
    }

    [Fact]
    public async Task Gives_the_price_in_euro_without_asking_anybody()
    {
        var book = await app.AddBookAsync("Priced", priceCents: 1999);
        using var client = app.CreateClient();

        var price = await (await client.GetAsync($"/api/catalogue/books/{book.Id}/price")).JsonAsync();

        Assert.Equal(1999, price.GetProperty("amountCents").GetInt32());
    }

    [Fact]
    public async Task Lists_authors_and_categories()
    {
        await app.AddBookAsync("Listed", category: "listed-things");
        using var client = app.CreateClient();

        Assert.Contains("Author of Listed", await client.GetStringAsync("/api/catalogue/authors"), StringComparison.Ordinal);
        Assert.Contains("listed-things", await client.GetStringAsync("/api/catalogue/categories"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_one_review_per_reader_and_book()
    {
        var book = await app.AddBookAsync("Reviewed");
        using var client = await app.CustomerAsync();
        var path = $"/api/catalogue/books/{book.Id}/reviews";

        var first = await client.PostAsJsonAsync(path, new { rating = 4, text = "Good." });
        var second = await client.PostAsJsonAsync(path, new { rating = 1, text = "On second thoughts." });
        var page = await (await client.GetAsync(path)).JsonAsync();

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(1, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Shows_the_public_catalogue_to_any_origin_without_credentials()
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("Origin", "https://somewhere.example");

        var answer = await client.GetAsync("/api/catalogue/books");

        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Keeps_wishes_apart()
    {
        var book = await app.AddBookAsync("Wished for");
        using var reader = await app.CustomerAsync();
        using var stranger = await app.CustomerAsync();
        await reader.PutAsync($"/api/wish-list/{book.Id}", null);
        await reader.PutAsync($"/api/wish-list/{book.Id}", null);
        var wish = Assert.Single((await (await reader.GetAsync("/api/wish-list")).JsonAsync()).EnumerateArray());
        var id = wish.GetProperty("id").GetInt32();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync($"/api/wish-list/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await reader.DeleteAsync($"/api/wish-list/{id}")).StatusCode);
    }
}
