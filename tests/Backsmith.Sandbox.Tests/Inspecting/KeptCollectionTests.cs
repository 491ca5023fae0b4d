using Backsmith.Inspection;
using Backsmith.Sandbox.Tests.DotNet;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Inspecting;

/// <summary>A design-time build is kept for trees that it holds for, and for no other.</summary>
public sealed class KeptCollectionTests : IDisposable
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";
    private const string Clean = "class C { int M(int n) => n; }\n";
    private const string Flawed = "class C { void M() { try { } catch (System.Exception e) { throw e; } } }\n";

    private readonly DotNetRepository _repository = new(inspector: Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Backsmith.Inspector", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')))));

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Sources_may_change_and_what_decides_the_command_line_may_not()
    {
        _repository.Write("Library.csproj", Project);
        _repository.Write("C.cs", Clean);
        (await ReviewAsync()).ShouldBeEmpty();
        Entries().Count.ShouldBe(1);
        Used().ShouldBe(0);

        _repository.Write("C.cs", Flawed);
        (await ReviewAsync()).ShouldBe(["CA2200"]);
        (Entries().Count, Used()).ShouldBe((1, 1), "the same design-time build serves, and the changed file is reviewed");

        _repository.Write("C.cs", "#if MORE\n" + Flawed + "#endif\n");
        (await ReviewAsync()).ShouldBeEmpty();
        _repository.Write("Directory.Build.props", "<Project><PropertyGroup><DefineConstants>MORE</DefineConstants></PropertyGroup></Project>");
        (await ReviewAsync()).ShouldBe(["CA2200"]);
        Entries().Count.ShouldBe(2);

        _repository.Write("D.cs", "class D { }\n");
        (await ReviewAsync()).ShouldBe(["CA2200"]);
        Entries().Count.ShouldBe(3, "a file that came changes the command line");
    }

    [Fact]
    public async Task Where_the_build_runs_programs_of_its_own_sources_count_too()
    {
        _repository.Write("Library.csproj", Project.Replace("</Project>", "<Target Name=\"Own\"><Exec Command=\"true\" /></Target></Project>", StringComparison.Ordinal));
        _repository.Write("C.cs", Clean);
        await ReviewAsync();
        _repository.Write("C.cs", Clean + "// more\n");
        await ReviewAsync();
        (Entries().Count, Used()).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_copy_in_which_something_was_built_or_changed()
    {
        _repository.Write("Library.csproj", Project);
        _repository.Write("C.cs", Clean);
        (await ReviewAsync(async copy => await copy.WriteAsync([new FileEdit("C.cs", System.Text.Encoding.UTF8.GetBytes(Flawed))], default))).ShouldBe(["CA2200"]);
        Entries().ShouldBeEmpty();
        (await ReviewAsync(async copy => (await copy.BuildAsync("", default)).Succeeded.ShouldBeTrue())).ShouldBeEmpty();
        Entries().ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> ReviewAsync(Func<IThrowAwayCopy, Task>? before = null)
    {
        await using var copy = await _repository.OpenAsync();
        (await copy.RestoreAsync("", NetworkAccess.None, default)).Problem.ShouldBeNull();
        await (before?.Invoke(copy) ?? Task.CompletedTask);
        await using var code = await copy.InspectAsync("", default);
        var review = await code.ReviewAsync(new ReviewRequest("", []), default);
        review.Limitations.ShouldBeEmpty();
        review.Projects.ShouldHaveSingleItem().UnresolvedNames.ShouldBe(0);
        return [.. review.Findings.Select(finding => finding.RuleId)];
    }

    private List<string> Entries() => [.. Directory.GetDirectories(_repository.Scratch("state/repositories")).SelectMany(repository => Directory.GetDirectories(Path.Combine(repository, "collected")))];

    private int Used() => Entries().Count(entry => File.Exists(Path.Combine(entry, "used")));
}
