using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>Answers speak of the files as they stand on disk.</summary>
public sealed class LiveCodeTests : IDisposable
{
    private const string Sdk = "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>";

    private readonly QueriedCode _queried = new();

    public LiveCodeTests() => _queried.Code.File("Shop/Shop.csproj", Sdk).File("Shop/A.cs", "class Apple { }\n").File("Shop/B.cs", "class Berry { }\n").Project("Shop");

    public void Dispose() => _queried.Dispose();

    [Fact]
    public async Task An_edit_is_seen_also_one_of_the_same_length_and_time()
    {
        (await NamesAsync()).ShouldBe(["Apple", "Berry"]);
        _queried.Code.File("Shop/A.cs", "class Pear { }\n");
        (await NamesAsync()).ShouldBe(["Pear", "Berry"]);
        var written = File.GetLastWriteTimeUtc(_queried.Code.At("Shop/A.cs"));
        _queried.Code.File("Shop/A.cs", "class Plum { }\n");
        File.SetLastWriteTimeUtc(_queried.Code.At("Shop/A.cs"), written);
        (await NamesAsync()).ShouldBe(["Plum", "Berry"]);
        _queried.Collections.ShouldBe(1);
    }

    [Fact]
    public async Task Files_that_come_and_go_are_taken_in_and_out()
    {
        await NamesAsync();
        _queried.Code.File("Shop/Deep/C.cs", "class Cherry { }\n").File("Shop/.hidden/D.cs", "class Date { }\n").File("Else/E.cs", "class Elder { }\n").File("Shop/obj/F.cs", "class Fig { }\n");
        File.Delete(_queried.Code.At("Shop/B.cs"));
        (await NamesAsync()).ShouldBe(["Apple", "Cherry"]);
        _queried.Code.File("Shop/B.cs", "class Banana { }\n");
        (await NamesAsync()).ShouldBe(["Apple", "Banana", "Cherry"], ignoreOrder: true);
        _queried.Collections.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_came_and_was_edited_is_as_edited()
    {
        await NamesAsync();
        _queried.Code.File("Shop/C.cs", "class Cherry { }\n");
        await NamesAsync();
        _queried.Code.File("Shop/C.cs", "class Currant { }\n");
        (await NamesAsync()).ShouldBe(["Apple", "Berry", "Currant"]);
        File.Delete(_queried.Code.At("Shop/C.cs"));
        (await NamesAsync()).ShouldBe(["Apple", "Berry"]);
    }

    [Theory]
    [InlineData("Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup></PropertyGroup></Project>")]
    [InlineData("Directory.Build.props", "<Project></Project>")]
    [InlineData("Directory.Packages.props", "<Project></Project>")]
    [InlineData(".editorconfig", "root = true")]
    [InlineData("New/New.csproj", Sdk)]
    public async Task What_only_MSBuild_can_tell_is_collected_anew(string path, string text)
    {
        await NamesAsync();
        _queried.Code.File(path, text);
        (await _queried.OnceAsync(new CodeQuery.Symbols("*"))).Stale.ShouldBe($"{path} decides what is compiled and has changed.");
        (await NamesAsync()).ShouldBe(["Apple", "Berry"]);
        _queried.Collections.ShouldBe(2);
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><Compile Remove=\"Old/**\" /></ItemGroup></Project>")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup></Project>")]
    public async Task A_file_that_comes_where_a_project_has_globs_of_its_own_is_left_to_MSBuild(string project)
    {
        _queried.Code.File("Shop/Shop.csproj", project);
        await NamesAsync();
        _queried.Code.File("Shop/Old/C.cs", "class Cherry { }\n");
        (await _queried.OnceAsync(new CodeQuery.Symbols("*"))).Stale.ShouldNotBeNull().ShouldContain("Shop/Old/C.cs");
        (await NamesAsync()).ShouldBe(["Apple", "Berry"]);
        (await _queried.OnceAsync(new CodeQuery.Symbols("*"))).Stale.ShouldBeNull();
    }

    [Fact]
    public async Task A_project_of_the_old_form_compiles_what_it_lists()
    {
        _queried.Code.File("Shop/Shop.csproj", "<Project ToolsVersion=\"15.0\"><ItemGroup><Compile Include=\"A.cs\" /></ItemGroup></Project>");
        await NamesAsync();
        _queried.Code.File("Shop/C.cs", "class Cherry { }\n");
        (await NamesAsync()).ShouldBe(["Apple", "Berry"]);
        _queried.Collections.ShouldBe(1);
    }

    [Fact]
    public async Task A_query_neither_needs_a_review_nor_disturbs_one()
    {
        await NamesAsync();
        _queried.Code.File("Shop/A.cs", "class Apple { void M() { try { } catch (System.Exception e) { throw e; } } }\n");
        (await _queried.ReviewAsync()).Findings.ShouldHaveSingleItem().RuleId.ShouldBe("CA2200");
        (await NamesAsync()).ShouldBe(["Apple", "Apple.M()", "Berry"], ignoreOrder: true);
    }

    private async Task<IEnumerable<string>> NamesAsync() => (await _queried.AskAsync<CodeAnswer.Symbols>(new CodeQuery.Symbols("*"))).Found.Select(symbol => symbol.Name);
}
