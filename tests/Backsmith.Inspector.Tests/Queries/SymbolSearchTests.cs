using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>Declarations are found by what people and models call them.</summary>
public sealed class SymbolSearchTests : IDisposable
{
    private const string Orders = """
        using System.Threading;
        using System.Threading.Tasks;

        namespace Shop.Orders;

        /// <summary>An order that a customer placed; see <see cref="OrderLine"/>.</summary>
        public sealed record Order(int Id, string? Customer = null)
        {
            public const int Most = 10, Fewest = 1;
            public string this[int index] => "";
        }

        public readonly record struct OrderLine(int Number);

        public interface IOrderService<in TKey> where TKey : struct
        {
            Task<Order?> PlaceAsync(TKey key, CancellationToken cancellationToken = default);
        }

        /// <summary>
        /// Takes orders
        /// and keeps them.
        /// </summary>
        [System.Obsolete("old")]
        public abstract class OrderService(string name)
            : IOrderService<int>
        {
            private readonly string _orderName = name;

            protected internal string Name { get => _orderName; private set { } }

            /// <summary></summary>
            public virtual async Task<Order?> PlaceAsync(
                int key, // the key
                CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                return null;
            }

            public static implicit operator string(OrderService service) => service.Name;

            public enum State { Open = 1, Closed }
        }
        """;

    private readonly QueriedCode _queried = new();

    public SymbolSearchTests() => _queried.Code.File("Shop/Orders.cs", Orders).File("Shop/Other.cs", "class OtherSerpent { void PlaceAsync() { } int? order; }\n").Project("Shop");

    public void Dispose() => _queried.Dispose();

