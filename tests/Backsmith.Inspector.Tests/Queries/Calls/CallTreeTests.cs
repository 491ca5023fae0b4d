using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries.Calls;

/// <summary>Calls are followed through interfaces to what is registered, and back to the endpoints that start them.</summary>
public sealed class CallTreeTests : IDisposable
{
    private readonly QueriedCode _queried = new();

    public CallTreeTests() => _queried.Code
        .File("Core/Orders.cs", """
            namespace Core;

            public interface IOrders { void Place(int id); }

            public interface IRequest<T> { }
            public interface IRequestHandler<TRequest, TResult> { TResult Handle(TRequest request); }
            public interface ISender { TResult Send<TResult>(IRequest<TResult> request); }

            public sealed record CancelOrder(int Id) : IRequest<bool>;

            public sealed class Checkout(IOrders orders)
            {
                public void Pay(int id)
                {
                    orders.Place(id);
                    Log(id);
                    System.Console.WriteLine(Label);
                }

                private static void Log(int id) { if (id > 0) { Log(id - 1); } }

                private static string Label => Text();

                private static string Text() => "";
            }
            """)
        .Project("Core")
        .File("Data/Stores.cs", """
            using Core;

            namespace Data;

            public sealed class SqlOrders : IOrders { public void Place(int id) => Write(); private void Write() { } }
            public sealed class MemoryOrders : IOrders { public void Place(int id) { } }
            public sealed class CancelHandler(Checkout checkout) : IRequestHandler<CancelOrder, bool> { public bool Handle(CancelOrder request) { checkout.Pay(request.Id); return true; } }
            """)
        .Project("Data", references: ["Core"])
        .File("Web/Program.cs", """
            using Core;
            using Data;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Routing;
            using Microsoft.Extensions.DependencyInjection;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddScoped<IOrders, SqlOrders>();
            var app = builder.Build();
            var api = app.MapGroup("/api");
            api.MapGroup("orders").MapPost("{id}/pay", (int id, Checkout checkout) => checkout.Pay(id)).RequireAuthorization();
            app.MapShop();
            app.Run();

            public static class Shop
            {
                public static void MapShop(this IEndpointRouteBuilder routes) => routes.MapGroup("shop").MapGet("/pay", PayOne);
                private static void PayOne(Checkout checkout) => checkout.Pay(1);
            }

            [ApiController, Route("v1/[controller]")]
            public class PaymentsController(Checkout checkout, ISender sender) : ControllerBase
            {
                [HttpPut("{id:int}")]
                public void Pay(int id) => checkout.Pay(id);

                [HttpDelete("/orders/{id}")]
                public bool Cancel(int id) => sender.Send(new CancelOrder(id));
            }
            """)
        .Project("Web", references: ["Core", "Data"], arguments: ["/target:exe"])
        .File("Tests/PayTests.cs", "public class PayTests { public void Pays() { System.Action<int> pay = new Core.Checkout(null!).Pay; pay(1); } class FakeOrders : Core.IOrders { public void Place(int id) { } } }\n")
        .Project("Tests", references: ["Core"], test: true);

    public void Dispose() => _queried.Dispose();

    [Fact]
    public async Task Callers_lead_to_endpoints_with_their_routes()
    {
        var answer = await AskAsync("Checkout.Pay", CallDirection.Callers);
        answer.Root.Name.ShouldBe("Core.Checkout.Pay(int)");
        (answer.Root.Path, answer.Root.Line, answer.More).ShouldBe(("Core/Orders.cs", 13, 0));
        answer.Root.Calls.Select(call => $"{call.Name} | {call.Endpoint?.Route} | {call.Endpoint?.Callers} | {call.Way}").ShouldBe(
        [
            "Data.CancelHandler.Handle(CancelOrder) |  |  | Direct",
            "PayTests.Pays() |  |  | HandedOn",
            "POST /api/orders/{id}/pay | POST /api/orders/{id}/pay | SignedIn | Direct",
            "Shop.PayOne(Checkout) | GET /shop/pay | Everybody | Direct",
            "PaymentsController.Pay(int) | PUT /v1/Payments/{id:int} | Everybody | Direct",
        ]);
        answer.Root.Calls[2].Sites.ShouldBe([new CallSite("Web/Program.cs", 12, "api.MapGroup(\"orders\").MapPost(\"{id}/pay\", (int id, Checkout checkout) => checkout.Pay(id)).RequireAuthorization();")]);
    }

