using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>An expression is told as the compiler understands it.</summary>
public sealed class ExpressionTypesTests : IDisposable
{
    private readonly QueriedCode _queried = new();

    public ExpressionTypesTests() => _queried.Code.File("App/Shop.cs", """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        namespace App;

        public class Shop(List<string?> names)
        {
            private const int Most = 4 + 3;

            public async Task<int> CountAsync(string? name)
            {
                var first = names.FirstOrDefault(n => n == name);
                long total = names.Count + names.Count;
                if (name is null) { return 0; }
                name.Trim();
                var lengths = names
                    .Where(n => n != null)
                    .Select(n => n!.Length);
                await Task.Delay(Most);
                return Missing.Call(total) + Max("a");
            }

            private static int Max(int a) => a;
        }
        """).Project("App");

    public void Dispose() => _queried.Dispose();

    [Theory]
    [InlineData(13, "first", "string?", NullState.Unknown)]
    [InlineData(13, "var", "string?", NullState.MaybeNull)]
    [InlineData(13, "names", "System.Collections.Generic.List<string?>", NullState.NotNull)]
    [InlineData(13, "names.FirstOrDefault( n=>n == name )", "string?", NullState.MaybeNull)]
    [InlineData(15, "name", "string?", NullState.MaybeNull)]
    [InlineData(16, "name", "string", NullState.NotNull)]
    [InlineData(16, "name.Trim", "string", NullState.Unknown)]
    [InlineData(18, ".Where(n => n != null)", "System.Collections.Generic.IEnumerable<string?>", NullState.NotNull)]
    [InlineData(19, ".Select(n => n!.Length)", "System.Collections.Generic.IEnumerable<int>", NullState.NotNull)]
    [InlineData(20, "await Task.Delay(Most)", "void", NullState.NotNull)]
    [InlineData(11, "CountAsync", "System.Threading.Tasks.Task<int>", NullState.Unknown)]
    public async Task A_type_has_its_full_name_and_its_nullability(int line, string text, string type, NullState state)
    {
        var expression = (await AskAsync(line, text)).Expressions.ShouldHaveSingleItem();
        (expression.Type, expression.Null).ShouldBe((type, state));
    }

    [Fact]
    public async Task A_call_names_the_overload_it_runs()
    {
        var call = (await AskAsync(16, "name.Trim()")).Expressions.ShouldHaveSingleItem();
        call.Symbol.ShouldNotBeNull().Signature.ShouldBe("public string Trim()");
        (await AskAsync(20, "Most")).Expressions[0].Symbol.ShouldNotBeNull().Path.ShouldBe("App/Shop.cs");
    }

    [Fact]
    public async Task Constants_have_their_value_and_conversions_their_type()
    {
        (await AskAsync(20, "Most")).Expressions[0].Constant.ShouldBe("7");
        (await AskAsync(21, "\"a\"")).Expressions[0].Constant.ShouldBe("\"a\"");
        var sum = (await AskAsync(14, "names.Count + names.Count")).Expressions.ShouldHaveSingleItem();
        (sum.Type, sum.Converted).ShouldBe(("int", "long"));
    }

    [Fact]
    public async Task A_declared_name_is_told_by_itself_and_not_with_its_body()
    {
        var method = (await AskAsync(11, "CountAsync")).Expressions.ShouldHaveSingleItem();
        (method.Text, method.Line, method.Column).ShouldBe(("CountAsync", 11, 28));
    }

    [Fact]
    public async Task A_text_that_stands_twice_is_told_twice() =>
        (await AskAsync(14, "names.Count")).Expressions.Select(expression => expression.Column).ShouldBe([22, 36]);

    [Fact]
    public async Task Members_are_those_that_can_be_used_there()
    {
        var like = (await AskAsync(13, "names", "First*")).Expressions[0];
        like.Members.ShouldContain("public static string? FirstOrDefault<string>(this IEnumerable<string> source)");
        var all = (await _queried.AskAsync<CodeAnswer.TypeOf>(new CodeQuery.TypeOf("App/Shop.cs", 13, "names", "*", Most: 5))).Expressions[0];
        (all.Members.Count, all.MoreMembers > 50).ShouldBe((5, true));
        (await AskAsync(13, "names", "Nonsense")).Expressions[0].Members.ShouldBeEmpty();
        (await AskAsync(20, "Task", "Delay")).Expressions[0].Members.ShouldContain("public static Task Delay(int millisecondsDelay)");
    }

    [Fact]
    public async Task What_cannot_be_bound_has_no_type_and_its_candidates()
    {
        var missing = (await AskAsync(21, "Missing")).Expressions.ShouldHaveSingleItem();
        (missing.Type, missing.Symbol).ShouldBe((null, null));
        (await AskAsync(21, "Max(\"a\")")).Expressions.ShouldHaveSingleItem().Candidates.ShouldBe(["private static int Max(int a)"]);
    }

    [Theory]
    [InlineData(13, "total", "No expression on line 13", "14: long total = names.Count + names.Count;")]
    [InlineData(13, "nothing", "No expression on line 13", "names.FirstOrDefault(n => n == name)")]
    [InlineData(400, "name", "App/Shop.cs has no line 400: it has 25.", null)]
    [InlineData(13, " ", "The text is empty.", null)]
    public async Task A_wrong_question_is_answered_with_what_would_be_right(int line, string text, string reason, string? nearest)
    {
        var answer = await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.TypeOf("App/Shop.cs", line, text));
        answer.Reason.ShouldContain(reason);
        if (nearest is not null)
        {
            answer.Nearest.ShouldContain(nearest);
        }
    }

    private Task<CodeAnswer.TypeOf> AskAsync(int line, string text, string? members = null) => _queried.AskAsync<CodeAnswer.TypeOf>(new CodeQuery.TypeOf("App/Shop.cs", line, text, members));
}
