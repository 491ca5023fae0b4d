using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>A file is told by what it declares.</summary>
public sealed class FileOutlineTests : IDisposable
{
    private readonly QueriedCode _queried = new();

    public FileOutlineTests() => _queried.Code.File("Shop/Carts.cs", """
        namespace Shop
        {
            [Route("carts"), ApiController]
            public class Carts
            {
                int a, b;
                public event System.Action? Changed;

                [HttpGet("{id}")]
                public string Get([FromRoute] int id) => "";

                private delegate void Done(int x);
            }
        }
        """).Project("Shop");

    public void Dispose() => _queried.Dispose();

    [Fact]
    public async Task Members_come_in_order_with_signatures_attributes_and_lines()
    {
        var outline = await _queried.AskAsync<CodeAnswer.Outline>(new CodeQuery.Outline("Shop/Carts.cs"));
        outline.Members.Select(member => $"{member.Depth} {member.Kind} {member.Signature} {member.Lines.First}-{member.Lines.Last}").ShouldBe(
        [
            "0 Class public class Carts 3-13",
            "1 Field int a 6-6",
            "1 Field int b 6-6",
            "1 Event public event System.Action? Changed 7-7",
            "1 Method public string Get([FromRoute] int id) 9-10",
            "1 Delegate private delegate void Done(int x) 12-12",
        ]);
        outline.Members[0].Attributes.ShouldBe(["Route(\"carts\")", "ApiController"]);
        outline.Members[4].Attributes.ShouldBe(["HttpGet(\"{id}\")"]);
        (outline.Lines, outline.More).ShouldBe((14, 0));
    }

    [Fact]
    public async Task What_is_left_out_is_counted()
    {
        var outline = await _queried.AskAsync<CodeAnswer.Outline>(new CodeQuery.Outline("Shop/Carts.cs", Most: 2));
        (outline.Members.Count, outline.More).ShouldBe((2, 4));
    }

    [Fact]
    public async Task A_file_that_no_project_compiles_is_outlined_and_that_is_said()
    {
        await _queried.AskAsync<CodeAnswer.Outline>(new CodeQuery.Outline("Shop/Carts.cs"));
        _queried.Code.File("scripts/Tool.cs", "class Tool { }");
        var outline = await _queried.AskAsync<CodeAnswer.Outline>(new CodeQuery.Outline("scripts/Tool.cs"));
        outline.Members.ShouldHaveSingleItem().Signature.ShouldBe("class Tool");
        outline.Notes.ShouldHaveSingleItem().ShouldContain("No project");
    }

    [Theory]
    [InlineData("Carts.cs", "Shop/Carts.cs")]
    [InlineData("shop/Crats.cs", "Shop/Carts.cs")]
    [InlineData("../Shop/Carts.cs", "Shop/Carts.cs")]
    public async Task A_wrong_path_gives_the_right_one(string path, string nearest) =>
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Outline(path))).Nearest.ShouldBe([nearest]);

    [Fact]
    public async Task Something_else_than_code_is_not_outlined() =>
        (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Outline("Shop/appsettings.json"))).Reason.ShouldBe("'Shop/appsettings.json' is no C# file; read it instead.");
}
