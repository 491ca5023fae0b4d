using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Acceptance;

public sealed class RouteTests : IDisposable
{
    private readonly Mail _mail = new();

    [Fact]
    public async Task A_key_makes_one_job()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => _mail.LetterAsync(key: "k-1"))));
        var ids = await Task.WhenAll(answers.Select(Mail.IdAsync));
        Assert.Single(ids.Distinct());
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Single(_mail.Transport.Tried);
        Assert.Equal(ids[0], await Mail.IdAsync(await _mail.LetterAsync(key: "k-1")));
        Assert.NotEqual(ids[0], await Mail.IdAsync(await _mail.LetterAsync(key: "k-2")));
        Assert.NotEqual(await _mail.JobAsync(), await _mail.JobAsync());
    }

    [Fact]
    public async Task A_key_belongs_to_its_body()
    {
        await _mail.LetterAsync(key: "k-1");
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await Mail.ErrorAsync(await _mail.LetterAsync("eve@example.com", "k-1"), HttpStatusCode.UnprocessableEntity)).Code);
        Assert.Equal(1, (await _mail.Client.GetFromJsonAsync<JsonElement>("/api/v1/jobs")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_refused_body_does_not_use_up_its_key()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _mail.LetterAsync("nobody", "k-1")).StatusCode);
        await Mail.IdAsync(await _mail.LetterAsync(key: "k-1"));
    }

    [Fact]
    public async Task A_key_has_at_most_a_hundred_characters()
    {
        await Mail.IdAsync(await _mail.LetterAsync(key: new string('k', 100)));
        Assert.Equal(["Idempotency-Key"], (await Mail.ErrorAsync(await _mail.LetterAsync(key: new string('k', 101)), HttpStatusCode.BadRequest)).Fields);
    }

    [Fact]
    public async Task Circulars_are_checked()
    {
        Assert.Equal(["recipients[1]"], (await Mail.ErrorAsync(await PostAsync("a@example.com", "nobody"), HttpStatusCode.BadRequest)).Fields);
        Assert.Equal(["recipients"], (await Mail.ErrorAsync(await PostAsync(), HttpStatusCode.BadRequest)).Fields);
        Assert.Equal(["recipients"], (await Mail.ErrorAsync(await PostAsync([.. Enumerable.Range(0, 1001).Select(number => $"r{number}@example.com")]), HttpStatusCode.BadRequest)).Fields);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync([.. Enumerable.Range(0, 1000).Select(number => $"r{number}@example.com")])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("a@example.com", "A@example.com")).StatusCode);
    }

    [Fact]
    public async Task Jobs_are_listed()
    {
        var first = await _mail.JobAsync();
        await Mail.SoonAsync(_mail.RunAsync());
        var second = await _mail.JobAsync();
        var third = await _mail.JobAsync();

        Assert.Equal([third, second, first], await IdsAsync(""));
        Assert.Equal([first], await IdsAsync("?state=done"));
        Assert.Equal([second], await IdsAsync("?state=waiting&perPage=1&page=2"));
        var page = await _mail.Client.GetFromJsonAsync<JsonElement>("/api/v1/jobs?perPage=2");
        Assert.Equal((3, 2, 1, 2), (page.GetProperty("total").GetInt32(), page.GetProperty("totalPages").GetInt32(), page.GetProperty("page").GetInt32(), page.GetProperty("perPage").GetInt32()));
        Assert.DoesNotContain("@example.com", page.GetRawText());
        Assert.DoesNotContain(Mail.Text, page.GetRawText());
    }

    [Theory]
    [InlineData("state=lost", "state")]
    [InlineData("perPage=101", "perPage")]
    [InlineData("page=0", "page")]
    public async Task A_list_is_bounded(string query, string field) =>
        Assert.Equal([field], (await Mail.ErrorAsync(await _mail.Client.GetAsync($"/api/v1/jobs?{query}"), HttpStatusCode.BadRequest)).Fields);

    public void Dispose() => _mail.Dispose();

    private Task<HttpResponseMessage> PostAsync(params string[] recipients) => _mail.SendAsync("/api/v1/circulars", new { recipients, text = "Hello" });

    private async Task<int[]> IdsAsync(string query) =>
        [.. (await _mail.Client.GetFromJsonAsync<JsonElement>("/api/v1/jobs" + query)).GetProperty("items").EnumerateArray().Select(job => job.GetProperty("id").GetInt32())];
}
