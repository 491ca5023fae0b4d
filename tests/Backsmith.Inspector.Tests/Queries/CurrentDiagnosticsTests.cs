using Backsmith.Findings;
using Backsmith.Inspection;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>Errors are those of the files as they stand, and come before the rest.</summary>
public sealed class CurrentDiagnosticsTests : IDisposable
{
    private const string Store = "namespace Data;\npublic class Store { public int Count; }\n";
    private const string Shop = "namespace App;\npublic class Shop\n{\n    public int Size(Data.Store store) => store.Count;\n}\n";

    private readonly QueriedCode _queried = new();

    public CurrentDiagnosticsTests() => _queried.Code.File("Data/Store.cs", Store).Project("Data").File("App/Shop.cs", Shop).File("App/Other.cs", "namespace App; class Other { int unused; }\n").Project("App", references: ["Data"]);

    public void Dispose() => _queried.Dispose();

    [Fact]
    public async Task Code_that_compiles_has_warnings_only()
    {
        var answer = await AskAsync();
        answer.Found.ShouldBe([new CodeDiagnostic("CS0169", Severity.Warning, "The field 'Other.unused' is never used", "App/Other.cs", 1, 34, "namespace App; class Other { int unused; }", false)]);
        (answer.Errors, answer.Warnings, answer.Findings, answer.More).ShouldBe((0, 1, null, 0));
        answer.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_that_breaks_another_project_is_told_where_it_breaks()
    {
        await AskAsync();
        _queried.Code.File("Data/Store.cs", Store.Replace("Count", "Number", StringComparison.Ordinal));
        var answer = await AskAsync();
        answer.Found.Select(diagnostic => (diagnostic.Id, diagnostic.Path, diagnostic.Line)).ShouldBe([("CS1061", "App/Shop.cs", 4), ("CS0169", "App/Other.cs", 1)]);
        answer.Found[0].Text.ShouldBe("public int Size(Data.Store store) => store.Count;");
        _queried.Code.File("Data/Store.cs", Store);
        (await AskAsync()).Errors.ShouldBe(0);
    }

    [Fact]
    public async Task Paths_narrow_to_files_and_folders()
    {
        _queried.Code.File("Data/Store.cs", Store + "class Broken {\n").File("App/Other.cs", "namespace App; class Other { int unused; void M() { int local; } }\n");
        (await AskAsync(paths: ["App/Other.cs"])).Found.ShouldHaveSingleItem().Id.ShouldBe("CS0168");
        (await AskAsync(paths: ["Data"])).Found.ShouldHaveSingleItem().Id.ShouldBe("CS1513");
        (await AskAsync(paths: ["Data/", "App/Other.cs"])).Found.Select(diagnostic => diagnostic.Id).ShouldBe(["CS1513", "CS0168"]);
    }

    [Fact]
    public async Task Errors_come_first_and_what_follows_is_not_compiled_once_there_are_enough()
    {
        _queried.Code.File("Data/Store.cs", "namespace Data;\npublic class Store { public Missing A; public Missing B; }\n");
        var answer = await AskAsync(most: 1);
        (answer.Found.Single().Id, answer.More).ShouldBe(("CS0246", 1));
        answer.Notes.ShouldHaveSingleItem().ShouldContain("App/App.csproj was not compiled");
    }

    [Fact]
    public async Task Rules_run_when_asked_for_and_see_edits()
    {
        (await AskAsync(rules: true)).Findings.ShouldBe(0);
        _queried.Code.File("App/Shop.cs", "namespace App;\npublic class Shop\n{\n    public void Open() { try { } catch (System.Exception e) { throw e; } }\n}\n");
        var found = (await AskAsync(["App/Shop.cs"], rules: true)).Found.ShouldHaveSingleItem();
        (found.Id, found.IsRule, found.Path, found.Line).ShouldBe(("CA2200", true, "App/Shop.cs", 4));
        (await AskAsync(["App/Other.cs"], rules: true)).Found.ShouldAllBe(diagnostic => !diagnostic.IsRule);
        (await AskAsync(["App/Shop.cs"])).Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_source_suppresses_is_left_out()
    {
        _queried.Code.File("App/Other.cs", "namespace App;\n#pragma warning disable CS0169\nclass Other { int unused; }\n");
        (await AskAsync()).Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_SDK_generates_is_no_error_and_what_a_package_generates_is_said()
    {
        var generator = Directory.GetFiles(Path.Combine(CodeFolder.DotNetRoot, "packs"), "System.Text.RegularExpressions.Generator.dll", SearchOption.AllDirectories)[0];
        var package = _queried.Code.At("packages/Acme.Generator.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(package)!);
        File.Copy(generator, package);
        _queried.Code.With(project => project with { Arguments = [.. project.Arguments, "/analyzer:" + generator, "/analyzer:" + package] });
        (await AskAsync()).Notes.ShouldHaveSingleItem().ShouldContain("What Acme.Generator.dll generates is unknown");

        _queried.Code.File("App/Other.cs", "using System.Text.RegularExpressions;\nnamespace App;\npartial class Other { [GeneratedRegex(\"a+\")] public static partial Regex Some(); }\n");
        (await AskAsync()).Found.ShouldBeEmpty();
        _queried.Code.File("App/Other.cs", "namespace App;\npartial class Other { public static partial int Some(); }\n");
        (await AskAsync()).Found.ShouldHaveSingleItem().Id.ShouldBe("CS8795");
    }

    [Fact]
    public async Task What_the_SDK_generates_for_a_file_that_stood_there_from_the_start_is_no_error()
    {
        var generator = Directory.GetFiles(Path.Combine(CodeFolder.DotNetRoot, "packs"), "System.Text.RegularExpressions.Generator.dll", SearchOption.AllDirectories)[0];
        using var queried = new QueriedCode();
        queried.Code.File("App/Other.cs", "using System.Text.RegularExpressions;\nnamespace App;\npartial class Other { [GeneratedRegex(\"a+\")] public static partial Regex Some(); }\n").Project("App", arguments: ["/analyzer:" + generator]);

        (await queried.AskAsync<CodeAnswer.Diagnostics>(new CodeQuery.Diagnostics([], false, 50))).Found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("App/Shp.cs", "There is no C# file 'App/Shp.cs'", "App/Shop.cs")]
    [InlineData("App/App.json", "'App/App.json' is no C# file", null)]
    public async Task A_wrong_path_gives_the_right_one(string path, string reason, string? nearest)
    {
        var answer = await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Diagnostics([path]));
        answer.Reason.ShouldContain(reason);
        if (nearest is not null)
        {
            answer.Nearest.ShouldContain(nearest);
        }
    }

    [Fact]
    public async Task A_folder_without_code_is_said() => (await _queried.AskAsync<CodeAnswer.Unanswered>(new CodeQuery.Diagnostics([Directory.CreateDirectory(_queried.Code.At("docs")).Name]))).Reason.ShouldContain("below 'docs'");

    private Task<CodeAnswer.Diagnostics> AskAsync(string[]? paths = null, bool rules = false, int most = 50) => _queried.AskAsync<CodeAnswer.Diagnostics>(new CodeQuery.Diagnostics(paths, rules, most));
}