    [Theory]
    [InlineData("Order", "Shop.Orders.Order|Shop.Orders.OrderService|OtherSerpent.order")]
    [InlineData("Shop.Orders.OrderService", "Shop.Orders.OrderService")]
    [InlineData("OrderService.PlaceAsync", "Shop.Orders.OrderService.PlaceAsync(int, CancellationToken)")]
    [InlineData("OrderService.PlaceAsync(int, CancellationToken)", "Shop.Orders.OrderService.PlaceAsync(int, CancellationToken)")]
    [InlineData("IOrderService<TKey>.Place*", "Shop.Orders.IOrderService<TKey>.PlaceAsync(TKey, CancellationToken)")]
    [InlineData("*Service", "Shop.Orders.IOrderService<TKey>|Shop.Orders.OrderService")]
    [InlineData("OSer", "Shop.Orders.OrderService|OtherSerpent")]
    [InlineData("OrLi", "Shop.Orders.OrderLine")]
    [InlineData("ON", "Shop.Orders.OrderService._orderName")]
    [InlineData("Order.Customer", "Shop.Orders.Order.Customer")]
    [InlineData("State.Closed", "Shop.Orders.OrderService.State.Closed")]
    [InlineData("Order.Fewest", "Shop.Orders.Order.Fewest")]
    [InlineData("Order.this*", "Shop.Orders.Order.this[int]")]
    public async Task A_pattern_finds(string pattern, string expected)
    {
        var answer = await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols(pattern));
        var names = answer.Found.Select(symbol => symbol.Name).ToList();
        expected.Split('|').ShouldAllBe(name => names.Contains(name), string.Join('|', names));
        names[0].ShouldBe(expected.Split('|')[0]);
        answer.More.ShouldBe(0);
        answer.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Order", "public sealed record Order(int Id, string? Customer = null)", "An order that a customer placed; see OrderLine.")]
    [InlineData("IOrderService", "public interface IOrderService<in TKey> where TKey : struct", null)]
    [InlineData("OrderService", "public abstract class OrderService(string name) : IOrderService<int>", "Takes orders and keeps them.")]
    [InlineData("OrderService.PlaceAsync", "public virtual async Task<Order?> PlaceAsync(int key, CancellationToken cancellationToken = default)", null)]
    [InlineData("OrderService.Name", "protected internal string Name { get; private set; }", null)]
    [InlineData("Order.Customer", "public string? Customer { get; init; }", null)]
    [InlineData("OrderLine.Number", "public int Number { get; init; }", null)]
    [InlineData("Fewest", "public const int Fewest = 1", null)]
    [InlineData("_orderName", "private readonly string _orderName", null)]
    [InlineData("State.Open", "Open = 1", null)]
    [InlineData("Order.this*", "public string this[int index] { get; }", null)]
    [InlineData("operator string", "public static implicit operator string(OrderService service)", null)]
    public async Task A_signature_is_what_stands_in_source(string pattern, string signature, string? summary)
    {
        var symbol = (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols(pattern))).Found[0];
        symbol.Signature.ShouldBe(signature);
        symbol.Summary.ShouldBe(summary);
        symbol.Path.ShouldBe("Shop/Orders.cs");
        symbol.Assembly.ShouldBeNull();
    }

    [Fact]
    public async Task Lines_are_those_of_the_whole_declaration_with_its_attributes() =>
        (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols("OrderService.PlaceAsync"))).Found[0].Lines.ShouldBe(new LineRange(33, 39));

    [Fact]
    public async Task Kinds_narrow_and_what_is_left_out_is_counted()
    {
        (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols("*", [CodeSymbolKind.Enum, CodeSymbolKind.Record]))).Found.Select(symbol => symbol.Kind)
            .ShouldBe([CodeSymbolKind.Record, CodeSymbolKind.Record, CodeSymbolKind.Enum]);
        var cut = await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols("*", [CodeSymbolKind.Enum, CodeSymbolKind.Record], Most: 1));
        (cut.Found.Count, cut.More).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_name_that_is_not_there_gives_the_nearest()
    {
        var answer = await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols("OrdreService"));
        answer.Reason.ShouldContain("OrdreService");
        answer.Nearest[0].ShouldBe("Shop.Orders.OrderService");
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols("OrderService", [CodeSymbolKind.Enum]))).Reason.ShouldEndWith("of kind enum.");
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols(" . "))).Reason.ShouldBe("The pattern is empty.");
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols("Order", Most: 0))).Reason.ShouldContain("1 to 500");
    }

    [Fact]
    public async Task Types_of_the_framework_are_found_with_their_members_when_asked_for()
    {
        await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols("SemaphoreSlim"));
        var type = (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols("SemaphoreSlim", Referenced: true))).Found[0];
        type.Name.ShouldBe("System.Threading.SemaphoreSlim");
        type.Signature.ShouldBe("public class SemaphoreSlim : IDisposable");
        type.Assembly.ShouldNotBeNull().ShouldStartWith("System.");
        type.Members.ShouldContain("public int CurrentCount { get; }");
        type.Members.ShouldContain("public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)");
        type.Members.ShouldContain("public SemaphoreSlim(int initialCount)");
        type.Summary.ShouldNotBeNull().ShouldContain("limits the number of threads");
    }

    [Theory]
    [InlineData("SemaphoreSlim.Release", "System.Threading.SemaphoreSlim.Release(int)")]
    [InlineData("MapGroup", "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGroup(IEndpointRouteBuilder, string)")]
    [InlineData("IEndpointRouteBuilder.MapGroup", "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGroup(IEndpointRouteBuilder, string)")]
    [InlineData("WebApplication.MapGroup", "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGroup(IEndpointRouteBuilder, string)")]
    [InlineData("ControllerBase.Problem", "Microsoft.AspNetCore.Mvc.ControllerBase.Problem(string?, string?, int?, string?, string?)")]
    [InlineData("Controller.Problem", "Microsoft.AspNetCore.Mvc.ControllerBase.Problem(string?, string?, int?, string?, string?)")]
    public async Task Members_and_extension_methods_of_packages_are_found(string pattern, string expected) =>
        (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols(pattern, Referenced: true))).Found.Select(symbol => symbol.Name).ShouldContain(expected);

    [Fact]
    public async Task A_member_that_a_model_made_up_is_not_found() =>
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols("SemaphoreSlim.ReleaseAsync", Referenced: true))).Nearest.ShouldContain(name => name.Contains("SemaphoreSlim.Release", StringComparison.Ordinal));

    [Fact]
    public async Task Missing_packages_are_said_where_they_weaken_the_answer()
    {
        _queried.Code.With(project => project with { MissingPackages = [new UnresolvedPackage("Acme.Queue", "2.1.0", "NU1101")] });
        (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols("Order"))).Notes.ShouldBeEmpty();
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Symbols("QueueClient", Referenced: true))).Notes.ShouldHaveSingleItem().ShouldContain("Acme.Queue 2.1.0");
    }
}
