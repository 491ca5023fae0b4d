using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Loading;

/// <summary>A project that MSBuild cannot evaluate is read all the same, and said to be.</summary>
public sealed class StandInsTests : IDisposable
{
    private readonly CodeFolder _code = new CodeFolder().File("App/Shop.cs", "public class Shop { }\n").Project("App").File("App/App.csproj", "<Project />");

    public void Dispose() => _code.Dispose();

    [Fact]
    public async Task Its_files_are_compiled_with_the_framework_and_the_projects_it_refers_to()
    {
        _code.File("Web/Web.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><ProjectReference Include="..\App\App.csproj" /><ProjectReference Include="../Inner/Inner.csproj" /></ItemGroup></Project>""")
            .File("Web/Start.cs", "public class Start : Shop { public Task<List<Inner>> Run(HttpContext context) => throw new NotSupportedException(); }\n")
            .File("Web/sub/Sub.csproj", "<Project />").File("Web/sub/Other.cs", "class Other { }\n").File("Web/obj/Made.cs", "class Made { }\n")
            .File("Inner/Inner.csproj", "<Project />").File("Inner/Inner.cs", "public class Inner { }\n");

        var loaded = Load(chosen: ["App/App.csproj", "Web/Web.csproj", "Inner/Inner.csproj"]);

        var web = loaded.Solution.Projects.Single(project => project.Name == "Web");
        (await web.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        web.Documents.Select(document => document.Name).ShouldBe(["Start.cs", "usings.web.txt"], ignoreOrder: true);
        loaded.Limitations[0].ShouldStartWith("MSBuild could not load Web/Web.csproj, Inner/Inner.csproj: ");
    }

    [Theory]
    [InlineData("Shop.Tests/Shop.Tests.csproj", "<Project />")]
    [InlineData("Checks/Checks.csproj", """<Project><ItemGroup><PackageReference Include="xunit" /></ItemGroup></Project>""")]
    [InlineData("Torn/Torn.csproj", "<Project")]
    public void Tests_and_what_is_no_project_file_are_left_out_and_named(string path, string text)
    {
        _code.File(path, text).File(Path.GetDirectoryName(path) + "/A.cs", "class A { }\n");

        Load(chosen: [path]).Limitations.ShouldHaveSingleItem().ShouldBe($"{path} could not be loaded and was not reviewed.");
    }

    [Fact]
    public void A_solution_that_cannot_be_read_stands_for_what_lies_below_it()
    {
        using var code = new CodeFolder();
        code.File("All.sln", "?").File("src/A/A.csproj", "<Project />").File("src/A/A.cs", "class A { }\n");

        Load(code, entry: "All.sln").Solution.Projects.ShouldHaveSingleItem().Name.ShouldBe("A");
    }

    private LoadedCodeBase Load(IReadOnlyList<string> chosen) => Load(_code, null, chosen);

    private static LoadedCodeBase Load(CodeFolder code, string? entry, IReadOnlyList<string>? chosen = null) =>
        CodeBaseLoader.Load(code.Load().Collected with { Entry = entry is null ? null : code.At(entry), Chosen = chosen ?? [] });
}