    [Fact]
    public async Task A_handler_is_called_by_who_sends_its_message() =>
        (await AskAsync("CancelHandler.Handle", CallDirection.Callers)).Root.Calls.Select(call => $"{call.Name} | {call.Endpoint?.Route} | {call.Way}")
            .ShouldBe(["PaymentsController.Cancel(int) | DELETE /orders/{id} | Message"]);

    [Fact]
    public async Task An_implementation_is_called_through_its_interface() =>
        (await AskAsync("SqlOrders.Place", CallDirection.Callers, depth: 2)).Root.Calls.Select(call => $"{call.Name} {call.Way} {call.Calls.Count}").ShouldBe(["Core.Checkout.Pay(int) Interface 5"]);

    [Fact]
    public async Task Callees_are_what_is_registered_first_and_fakes_of_tests_are_none()
    {
        var pay = (await AskAsync("Checkout.Pay", CallDirection.Callees, depth: 2)).Root;
        pay.Calls.Select(call => $"{call.Name} {call.Way} {call.Registered} {call.State}").ShouldBe(
        [
            "Data.SqlOrders.Place(int) Interface True Whole",
            "Data.MemoryOrders.Place(int) Interface False Whole",
            "Core.Checkout.Log(int) Direct  Whole",
            "Core.Checkout.Label Direct  Whole",
            "System.Console.WriteLine(string?) Direct  External",
        ], ignoreOrder: false, customMessage: string.Join('\n', pay.Calls.Select(call => $"{call.Name} {call.Way} {call.Registered} {call.State}")));
        pay.Calls[0].Calls.ShouldHaveSingleItem().Name.ShouldBe("Data.SqlOrders.Write()");
        pay.Calls[2].Calls.ShouldHaveSingleItem().State.ShouldBe(CallNodeState.Repeated);
    }

    [Fact]
    public async Task An_endpoint_that_sends_a_message_runs_its_handler() =>
        (await AskAsync("PaymentsController.Cancel", CallDirection.Callees)).Root.Calls.Select(call => $"{call.Name} {call.Way}").ShouldContain("Data.CancelHandler.Handle(CancelOrder) Message");

    [Fact]
    public async Task What_is_left_out_is_counted()
    {
        var cut = await _queried.AskAsync<CodeAnswer.CallGraph>(new CodeQuery.CallGraph(new SymbolName("Checkout.Pay"), CallDirection.Callers, 1, 3));
        (cut.Root.Calls.Count, cut.More, cut.Root.State).ShouldBe((2, 3, CallNodeState.Cut));
    }

    [Fact]
    public async Task An_edit_is_seen()
    {
        _queried.Code.File("Data/Data.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        (await AskAsync("MemoryOrders.Place", CallDirection.Callers)).Root.Calls.Select(call => call.Name).ShouldBe(["Core.Checkout.Pay(int)"]);
        _queried.Code.File("Data/Less.cs", "class Less { void M() => new Data.MemoryOrders().Place(2); }\n");
        (await AskAsync("MemoryOrders.Place", CallDirection.Callers)).Root.Calls.Select(call => call.Name).ShouldBe(["Core.Checkout.Pay(int)", "Less.M()"]);
    }

    [Theory]
    [InlineData("Checkout", CallDirection.Callers, 1, "is a type", "Core.Checkout.Pay(int)")]
    [InlineData("Checkout.Pya", CallDirection.Callers, 1, "have anything called", "Core.Checkout.Pay(int)")]
    [InlineData("Checkout.Pay", CallDirection.Callers, 5, "a depth of 1 to 4", null)]
    [InlineData("System.Console.Beep", CallDirection.Callees, 1, "is not in source", null)]
    public async Task A_wrong_question_is_answered_with_what_would_be_right(string name, CallDirection direction, int depth, string reason, string? nearest)
    {
        var answer = await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.CallGraph(new SymbolName(name), direction, depth));
        answer.Reason.ShouldContain(reason);
        if (nearest is not null)
        {
            answer.Nearest.ShouldContain(nearest);
        }
    }

    private Task<CodeAnswer.CallGraph> AskAsync(string name, CallDirection direction, int depth = 1) => _queried.AskAsync<CodeAnswer.CallGraph>(new CodeQuery.CallGraph(new SymbolName(name), direction, depth));
}
