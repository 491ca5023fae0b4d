using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Acceptance;

public sealed class ArticleTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    [Fact]
    public async Task A_sku_is_taken_once_by_parallel_requests()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => _warehouse.AddAsync(number % 2 == 0 ? "x-1" : "X-1"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var late in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            var error = await Warehouse.ErrorAsync(late, HttpStatusCode.Conflict);
            Assert.Equal("SKU_TAKEN", error.Code);
            Assert.Contains("x-1", error.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task An_unknown_supplier_is_named() =>
        Assert.Equal(["supplierId"], (await Warehouse.ErrorAsync(await _warehouse.AddAsync("x", supplierId: 99), HttpStatusCode.BadRequest)).Fields);

    [Fact]
    public async Task A_deleted_article_is_gone_but_not_lost()
    {
        var id = await _warehouse.ArticleAsync("x", stock: 5);
        Assert.Equal(HttpStatusCode.NoContent, (await _warehouse.DeleteAsync(id)).StatusCode);

        await Warehouse.ErrorAsync(await _warehouse.DeleteAsync(id), HttpStatusCode.NotFound);
        await Warehouse.ErrorAsync(await _warehouse.Client.GetAsync($"{Warehouse.Articles}/{id}"), HttpStatusCode.NotFound);
        await Warehouse.ErrorAsync(await _warehouse.MoveAsync(id, 1), HttpStatusCode.NotFound);
        await Warehouse.ErrorAsync(await _warehouse.Client.GetAsync($"{Warehouse.Articles}/{id}/movements"), HttpStatusCode.NotFound);
        Assert.Equal(0, (await _warehouse.ListAsync()).GetProperty("total").GetInt32());

        var restored = await _warehouse.RestoreAsync(id);
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        var article = await restored.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((id, "x", 5, "Acme"), (article.GetProperty("id").GetInt32(), article.GetProperty("sku").GetString(), article.GetProperty("stock").GetInt32(), article.GetProperty("supplierName").GetString()));
        Assert.Equal("NOT_DELETED", (await Warehouse.ErrorAsync(await _warehouse.RestoreAsync(id), HttpStatusCode.Conflict)).Code);
        Assert.Equal(5, await _warehouse.StockAsync(id));
    }

    [Fact]
    public async Task A_sku_of_a_deleted_article_may_be_used_again()
    {
        var id = await _warehouse.ArticleAsync("x");
        await _warehouse.DeleteAsync(id);
        var other = await _warehouse.ArticleAsync("X");

        Assert.Equal("SKU_TAKEN", (await Warehouse.ErrorAsync(await _warehouse.RestoreAsync(id), HttpStatusCode.Conflict)).Code);
        await _warehouse.DeleteAsync(other);
        Assert.Equal(HttpStatusCode.OK, (await _warehouse.RestoreAsync(id)).StatusCode);
        await Warehouse.ErrorAsync(await _warehouse.RestoreAsync(4711), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_movement_changes_the_stock()
    {
        var id = await _warehouse.ArticleAsync("x", stock: 5);
        _warehouse.Clock.Now += TimeSpan.FromHours(1);

        var made = await _warehouse.MoveAsync(id, -2);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var movement = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((id, -2, 3, _warehouse.Clock.Now), (movement.GetProperty("articleId").GetInt32(), movement.GetProperty("quantity").GetInt32(), movement.GetProperty("stock").GetInt32(), movement.GetProperty("at").GetDateTimeOffset()));
        var page = await _warehouse.Client.GetFromJsonAsync<JsonElement>($"{Warehouse.Articles}/{id}/movements?perPage=1");
        Assert.Equal((-2, 2, 2), (page.GetProperty("items")[0].GetProperty("quantity").GetInt32(), page.GetProperty("total").GetInt32(), page.GetProperty("totalPages").GetInt32()));
    }

    [Theory]
    [InlineData("""{"quantity":0}""")]
    [InlineData("""{"quantity":1000001}""")]
    [InlineData("""{"quantity":-1000001}""")]
    [InlineData("""{"quantity":null}""")]
    [InlineData("""{}""")]
    [InlineData("""{"quantity":1.5}""")]
    [InlineData("""{"quantity":"many"}""")]
    public async Task A_wrong_quantity_is_refused(string body)
    {
        var id = await _warehouse.ArticleAsync("x", stock: 5);
        var answer = await _warehouse.Client.PostAsync($"{Warehouse.Articles}/{id}/movements", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal("VALIDATION_ERROR", (await Warehouse.ErrorAsync(answer, HttpStatusCode.BadRequest)).Code);
        Assert.Equal(5, await _warehouse.StockAsync(id));
    }

    [Fact]
    public async Task More_than_there_is_cannot_be_taken()
    {
        var id = await _warehouse.ArticleAsync("x", stock: 5);
        var error = await Warehouse.ErrorAsync(await _warehouse.MoveAsync(id, -6), HttpStatusCode.Conflict);
        Assert.Equal("INSUFFICIENT_STOCK", error.Code);
        Assert.Contains("5", error.Message);
        Assert.Equal(1, (await _warehouse.Client.GetFromJsonAsync<JsonElement>($"{Warehouse.Articles}/{id}/movements")).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Created, (await _warehouse.MoveAsync(id, -5)).StatusCode);
        Assert.Equal(0, await _warehouse.StockAsync(id));
        await Warehouse.ErrorAsync(await _warehouse.MoveAsync(4711, 1), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Parallel_movements_never_take_more_than_there_is()
    {
        var id = await _warehouse.ArticleAsync("x", stock: 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => _warehouse.MoveAsync(id, -1))));

        Assert.Equal((10, 14), (answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict)));
        var stocks = await Task.WhenAll(answers.Where(answer => answer.IsSuccessStatusCode).Select(async answer => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("stock").GetInt32()));
        Assert.Equal(Enumerable.Range(0, 10), stocks.Order());
        Assert.Equal(0, await _warehouse.StockAsync(id));
        Assert.Equal(11, (await _warehouse.Client.GetFromJsonAsync<JsonElement>($"{Warehouse.Articles}/{id}/movements")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_list_has_pages()
    {
        foreach (var sku in new[] { "c", "A", "b", "e", "D" })
        {
            await _warehouse.ArticleAsync(sku);
        }

        var page = await _warehouse.ListAsync("?page=2&perPage=2");
        Assert.Equal(["c", "D"], Skus(page));
        Assert.Equal((2, 2, 5, 3), (page.GetProperty("page").GetInt32(), page.GetProperty("perPage").GetInt32(), page.GetProperty("total").GetInt32(), page.GetProperty("totalPages").GetInt32()));
        Assert.Equal("Acme", page.GetProperty("items")[0].GetProperty("supplierName").GetString());
        Assert.Equal(0, page.GetProperty("items")[0].GetProperty("stock").GetInt32());
        Assert.Empty(Skus(await _warehouse.ListAsync("?page=9")));
    }

    [Theory]
    [InlineData("steel", "1,3")]
    [InlineData("STEEL", "1,3")]
    [InlineData("100%", "2")]
    [InlineData("%", "2")]
    [InlineData("a_b", "4")]
    [InlineData("\\", "5")]
    [InlineData("'", "3")]
    [InlineData("nothing", "")]
    public async Task A_search_takes_its_text_as_it_is(string text, string skus)
    {
        foreach (var (sku, name) in new[] { ("1", "Steel pipe"), ("2", "100% wool"), ("3", "Stainless steel 2' rod"), ("4", "Part a_b"), ("5", "Back\\slash"), ("6", "Part aXb 100 of") })
        {
            await _warehouse.ArticleAsync(sku, name);
        }

        var found = await _warehouse.ListAsync($"?search={Uri.EscapeDataString(text)}");
        Assert.Equal(skus, string.Join(",", Skus(found)));
        Assert.Equal(Skus(found).Count(), found.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("perPage=0", "perPage")]
    [InlineData("perPage=101", "perPage")]
    public async Task A_page_is_bounded(string query, string field) =>
        Assert.Equal([field], (await Warehouse.ErrorAsync(await _warehouse.Client.GetAsync($"{Warehouse.Articles}?{query}"), HttpStatusCode.BadRequest)).Fields);

    [Fact]
    public async Task A_search_is_bounded() =>
        Assert.Equal(["search"], (await Warehouse.ErrorAsync(await _warehouse.Client.GetAsync($"{Warehouse.Articles}?search={new string('a', 101)}"), HttpStatusCode.BadRequest)).Fields);

    [Fact]
    public async Task A_page_far_out_is_no_failure() =>
        Assert.True((await _warehouse.Client.GetAsync($"{Warehouse.Articles}?page=2147483647&perPage=100")).StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest);

    public void Dispose() => _warehouse.Dispose();

    private static IEnumerable<string> Skus(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(article => article.GetProperty("sku").GetString()!);
}
