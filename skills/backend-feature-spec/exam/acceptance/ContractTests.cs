using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Acceptance;

/// <summary>The OpenAPI file beside the running application, whose conventions it has to follow.</summary>
public sealed class ContractTests : IDisposable
{
    private const string All = "/api/v1/reservations";
    private const string One = "/api/v1/reservations/{id}";

    private readonly WebApplicationFactory<Program> _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void It_is_OpenApi_3_1_with_the_four_operations()
    {
        Assert.StartsWith("3.1", Specification.OpenApi.GetProperty("openapi").GetString());
        Assert.Equal([$"delete {One}", $"get {All}", $"get {One}", $"post {All}"], Specification.Operations.Select(operation => $"{operation.Method} {operation.Path}").Order());
        Assert.All(Specification.Operations, operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Operation.GetProperty("operationId").GetString()));
            Assert.False(string.IsNullOrWhiteSpace(operation.Operation.GetProperty("summary").GetString()));
            Assert.True(operation.Operation.TryGetProperty("security", out var own) ? own.GetArrayLength() > 0 : Specification.OpenApi.GetProperty("security").GetArrayLength() > 0);
        });
        Assert.Equal(4, Specification.Operations.Select(operation => operation.Operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("post", All, "201 400 401 404 409")]
    [InlineData("get", All, "200 400 401")]
    [InlineData("get", One, "200 401 404")]
    [InlineData("delete", One, "204 401 404 409")]
    public void Every_answer_is_there(string method, string path, string expected)
    {
        var answers = Specification.Operation(method, path).GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Where(name => name is not ("403" or "429" or "500" or "503" or "default"));

        Assert.Equal(expected.Split(' '), answers.Order());
    }

    [Fact]
    public void Creating_says_where_and_deleting_has_no_body()
    {
        var created = Specification.Resolve(Specification.Operation("post", All).GetProperty("responses").GetProperty("201"));
        Assert.True(created.GetProperty("headers").TryGetProperty("Location", out _));
        Assert.Null(Specification.Media(Specification.Operation("delete", One).GetProperty("responses").GetProperty("204")));
    }

    [Fact]
    public async Task Errors_have_the_body_that_the_api_gives()
    {
        var given = await _app.CreateClient().GetAsync("/api/v1/loans");
        var error = JsonDocument.Parse(await given.Content.ReadAsStringAsync()).RootElement;

        foreach (var (operation, status, response) in Answers().Where(answer => answer.Status.StartsWith('4')))
        {
            var schema = Specification.Schema(response);
            Assert.Equal(Names(error), Properties(schema));
            Assert.Equal(Names(error.GetProperty("error")), Properties(Specification.Resolve(schema.GetProperty("properties").GetProperty("error"))));
            var examples = Specification.Examples(response);
            Assert.True(examples.Count > 0, $"{operation} {status} has no example.");
            Assert.All(examples, example => Assert.Equal(Names(error.GetProperty("error")), Names(example.GetProperty("error"))));
        }
    }

    [Fact]
    public void Codes_of_examples_are_those_of_the_criteria()
    {
        var given = Answers().Where(answer => answer.Status.StartsWith('4')).SelectMany(answer => Specification.Examples(answer.Response).Select(example => (answer.Status, Code: example.GetProperty("error").GetProperty("code").GetString()!))).ToList();

        Assert.All(given, one => Assert.Contains(Specification.Criteria, criterion => criterion.Text.Contains(one.Code) && criterion.Text.Contains(one.Status)));
        string[] decided = ["409 book_available", "409 already_reserved", "409 book_lent_to_you", "409 too_many_reservations", "409 reservation_closed", "401 sign_in_needed", "400 validation_failed", "404 book_not_found", "404 reservation_not_found"];
        Assert.All(decided, code => Assert.Contains(code, given.Select(one => $"{one.Status} {one.Code}")));
    }

    [Fact]
    public async Task A_list_is_a_page_as_everywhere()
    {
        var given = await _app.CreateClient().GetFromJsonAsync<JsonElement>("/api/v1/books");
        var operation = Specification.Operation("get", All);
        var page = Specification.Schema(operation.GetProperty("responses").GetProperty("200"));
        Assert.Equal(Names(given), Properties(page));
        Assert.Equal("array", Specification.Resolve(page.GetProperty("properties").GetProperty("data")).GetProperty("type").GetString());

        var parameters = operation.GetProperty("parameters").EnumerateArray().Select(Specification.Resolve).ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => Specification.Resolve(parameter.GetProperty("schema")));
        Assert.Equal((1, 100), (parameters["perPage"].GetProperty("minimum").GetInt32(), parameters["perPage"].GetProperty("maximum").GetInt32()));
        Assert.Equal(given.GetProperty("perPage").GetInt32(), parameters["perPage"].GetProperty("default").GetInt32());
        Assert.Equal(1, parameters["page"].GetProperty("minimum").GetInt32());
    }

    [Fact]
    public async Task Ids_and_names_are_as_everywhere()
    {
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.Add("X-Member", "mb_ada");
        var book = (await client.GetFromJsonAsync<JsonElement>("/api/v1/books")).GetProperty("data")[0].GetProperty("id").GetString()!;
        var loan = await (await client.PostAsJsonAsync("/api/v1/loans", new { bookId = book })).Content.ReadFromJsonAsync<JsonElement>();
        var create = Specification.Operation("post", All);
        var request = Specification.Resolve(Specification.Resolve(create.GetProperty("requestBody")).GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        Assert.Equal(["bookId"], Properties(request));
        Assert.Equal(["bookId"], request.GetProperty("required").EnumerateArray().Select(name => name.GetString()));

        var example = Specification.Examples(create.GetProperty("responses").GetProperty("201"))[0];
        Assert.Matches("^" + Regex.Replace(loan.GetProperty("id").GetString()!, "^ln_[0-9a-f]+$", "rs_[0-9a-f]{12}") + "$", example.GetProperty("id").GetString());
        Assert.Matches("^bk_[0-9a-f]{12}$", example.GetProperty("bookId").GetString());
        Assert.StartsWith("mb_", example.GetProperty("memberId").GetString());
        Assert.Contains(example.EnumerateObject(), field => field.Name.EndsWith("At", StringComparison.Ordinal) && field.Value.ValueKind == JsonValueKind.String && field.Value.TryGetDateTimeOffset(out _));
        var view = Specification.Schema(create.GetProperty("responses").GetProperty("201"));
        Assert.All(Properties(view), name => Assert.Matches("^[a-z][A-Za-z0-9]*$", name));
        var states = Specification.Resolve(view.GetProperty("properties").GetProperty(Properties(view).Single(name => name is "state" or "status")));
        Assert.Equal(["cancelled", "collected", "expired", "ready", "waiting"], states.GetProperty("enum").EnumerateArray().Select(state => state.GetString()).Order());
    }

    private static IEnumerable<(string Operation, string Status, JsonElement Response)> Answers() =>
        from operation in Specification.Operations
        from answer in operation.Operation.GetProperty("responses").EnumerateObject()
        select ($"{operation.Method} {operation.Path}", answer.Name, answer.Value);

    private static IReadOnlyList<string> Names(JsonElement value) => [.. value.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Properties(JsonElement schema) => [.. schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)];
}
