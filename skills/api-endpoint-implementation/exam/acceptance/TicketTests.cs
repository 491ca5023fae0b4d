using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Acceptance;

public abstract class Desk : IDisposable
{
    protected const string Tickets = "/api/v1/tickets";
    private readonly WebApplicationFactory<Program> _factory;

    protected Desk(string environment)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseEnvironment(environment)
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock)));
        Client = _factory.CreateClient();
    }

    protected StoppedClock Clock { get; } = new();

    protected HttpClient Client { get; }

    protected async Task<int> CustomerAsync(string email = "ada@example.com")
    {
        var made = await Client.PostAsJsonAsync("/api/v1/customers", new { name = "Ada", email });
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    protected async Task<JsonElement> TicketAsync(int customerId, string reference, string priority = "normal")
    {
        var made = await Client.PostAsJsonAsync(Tickets, new { customerId, reference, subject = "It broke", priority });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await made.Content.ReadFromJsonAsync<JsonElement>();
    }

    protected async Task<HttpResponseMessage> PatchAsync(int id, string? etag, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Tickets}/{id}") { Content = Json(json) };
        if (etag is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("If-Match", etag));
        }

        return await Client.SendAsync(request);
    }

    protected async Task<string> TagOfAsync(int id) => (await Client.GetAsync($"{Tickets}/{id}")).Headers.ETag!.ToString();

    protected static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    protected static async Task<(string Code, string Message, string[] Fields)> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        return (error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!,
            [.. error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString()!)]);
    }

    public void Dispose() => _factory.Dispose();

    protected sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class TicketTests() : Desk("Development")
{
    [Fact]
    public async Task A_created_ticket_is_complete_and_found_at_its_location()
    {
        var customerId = await CustomerAsync();
        var made = await Client.PostAsJsonAsync(Tickets, new { customerId, reference = " R-1 ", subject = "  It broke ", priority = "high", tags = new[] { "printer", "2nd-floor" }, status = "closed", id = 99 });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.NotNull(made.Headers.ETag);
        var found = await Client.GetAsync(made.Headers.Location);
        Assert.Equal(made.Headers.ETag, found.Headers.ETag);
        var ticket = await found.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            (customerId, "R-1", "It broke", "high", "open", Clock.Now),
            (ticket.GetProperty("customerId").GetInt32(), ticket.GetProperty("reference").GetString(), ticket.GetProperty("subject").GetString(), ticket.GetProperty("priority").GetString(), ticket.GetProperty("status").GetString(), ticket.GetProperty("createdAt").GetDateTimeOffset()));
        Assert.Equal(["printer", "2nd-floor"], ticket.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Fact]
    public async Task Tags_may_be_left_out()
    {
        var ticket = await TicketAsync(await CustomerAsync(), "R-1");
        Assert.Equal(0, ticket.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var tags = new[] { "ok", "Not ok", "", new string('a', 21) };
        var error = await ErrorAsync(await Client.PostAsJsonAsync(Tickets, new { customerId = 77, reference = "  ", subject = new string('x', 121), tags }), HttpStatusCode.BadRequest);

        Assert.Equal("VALIDATION_ERROR", error.Code);
        Assert.Equal(new[] { "customerId", "priority", "reference", "subject", "tags[1]", "tags[2]", "tags[3]" }, error.Fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("reference", 40, true)]
    [InlineData("reference", 41, false)]
    [InlineData("subject", 120, true)]
    [InlineData("subject", 121, false)]
    public async Task Lengths_are_bounded(string field, int length, bool accepted)
    {
        var body = new Dictionary<string, object> { ["customerId"] = await CustomerAsync(), ["reference"] = "R", ["subject"] = "S", ["priority"] = "low" };
        body[field] = new string('x', length);
        var answer = await Client.PostAsJsonAsync(Tickets, body);
        Assert.Equal(accepted ? HttpStatusCode.Created : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Six_tags_are_too_many()
    {
        var customerId = await CustomerAsync();
        var error = await ErrorAsync(await Client.PostAsJsonAsync(Tickets, new { customerId, reference = "R", subject = "S", priority = "low", tags = new[] { "a", "b", "c", "d", "e", "f" } }), HttpStatusCode.BadRequest);
        Assert.Contains("tags", error.Fields);
    }

    [Theory]
    [InlineData("\"URGENT\"")]
    [InlineData("\"critical\"")]
    [InlineData("\"2\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("2")]
    public async Task A_priority_is_one_of_four_texts(string priority)
    {
        var customerId = await CustomerAsync();
        var answer = await Client.PostAsync(Tickets, Json($$"""{"customerId":{{customerId}},"reference":"R","subject":"S","priority":{{priority}}}"""));
        Assert.Equal("VALIDATION_ERROR", (await ErrorAsync(answer, HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task A_reference_is_taken_once_by_parallel_requests()
    {
        var customerId = await CustomerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() =>
            Client.PostAsJsonAsync(Tickets, new { customerId, reference = number % 2 == 0 ? "ref-9" : "REF-9", subject = "S", priority = "low" }))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.Created).ToList();
        foreach (var answer in refused)
        {
            var error = await ErrorAsync(answer, HttpStatusCode.Conflict);
            Assert.Equal("CONFLICT", error.Code);
            Assert.Contains("ref-9", error.Message, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(1, (await Client.GetFromJsonAsync<JsonElement>(Tickets)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_refused_ticket_leaves_its_reference_free()
    {
        var customerId = await CustomerAsync();
        await ErrorAsync(await Client.PostAsJsonAsync(Tickets, new { customerId, reference = "R-1", subject = "", priority = "low" }), HttpStatusCode.BadRequest);
        await TicketAsync(customerId, "R-1");
    }

    [Fact]
    public async Task A_missing_ticket_is_named()
    {
        var error = await ErrorAsync(await Client.GetAsync($"{Tickets}/4711"), HttpStatusCode.NotFound);
        Assert.Equal("NOT_FOUND", error.Code);
        Assert.Contains("Ticket", error.Message);
        Assert.Contains("4711", error.Message);
        await ErrorAsync(await Client.DeleteAsync($"{Tickets}/4711"), HttpStatusCode.NotFound);
        await ErrorAsync(await PatchAsync(4711, "\"1\"", """{"subject":"x"}"""), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_patch_changes_only_what_it_names()
    {
        var customerId = await CustomerAsync();
        var made = await Client.PostAsJsonAsync(Tickets, new { customerId, reference = "R", subject = "S", priority = "high", tags = new[] { "a" } });
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();

        var patched = await PatchAsync(id, made.Headers.ETag!.ToString(), """{"status":"closed","reference":"other","customerId":5}""");

        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.NotEqual(made.Headers.ETag, patched.Headers.ETag);
        Assert.Equal(await TagOfAsync(id), patched.Headers.ETag!.ToString());
        var ticket = await patched.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("closed", "R", "S", "high", customerId, 1), (ticket.GetProperty("status").GetString(), ticket.GetProperty("reference").GetString(), ticket.GetProperty("subject").GetString(), ticket.GetProperty("priority").GetString(), ticket.GetProperty("customerId").GetInt32(), ticket.GetProperty("tags").GetArrayLength()));

        var cleared = await PatchAsync(id, patched.Headers.ETag!.ToString(), """{"tags":null}""");
        Assert.Equal(0, (await cleared.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("tags").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"subject":null}""", "subject")]
    [InlineData("""{"subject":"  "}""", "subject")]
    [InlineData("""{"priority":null}""", "priority")]
    [InlineData("""{"status":"archived"}""", "status")]
    [InlineData("""{"status":null}""", "status")]
    [InlineData("""{"tags":["ok","NO"]}""", "tags[1]")]
    public async Task A_wrong_patch_changes_nothing(string body, string field)
    {
        var id = (await TicketAsync(await CustomerAsync(), "R")).GetProperty("id").GetInt32();
        var etag = await TagOfAsync(id);
        Assert.Equal([field], (await ErrorAsync(await PatchAsync(id, etag, body), HttpStatusCode.BadRequest)).Fields);
        Assert.Equal(etag, await TagOfAsync(id));
    }

    [Fact]
    public async Task A_patch_needs_the_present_version()
    {
        var id = (await TicketAsync(await CustomerAsync(), "R")).GetProperty("id").GetInt32();
        var etag = await TagOfAsync(id);

        Assert.Equal("PRECONDITION_REQUIRED", (await ErrorAsync(await PatchAsync(id, null, """{"subject":"x"}"""), HttpStatusCode.PreconditionRequired)).Code);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => PatchAsync(id, etag, $$"""{"subject":"x{{number}}"}"""))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var late in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal("PRECONDITION_FAILED", (await ErrorAsync(late, HttpStatusCode.PreconditionFailed)).Code);
        }
    }

    [Fact]
    public async Task A_deleted_ticket_is_gone_and_frees_its_reference()
    {
        var customerId = await CustomerAsync();
        var id = (await TicketAsync(customerId, "R")).GetProperty("id").GetInt32();

        var deleted = await Client.DeleteAsync($"{Tickets}/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await deleted.Content.ReadAsByteArrayAsync());
        await ErrorAsync(await Client.DeleteAsync($"{Tickets}/{id}"), HttpStatusCode.NotFound);
        await TicketAsync(customerId, "r");
    }

    [Fact]
    public async Task A_list_is_filtered_sorted_and_cut()
    {
        var ada = await CustomerAsync();
        var eve = await CustomerAsync("eve@example.com");
        List<int> ids = [];
        foreach (var (customer, priority) in new[] { (ada, "low"), (ada, "urgent"), (eve, "urgent"), (ada, "normal"), (ada, "high") })
        {
            ids.Add((await TicketAsync(customer, $"R{ids.Count}", priority)).GetProperty("id").GetInt32());
            if (ids.Count != 2)
            {
                Clock.Now += TimeSpan.FromMinutes(1);   // the second and third have one instant
            }
        }

        await PatchAsync(ids[3], await TagOfAsync(ids[3]), """{"status":"closed"}""");

        Assert.Equal([ids[4], ids[3], ids[1], ids[2], ids[0]], await IdsAsync(""));
        Assert.Equal([ids[0], ids[1], ids[2], ids[3], ids[4]], await IdsAsync("?sort=createdAt"));
        Assert.Equal([ids[1], ids[2], ids[4], ids[3], ids[0]], await IdsAsync("?sort=-priority"));
        Assert.Equal([ids[0], ids[3], ids[4], ids[1], ids[2]], await IdsAsync("?sort=priority"));
        Assert.Equal([ids[3]], await IdsAsync("?status=closed"));
        Assert.Equal([ids[1]], await IdsAsync($"?priority=urgent&customerId={ada}"));

        var page = await Client.GetFromJsonAsync<JsonElement>($"{Tickets}?customerId={ada}&perPage=3&page=2&sort=createdAt");
        Assert.Equal((1, 2, 3, 4, 2), (page.GetProperty("items").GetArrayLength(), page.GetProperty("page").GetInt32(), page.GetProperty("perPage").GetInt32(), page.GetProperty("total").GetInt32(), page.GetProperty("totalPages").GetInt32()));
        var beyond = await Client.GetFromJsonAsync<JsonElement>($"{Tickets}?page=9");
        Assert.Equal((0, 5), (beyond.GetProperty("items").GetArrayLength(), beyond.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("perPage=101", "perPage")]
    [InlineData("sort=subject", "sort")]
    [InlineData("sort=id;drop", "sort")]
    [InlineData("status=archived", "status")]
    [InlineData("priority=3", "priority")]
    public async Task A_parameter_outside_of_its_values_is_named(string query, string field) =>
        Assert.Equal([field], (await ErrorAsync(await Client.GetAsync($"{Tickets}?{query}"), HttpStatusCode.BadRequest)).Fields);

    private async Task<int[]> IdsAsync(string query) =>
        [.. (await Client.GetFromJsonAsync<JsonElement>(Tickets + query)).GetProperty("items").EnumerateArray().Select(ticket => ticket.GetProperty("id").GetInt32())];
}

public sealed class UnreadableInDevelopmentTests() : Unreadable("Development");

public sealed class UnreadableInProductionTests() : Unreadable("Production");

public abstract class Unreadable(string environment) : Desk(environment)
{
    [Theory]
    [InlineData("/api/v1/tickets", "{ not json")]
    [InlineData("/api/v1/tickets", "")]
    [InlineData("/api/v1/tickets", "null")]
    [InlineData("/api/v1/tickets", "[]")]
    [InlineData("/api/v1/tickets", """{"customerId":"abc","reference":"R","subject":"S","priority":"low"}""")]
    [InlineData("/api/v1/tickets", """{"customerId":1,"reference":7,"subject":"S","priority":"low"}""")]
    [InlineData("/api/v1/customers", "{ not json")]
    [InlineData("/api/v1/customers", """{"name":5}""")]
    public async Task A_body_that_cannot_be_read_is_a_validation_error(string route, string body) =>
        Assert.Equal("VALIDATION_ERROR", (await ErrorAsync(await Client.PostAsync(route, Json(body)), HttpStatusCode.BadRequest)).Code);

    [Theory]
    [InlineData("/api/v1/tickets?page=abc")]
    [InlineData("/api/v1/tickets?customerId=abc")]
    [InlineData("/api/v1/customers?perPage=99999999999")]
    public async Task A_parameter_that_cannot_be_read_is_a_validation_error(string route) =>
        Assert.Equal("VALIDATION_ERROR", (await ErrorAsync(await Client.GetAsync(route), HttpStatusCode.BadRequest)).Code);

    [Theory]
    [InlineData("/api/v1/tickets")]
    [InlineData("/api/v1/customers")]
    public async Task Another_content_type_is_refused(string route) =>
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", (await ErrorAsync(await Client.PostAsync(route, new StringContent("{}", Encoding.UTF8, "text/plain")), HttpStatusCode.UnsupportedMediaType)).Code);

    [Fact]
    public async Task A_patch_of_a_wrong_type_is_a_validation_error()
    {
        var id = (await TicketAsync(await CustomerAsync(), "R")).GetProperty("id").GetInt32();
        var etag = await TagOfAsync(id);
        foreach (var body in new[] { "[]", "{", """{"subject":5}""", """{"tags":"a"}""", """{"tags":[1]}""" })
        {
            Assert.Equal("VALIDATION_ERROR", (await ErrorAsync(await PatchAsync(id, etag, body), HttpStatusCode.BadRequest)).Code);
        }
    }
}
