using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class AgentSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-agents-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_known_agent_reaches_its_provider_and_an_unknown_one_nothing()
    {
        AgentSettings.Of("/opt/bin/claude -p", "nowhere.json").Hosts.ShouldNotBeNull().ShouldContain("api.anthropic.com");
        AgentSettings.Of("./mine --fast", "nowhere.json").ShouldBe(new AgentSettings());
    }

    [Fact]
    public void The_users_settings_go_before_those_that_ship()
    {
        var file = Write("""{ "claude": { "hosts": ["gateway.example.org:8443"], "environment": ["ANTHROPIC_API_KEY"] } }""");

        var settings = AgentSettings.Of("claude -p", file);

        settings.Hosts.ShouldBe(["gateway.example.org:8443"]);
        settings.Programs.ShouldBeNull();
        settings.Variables(new KeyRing(name => name == "ANTHROPIC_API_KEY" ? "k-1234567890" : null, _folder.FullName)).ShouldBe(new Dictionary<string, string> { ["ANTHROPIC_API_KEY"] = "k-1234567890" });
    }

    [Theory]
    [InlineData("""{ "a": { "hosts": ["https://api.example.org/"] } }""", "'https://api.example.org/' is no host")]
    [InlineData("""{ "a": { "hosts": ["*.example.org"] } }""", "is no host")]
    [InlineData("""{ "a": { "environment": ["A B"] } }""", "'A B' is no name of a variable")]
    [InlineData("""{ "a": { "programs": ["bin/tool"] } }""", "'bin/tool' is no absolute path")]
    [InlineData("""{ "a": { "files": ["~/../other/key"] } }""", "is no file below the home folder")]
    [InlineData("""{ "a": { "host": [] } }""", "host")]
    [InlineData("[]", "agents.json")]
    public void What_is_wrong_is_named_with_the_file(string text, string problem)
    {
        var file = Write(text);

        var failure = Should.Throw<ModelException>(() => AgentSettings.Of("a", file));

        failure.Message.ShouldStartWith(file);
        failure.Message.ShouldContain(problem);
    }

    private string Write(string text)
    {
        var file = Path.Combine(_folder.FullName, "agents.json");
        File.WriteAllText(file, text);
        return file;
    }
}
