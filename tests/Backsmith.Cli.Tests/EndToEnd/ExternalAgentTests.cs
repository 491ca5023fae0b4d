using Backsmith.Cli.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary>A program that speaks MCP works as the model: everything but its thoughts is real.</summary>
public sealed class ExternalAgentTests : IDisposable
{
    private const string Key = "k7Hq2-agent-Zp94-Lm31";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-exec-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_plans_builds_and_reviews_through_the_tools_and_its_key_leaves_with_nothing()
    {
        var root = PythonProject.At(Path.Combine(_folder.FullName, "project"));
        var output = Path.Combine(_folder.FullName, "delivery");
        var before = ClinicRepository.Picture(root);
        Allow($$"""{ "python3": { "programs": ["{{Agent}}"], "environment": ["AGENT_KEY"], "set": { "AGENT_LOOKS_FOR": "{{root}}" } } }""");

        var (exit, text, errors) = await SolveAsync(root, $"exec:python3 {Agent}", "--output", output);

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("PROVEN (reported)");
        var report = await File.ReadAllTextAsync(Path.Combine(output, "report.md"));
        report.ShouldContain("The write came to: Nothing was done: the arguments hold one of your own credentials.");
        report.ShouldContain("Seen on the host were 0 files.");
        ClinicRepository.Picture(root).ShouldBe(before);
        Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(Key, StringComparison.Ordinal)).ShouldBeEmpty();
        Directory.EnumerateDirectories(Path.Combine(_folder.FullName, "state"), "agent-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_fails_is_named_with_its_last_words_and_the_way_out()
    {
        var root = PythonProject.At(Path.Combine(_folder.FullName, "project"));

        var (exit, text, errors) = await SolveAsync(root, "exec:no-such-agent --fast, really");

        exit.ShouldNotBe(0);
        (text + errors).ShouldContain("The agent 'no-such-agent --fast, really' ended with exit code 127");
        (text + errors).ShouldContain("docs/external-agents.md");
        (text + errors).ShouldNotContain("   at ");
    }

    private static string Agent => Path.Combine(AppContext.BaseDirectory, "EndToEnd", "agent.py");

    private void Allow(string settings)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "state"));
        File.WriteAllText(Path.Combine(_folder.FullName, "state", "agents.json"), settings);
    }

    private async Task<(int ExitCode, string Output, string Errors)> SolveAsync(string root, string model, params string[] further)
    {
        var variables = new Dictionary<string, string> { ["AGENT_KEY"] = Key };
        using var run = RunningBacksmith.Start(root, Path.Combine(_folder.FullName, "state"), variables, ["solve", "Add a dose for a week", "--repo", root, "--model", model, .. further]);
        return await run.EndAsync();
    }
}
