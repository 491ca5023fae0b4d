using Backsmith.Inspector.Loading;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Loading;

/// <summary>Settings files reach the rules wherever they lie, and each reaches them once.</summary>
public sealed class SettingsFilesTests : IDisposable
{
    private readonly CodeFolder _code = new();

    public void Dispose() => _code.Dispose();

    [Fact]
    public void Each_file_belongs_to_one_project_the_nearest_or_the_first_that_holds_no_tests()
    {
        _code.File("App/A.cs", "").File("App/Inner/I.cs", "").File("Checks/C.cs", "")
            .File("App/appsettings.json", "{}").File("App/Properties/launchSettings.json", "{}").File("App/web.config", "<a />")
            .File("App/Inner/appsettings.Production.json", "{}").File(".env", "A=1\n").File("deploy/docker-compose.override.yml", "a: 1\n").File("deploy/.env.production", "")
            .File("App/package.json", "{}").File("App/bin/appsettings.json", "{}").File("App/obj/x.config", "").File("App/large.config", new byte[SettingsFiles.Largest + 1])
            .Project("Checks", test: true).Project("App").Project("App", framework: "net9.0").Project("App/Inner");
        var loaded = _code.Load();

        var seen = loaded.Solution.Projects
            .SelectMany(project => project.AdditionalDocuments.Select(document => $"{loaded.Projects[project.Id].Project} {loaded.Projects[project.Id].TargetFramework} {loaded.Relative(document.FilePath)}")).Order(StringComparer.Ordinal);

        seen.ShouldBe(
        [
            "App/App.csproj net10.0 .env", "App/App.csproj net10.0 App/Properties/launchSettings.json", "App/App.csproj net10.0 App/appsettings.json", "App/App.csproj net10.0 App/web.config",
            "App/App.csproj net10.0 deploy/.env.production", "App/App.csproj net10.0 deploy/docker-compose.override.yml", "App/Inner/App/Inner.csproj net10.0 App/Inner/appsettings.Production.json",
        ]);
    }

    [Fact]
    public void A_file_of_a_project_that_was_not_asked_for_is_left_out_with_it()
    {
        _code.File("App/A.cs", "").File("App/appsettings.json", "{}").File("Aside/Aside.csproj", "<Project />").File("Aside/appsettings.json", "{}").File("Aside/conf/.env", "").Project("App");
        _code.Load().Solution.Projects.Single().AdditionalDocuments.Select(document => document.Name).ShouldBe(["appsettings.json"]);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        _code.File("App/A.cs", "").Project("App");
        File.CreateSymbolicLink(_code.At("App/appsettings.json"), "/etc/passwd");
        _code.Load().Solution.Projects.Single().AdditionalDocuments.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_in_a_shared_settings_file_is_reported_once()
    {
        const string Settings = "{ \"Payments\": { \"ApiKey\": \"sk_live_4eC39HqLyjWDarjtT1zdp7dcXx91Qz\" } }";
        _code.File("App/A.cs", "class A { }").File("Other/B.cs", "class B { }").File("appsettings.json", Settings).Project("App").Project("App", framework: "net9.0").Project("Other");
        var review = await _code.ReviewAsync(new InspectorSession());
        review.Findings.Where(finding => finding.RuleId == "BS0007").ShouldHaveSingleItem().Location.Path.ShouldBe("appsettings.json");
    }
}
