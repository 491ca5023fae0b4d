using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>Uses are found by meaning, grouped by where they stand, and told apart.</summary>
public sealed class ReferenceSearchTests : IDisposable
{
    private readonly QueriedCode _queried = new();

    public ReferenceSearchTests() => _queried.Code
        .File("Data/Store.cs", """
            namespace Data;

            public interface IStore
            {
                int Count { get; }
                void Save(string text);
            }

            public abstract class StoreBase
            {
                protected int _count;
                public abstract void Clear();
            }

            public sealed class Store : StoreBase, IStore
            {
                public int Count => _count;
                public void Save(string text) => _count++;
                public void Save(string text, int times) { Save(text); _count = times; _count += 1; }
                public override void Clear() => _count = 0;
            }
            """)
        .Project("Data")
        .File("App/Shop.cs", """
            using Data;

            namespace App;

            /// <summary>Uses <see cref="Store"/>.</summary>
            public class Shop(IStore store)
            {
                private readonly Store _own = new();

                public void Open()
                {
                    store.Save("Save");
                    new[] { "a" }.ToList().ForEach(store.Save);
                    Store other = new Store(), third = _own;
                    var name = nameof(Store.Clear);
                    int Count = store.Count;
                    System.Console.WriteLine(Count);
                }

                private string Save => "";
            }
            """)
        .File("App/Usings.cs", "global using System.Linq;\n")
        .Project("App", references: ["Data"]);

    public void Dispose() => _queried.Dispose();

    [Fact]
    public async Task Calls_through_an_interface_count_and_names_that_are_only_alike_do_not()
    {
        var answer = await AskAsync("IStore.Save");
        answer.Symbol.Name.ShouldBe("Data.IStore.Save(string)");
        Lines(answer).ShouldBe(
        [
            "App/Shop.cs App.Shop.Open() 12 Call store.Save(\"Save\");",
            "App/Shop.cs App.Shop.Open() 13 Pass new[] { \"a\" }.ToList().ForEach(store.Save);",
            "Data/Store.cs Data.Store.Save(string) 18 Implement public void Save(string text) => _count++;",
            "Data/Store.cs Data.Store.Save(string, int) 19 Call public void Save(string text, int times) { Save(text); _count = times; _count += 1; }",
        ]);
    }

    [Fact]
    public async Task Reads_and_writes_are_told_apart() =>
        Uses(await AskAsync("StoreBase._count")).ShouldBe(["17 Read", "18 ReadWrite", "19 Write", "19 ReadWrite", "20 Write"]);

    [Fact]
    public async Task Uses_of_a_type_say_what_it_is_used_for() =>
        Uses(await AskAsync("Data.Store")).ShouldBe(["5 Name", "8 Type", "8 Create", "14 Type", "14 Create", "15 Name"]);

    [Fact]
    public async Task Deriving_implementing_and_overriding_are_uses()
    {
        Uses(await AskAsync("StoreBase")).ShouldBe(["15 Derive"]);
        Uses(await AskAsync("IStore")).ShouldBe(["6 Type", "15 Implement"]);
        Uses(await AskAsync("StoreBase.Clear")).ShouldBe(["15 Name", "20 Override"]);
    }

    [Fact]
    public async Task A_place_names_a_symbol_where_it_is_used_as_well_as_where_it_is_declared()
    {
        (await AskAsync(new SymbolName("Save", "App/Shop.cs", 12))).Symbol.Name.ShouldBe("Data.IStore.Save(string)");
        (await AskAsync(new SymbolName("Save", "Data/Store.cs", 6))).Symbol.Name.ShouldBe("Data.IStore.Save(string)");
        var local = await AskAsync(new SymbolName("Count", "App/Shop.cs", 17));
        (local.Symbol.Kind, local.Symbol.Signature).ShouldBe((CodeSymbolKind.Local, "int Count"));
        Uses(local).ShouldBe(["17 Read"]);
        (await AskAsync(new SymbolName("Save", "App/Shop.cs"))).Symbol.Name.ShouldBe("App.Shop.Save");
    }

    [Fact]
    public async Task Symbols_of_the_framework_are_followed_into_source()
    {
        var answer = await AskAsync("System.Console.WriteLine");
        answer.Symbol.Assembly.ShouldNotBeNull();
        Uses(answer).ShouldBe(["17 Call"]);
    }

    [Fact]
    public async Task What_is_left_out_is_counted()
    {
        var answer = await _queried.AskAsync<CodeAnswer.References>(new CodeQuery.References(new SymbolName("IStore.Save"), Most: 1));
        (Lines(answer).Count, answer.More).ShouldBe((1, 3));
    }

    [Fact]
    public async Task An_edit_elsewhere_is_seen()
    {
        Uses(await AskAsync("StoreBase.Clear")).ShouldBe(["15 Name", "20 Override"]);
        _queried.Code.File("App/Usings.cs", "global using System.Linq;\nclass More { void M(Data.Store s) => s.Clear(); }\n");
        Uses(await AskAsync("StoreBase.Clear")).ShouldContain("2 Call");
    }

    [Theory]
    [InlineData("Store.Save", null, null, "Several symbols are called 'Store.Save'", "Data.Store.Save(string, int)")]
    [InlineData("Store.Sav", null, null, "have anything called 'Store.Sav'", "Data.IStore.Save(string)")]
    [InlineData("Save", "App/Shop.cs", 10, "'Save' does not stand on line 10", "12: store.Save(\"Save\");")]
    [InlineData("Save", "App/Shop.cs", 99, "App/Shop.cs has no line 99: it has 21.", null)]
    [InlineData("Save", "App/Shop.cs", 0, "App/Shop.cs has no line 0: it has 21.", null)]
    [InlineData("Save", "App/Shops.cs", 1, "There is no C# file 'App/Shops.cs'", "App/Shop.cs")]
    [InlineData("Sav*", null, null, "'Sav*' is a pattern", null)]
    [InlineData("Sale", "App/Shop.cs", null, "App/Shop.cs declares nothing called 'Sale'.", "App.Shop.Save")]
    [InlineData("Save", null, 4, "A line says nothing", null)]
    public async Task A_wrong_question_is_answered_with_what_would_be_right(string name, string? path, int? line, string reason, string? nearest)
    {
        var answer = await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.References(new SymbolName(name, path, line)));
        answer.Reason.ShouldContain(reason);
        if (nearest is not null)
        {
            answer.Nearest.ShouldContain(nearest);
        }
    }

    [Fact]
    public async Task An_overload_is_named_by_the_types_of_its_parameters() =>
        (await AskAsync("Store.Save(string,int)")).Symbol.Name.ShouldBe("Data.Store.Save(string, int)");

    private Task<CodeAnswer.References> AskAsync(string name) => AskAsync(new SymbolName(name));

    private Task<CodeAnswer.References> AskAsync(SymbolName name) => _queried.AskAsync<CodeAnswer.References>(new CodeQuery.References(name));

    private static List<string> Lines(CodeAnswer.References answer) =>
        [.. answer.Files.SelectMany(file => file.Members.SelectMany(member => member.Places.Select(place => $"{file.Path} {member.Name} {place.Line} {place.Use} {place.Text}")))];

    private static List<string> Uses(CodeAnswer.References answer) =>
        [.. answer.Files.SelectMany(file => file.Members.SelectMany(member => member.Places.Select(place => $"{place.Line} {place.Use}")))];
}
