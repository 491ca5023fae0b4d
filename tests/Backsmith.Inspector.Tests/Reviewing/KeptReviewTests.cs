using System.Text;
using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Reviewing;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Reviewing;

/// <summary>A review that was kept is used again for exactly the same project, and for nothing else.</summary>
public sealed class KeptReviewTests : IDisposable
{
    private const string Clean = "namespace Data; public static class Store { public static int Size(int n) => n; }\n";
    private const string Flawed = "namespace Data; public static class Store { public static int Size(int n) { try { return 1 / n; } catch (System.Exception e) { throw e; } } }\n";
    private const string Caller = "namespace App; public static class Shop { public static int Open() => Data.Store.Size(2); }\n";

    private static readonly RuleHost Rules = RuleHost.Load(CodeFolder.SdkFolder);

    private readonly CodeFolder _code = new();

    public KeptReviewTests() => _code.File("Data/Store.cs", Clean).Project("Data").File("App/Shop.cs", Caller).File("App/appsettings.json", "{}").Project("App", references: ["Data"]);

    public void Dispose() => _code.Dispose();

    [Fact]
    public async Task The_same_code_is_not_analysed_again_and_gives_the_same_review()
    {
        _code.File("Data/Store.cs", Flawed);
        var (first, second) = (await ReviewAsync(), await ReviewAsync());

        first.IsWhole.ShouldBeTrue();
        second.IsWhole.ShouldBeFalse();
        Directory.GetFiles(_code.Kept).Length.ShouldBe(2);
        first.Review.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("CA2200");
        second.Review.Findings.Single().ShouldBe(first.Review.Findings.Single() with { Flow = second.Review.Findings.Single().Flow });
        second.Review.Projects.Select(project => (project.Path, project.Files, project.Lines)).ShouldBe(first.Review.Projects.Select(project => (project.Path, project.Files, project.Lines)));
    }

    [Fact]
    public async Task A_changed_file_changes_the_findings()
    {
        (await ReviewAsync()).Review.Findings.ShouldBeEmpty();
        _code.File("Data/Store.cs", Flawed);
        (await ReviewAsync()).Review.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("CA2200");
        _code.File("Data/Store.cs", Clean);
        (await ReviewAsync()).Review.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_follows_sources_settings_options_and_what_is_referred_to()
    {
        var before = await KeysAsync();
        (await KeysAsync()).ShouldBe(before);

        _code.File("App/Shop.cs", Caller + "// more\n");
        var changedSource = await KeysAsync();
        changedSource["Data"].ShouldBe(before["Data"]);
        changedSource["App"].ShouldNotBe(before["App"]);

        _code.File("App/Shop.cs", Caller).File("App/appsettings.json", "{ \"A\": 1 }");
        (await KeysAsync())["App"].ShouldNotBe(before["App"]);

        _code.File("App/appsettings.json", "{}").File("Data/Store.cs", Flawed);
        var changedBelow = await KeysAsync();
        changedBelow["Data"].ShouldNotBe(before["Data"]);
        changedBelow["App"].ShouldNotBe(before["App"], "what a project refers to decides its findings, too");

        _code.File("Data/Store.cs", Clean).With(project => project with { Arguments = [.. project.Arguments, "/define:MORE"] });
        (await KeysAsync()).ShouldAllBe(pair => pair.Value != before[pair.Key]);
    }

    [Fact]
    public async Task The_key_follows_the_bytes_of_a_package_and_of_an_editorconfig()
    {
        var library = typeof(Xunit.Assert).Assembly.Location;
        _code.File("lib/a.dll", await File.ReadAllBytesAsync(library)).File(".editorconfig", "root = true\n")
            .With(project => project with { Arguments = [.. project.Arguments, "/reference:" + _code.At("lib/a.dll"), "/analyzerconfig:" + _code.At(".editorconfig")] });
        var before = await KeysAsync();

        _code.File(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CA2200.severity = none\n");
        (await KeysAsync())["App"].ShouldNotBe(before["App"]);

        // Of the same length and with the same time: only the bytes differ.
        var bytes = await File.ReadAllBytesAsync(library);
        bytes[^1] ^= 1;
        var time = File.GetLastWriteTimeUtc(_code.At("lib/a.dll"));
        _code.File(".editorconfig", "root = true\n").File("lib/a.dll", bytes);
        File.SetLastWriteTimeUtc(_code.At("lib/a.dll"), time);
        (await KeysAsync())["App"].ShouldNotBe(before["App"]);
    }

    [Fact]
    public async Task What_lies_there_and_is_no_review_is_analysed_anew()
    {
        _code.File("Data/Store.cs", Flawed);
        await ReviewAsync();
        foreach (var entry in Directory.GetFiles(_code.Kept))
        {
            await File.WriteAllTextAsync(entry, "{ \"hits\": null");
        }

        var again = await ReviewAsync();
        again.IsWhole.ShouldBeTrue();
        again.Review.Findings.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_fix_after_a_kept_review_knows_where_to_change()
    {
        _code.File("Data/Store.cs", Flawed);
        await ReviewAsync();
        var session = new InspectorSession();
        var review = (Review)await session.AnswerAsync("review", System.Text.Json.JsonSerializer.SerializeToNode(new WireReviewRequest(new ReviewRequest("", []), _code.Collect(), _code.Kept), Wire.Json), default);
        var outcome = (FixOutcome)await session.AnswerAsync("fix", System.Text.Json.JsonSerializer.SerializeToNode(new FixRequest([review.Findings.Single().Fingerprint]), Wire.Json), default);
        outcome.Findings.Single().Refusal.ShouldBeNull();
        Encoding.UTF8.GetString(outcome.Files.Single().Content!).ShouldContain("throw; }");
    }

    [Fact]
    public void No_more_is_kept_than_there_is_room_for_and_the_last_used_stays()
    {
        var kept = new KeptReviews(_code.Kept);
        var review = new ProjectReview([], 0, 1, 1, []);
        for (var number = 0; number < KeptReviews.Most + 20; number++)
        {
            kept.Keep($"key{number}", review);
            File.SetLastWriteTimeUtc(Path.Combine(_code.Kept, $"key{number}.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number));
        }

        kept.Find("key0").ShouldNotBeNull();
        kept.Prune();
        Directory.GetFiles(_code.Kept).Length.ShouldBe(KeptReviews.Most);
        kept.Find("key0").ShouldNotBeNull();
        kept.Find("key1").ShouldBeNull();
    }

    private Task<ReviewedCodeBase> ReviewAsync() => new Reviewer(_code.Load(), Rules, new KeptReviews(_code.Kept)).ReviewAsync(new ReviewRequest("", []), default);

    private async Task<Dictionary<string, string>> KeysAsync()
    {
        var loaded = _code.Load();
        var keys = new ProjectKeys(loaded, Rules);
        var found = new Dictionary<string, string>();
        foreach (var project in loaded.Solution.Projects)
        {
            found[project.Name] = (await keys.OfAsync(project.Id, default))!;
        }

        return found;
    }
}
