using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Library.Events;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Acceptance;

public sealed class LibraryTests : IDisposable
{
    private WebApplicationFactory<Program> _factory = new();

    [Fact]
    public async Task Routes_answer_as_before()
    {
        var client = _factory.CreateClient();
        var made = await client.PostAsJsonAsync("/api/v1/books", new { title = " Emma ", copies = 2 });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.EndsWith("/api/v1/books/1", made.Headers.Location!.ToString());
        var loan = await client.PostAsJsonAsync("/api/v1/loans", new { bookId = 1, member = " ada " });
        Assert.Equal(HttpStatusCode.Created, loan.StatusCode);
        var lent = await loan.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, "ada", false), (lent.GetProperty("bookId").GetInt32(), lent.GetProperty("member").GetString(), lent.GetProperty("returned").GetBoolean()));
        var reservation = await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 1, member = "eve" });
        Assert.Equal(HttpStatusCode.Created, reservation.StatusCode);

        var book = await client.GetFromJsonAsync<JsonElement>("/api/v1/books/1");
        Assert.Equal(("Emma", 2, 1, 1, false), (book.GetProperty("title").GetString(), book.GetProperty("copies").GetInt32(), book.GetProperty("available").GetInt32(), book.GetProperty("waiting").GetInt32(), book.GetProperty("retired").GetBoolean()));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"{loan.Headers.Location}/return", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"{loan.Headers.Location}/return", null)).StatusCode);
        Assert.Equal("ready", await StatusAsync(client, reservation));
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/books?perPage=1");
        Assert.Equal((1, 1, 2, 0), (list.GetProperty("total").GetInt32(), list.GetProperty("items").GetArrayLength(), list.GetProperty("items")[0].GetProperty("available").GetInt32(), list.GetProperty("items")[0].GetProperty("waiting").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/books?perPage=101")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/books/9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/reservations/99")).StatusCode);
        Assert.Equal(["bookId", "member"], await FieldsAsync(await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 9 })));
    }

    [Fact]
    public async Task Copies_are_not_lent_twice_by_parallel_requests()
    {
        var client = _factory.CreateClient();
        for (var book = 1; book <= 5; book++)
        {
            await client.PostAsJsonAsync("/api/v1/books", new { title = "Emma", copies = 3 });
            var id = book;
            var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => client.PostAsJsonAsync("/api/v1/loans", new { bookId = id, member = "ada" }))));
            Assert.Equal((3, 21), (answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict)));
            Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>($"/api/v1/books/{id}")).GetProperty("available").GetInt32());
        }
    }

    [Fact]
    public async Task A_loan_is_returned_once_by_parallel_requests()
    {
        var client = _factory.CreateClient();
        await client.PostAsJsonAsync("/api/v1/books", new { title = "Emma", copies = 5 });
        var loan = await client.PostAsJsonAsync("/api/v1/loans", new { bookId = 1, member = "ada" });
        var first = await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 1, member = "eve" });
        var second = await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 1, member = "bea" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => client.PostAsync($"{loan.Headers.Location}/return", null))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(5, (await client.GetFromJsonAsync<JsonElement>("/api/v1/books/1")).GetProperty("available").GetInt32());
        Assert.Equal(("ready", "waiting"), (await StatusAsync(client, first), await StatusAsync(client, second)));
    }

    [Fact]
    public async Task A_retired_book_is_not_lent_any_more()
    {
        var client = _factory.CreateClient();
        await client.PostAsJsonAsync("/api/v1/books", new { title = "Emma", copies = 1 });
        await client.PostAsJsonAsync("/api/v1/books", new { title = "Persuasion", copies = 1 });
        var loan = await client.PostAsJsonAsync("/api/v1/loans", new { bookId = 1, member = "ada" });
        var waiting = await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 1, member = "eve" });
        var other = await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 2, member = "eve" });

        Assert.Equal(HttpStatusCode.NoContent, (await RetireAsync(client, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await RetireAsync(client, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await RetireAsync(client, 9)).StatusCode);

        Assert.Equal(("cancelled", "waiting"), (await StatusAsync(client, waiting), await StatusAsync(client, other)));
        foreach (var route in new[] { "/api/v1/loans", "/api/v1/reservations" })
        {
            var refused = await client.PostAsJsonAsync(route, new { bookId = 1, member = "bea" });
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("BOOK_RETIRED", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString());
        }

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"{loan.Headers.Location}/return", null)).StatusCode);
        var book = await client.GetFromJsonAsync<JsonElement>("/api/v1/books/1");
        Assert.Equal((true, 1, 0), (book.GetProperty("retired").GetBoolean(), book.GetProperty("available").GetInt32(), book.GetProperty("waiting").GetInt32()));
    }

    [Fact]
    public async Task A_list_asks_for_its_figures_once()
    {
        var contract = Uses.Application.Single(type => type.FullName == "Library.Catalogue.Contracts.ILoanFigures");
        var proxy = (Counting)typeof(DispatchProxy).GetMethods().Single(method => method is { Name: "Create", IsGenericMethod: true })
            .MakeGenericMethod(contract, typeof(Counting)).Invoke(null, null)!;
        _factory = _factory.WithWebHostBuilder(host => host.ConfigureTestServices(services =>
        {
            var registered = services.Last(service => service.ServiceType == contract);
            services.Add(new ServiceDescriptor(contract, provider =>
            {
                proxy.Inner = registered.ImplementationFactory?.Invoke(provider) ?? registered.ImplementationInstance ?? ActivatorUtilities.GetServiceOrCreateInstance(provider, registered.ImplementationType!);
                return proxy;
            }, registered.Lifetime));
        }));
        var client = _factory.CreateClient();
        for (var number = 0; number < 10; number++)
        {
            await client.PostAsJsonAsync("/api/v1/books", new { title = "Emma", copies = 1 });
        }

        proxy.Calls = 0;
        Assert.Equal(10, (await client.GetFromJsonAsync<JsonElement>("/api/v1/books")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, proxy.Calls);
    }

    [Fact]
    public async Task A_failing_handler_is_run_again_and_nobody_else()
    {
        var failing = new Handler(3);
        var good = new Handler(0);
        var bus = Bus(failing, good);
        using var gone = new CancellationTokenSource();
        await bus.PublishAsync(new Happened(7), gone.Token);
        Assert.Equal((1, 1), (failing.Calls.Count, good.Calls.Count));
        await bus.RedeliverAsync(CancellationToken.None);
        await bus.RedeliverAsync(CancellationToken.None);
        Assert.Equal((3, 1), (failing.Calls.Count, good.Calls.Count));
        await bus.RedeliverAsync(CancellationToken.None);
        await bus.RedeliverAsync(CancellationToken.None);
        Assert.Equal((4, 1), (failing.Calls.Count, good.Calls.Count));
        Assert.All(failing.Calls, happened => Assert.Equal(7, happened.Number));
    }

    [Fact]
    public async Task A_handler_is_given_up_after_five_attempts()
    {
        var failing = new Handler(100);
        var bus = Bus(failing);
        await bus.PublishAsync(new Happened(1), CancellationToken.None);
        for (var number = 0; number < 8; number++)
        {
            await bus.RedeliverAsync(CancellationToken.None);
        }

        Assert.Equal(5, failing.Calls.Count);
    }

    [Fact]
    public async Task A_request_that_is_gone_does_not_stop_the_handlers()
    {
        var handler = new Handler(0);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Bus(handler).PublishAsync(new Happened(1), gone.Token);
        Assert.Single(handler.Calls);
    }

    public void Dispose() => _factory.Dispose();

    private EventBus Bus(params Handler[] handlers)
    {
        _factory = _factory.WithWebHostBuilder(host => host.ConfigureTestServices(services =>
        {
            // A worker that redelivers in the background would be counted here.
            foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(Program).Assembly).ToList())
            {
                services.Remove(worker);
            }

            foreach (var handler in handlers)
            {
                services.AddSingleton<IEventHandler<Happened>>(handler);
            }
        }));
        return _factory.Services.GetRequiredService<EventBus>();
    }

    private static Task<HttpResponseMessage> RetireAsync(HttpClient client, int id) => client.PostAsync($"/api/v1/books/{id}/retirement", null);

    private static async Task<string?> StatusAsync(HttpClient client, HttpResponseMessage reservation) =>
        (await client.GetFromJsonAsync<JsonElement>(reservation.Headers.Location)).GetProperty("status").GetString();

    private static async Task<IEnumerable<string?>> FieldsAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString());

    public sealed record Happened(int Number);

    private sealed class Handler(int failures) : IEventHandler<Happened>
    {
        public ConcurrentQueue<Happened> Calls { get; } = new();

        public Task HandleAsync(Happened happened, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Calls.Enqueue(happened);
            return Calls.Count <= failures ? throw new InvalidOperationException("This handler fails.") : Task.CompletedTask;
        }
    }

    public class Counting : DispatchProxy
    {
        public object? Inner { get; set; }

        public int Calls { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls++;
            return targetMethod!.Invoke(Inner, args);
        }
    }
}
