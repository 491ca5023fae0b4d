using Backsmith.Inspector.Loading;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Loading;

/// <summary>What was not reviewed is named.</summary>
public sealed class UnseenFilesTests : IDisposable
{
    private readonly CodeFolder _code = new();

    public UnseenFilesTests() => _code.File("App/Shop.cs", "class Shop { }\n").Project("App").File("App/App.csproj", "<Project />");

    public void Dispose() => _code.Dispose();

    [Fact]
    public void Names_projects_that_a_solution_lists_and_that_are_not_there_or_could_not_be_loaded()
    {
        _code.File("Broken/Broken.csproj", "<Project").File("Aside/Aside.csproj", "<Project />").File("All.sln", """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "App", "App\App.csproj", "{1}"
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Broken", "Broken\Broken.csproj", "{2}"
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Gone", "Gone\Gone.csproj", "{3}"
            """);
        Unseen("All.sln").ShouldBe(
        [
            "All.sln names Gone/Gone.csproj, which is not there.",
            "Broken/Broken.csproj could not be loaded and was not reviewed.",
            "Aside/Aside.csproj is not part of All.sln and was not reviewed.",
        ]);
    }

    [Fact]
    public void Reads_the_newer_form_of_solutions()
    {
        _code.File("All.slnx", """<Solution><Folder Name="/src/"><Project Path="App/App.csproj" /><Project Type="x" Path="Gone/Gone.csproj" /></Folder></Solution>""");
        Unseen("All.slnx").ShouldBe(["All.slnx names Gone/Gone.csproj, which is not there."]);
    }

    [Fact]
    public void Names_loose_projects_and_counts_sources_that_no_project_compiles()
    {
        _code.File("Aside/Aside.csproj", "<Project />").File("App/Old.cs", "class Old { }\n").File("App/bin/Debug/Copy.cs", "").File("node_modules/x/x.csproj", "");
        Unseen(null, "Aside/Aside.csproj").ShouldBe(["Aside/Aside.csproj could not be loaded and was not reviewed.", "1 C# file below the projects belongs to none of them and was not reviewed."]);
    }

    [Fact]
    public void Says_nothing_when_everything_was_seen() => Unseen(null).ShouldBeEmpty();

    [Fact]
    public void Says_nothing_of_projects_that_were_not_asked_for()
    {
        _code.File("Elsewhere/Elsewhere.csproj", "<Project />").File("sub/Sub.slnx", "<Solution />");
        Unseen("sub/Sub.slnx").ShouldBeEmpty();
        Unseen(null, "App/App.csproj").ShouldBeEmpty();
    }

    private IReadOnlyList<string> Unseen(string? entry, params IReadOnlyList<string> chosen)
    {
        var loaded = _code.Load();
        return [.. UnseenFiles.Of(loaded.Collected with { Entry = entry is null ? null : _code.At(entry), Chosen = chosen }, loaded.Solution)];
    }
}
