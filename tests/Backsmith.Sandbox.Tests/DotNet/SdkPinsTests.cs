using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

/// <summary>A repository that pins an SDK which is not installed is built with the one that is, and says so.</summary>
public sealed class SdkPinsTests : IDisposable
{
    private const string Pin = """
        {
          // as many repositories have it
          "sdk": { "version": "6.0.100", "rollForward": "latestFeature", },
          "msbuild-sdks": { "Some.Sdk": "1.0.0" }
        }
        """;

    private readonly DotNetRepository _repository = new();

    public SdkPinsTests() => _repository.Write("Library.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");

    [Theory]
    [InlineData("global.json", false)]
    [InlineData("nested/global.json", true)]
    public async Task A_missing_sdk_is_replaced_and_named_and_the_copy_keeps_its_file(string path, bool below)
    {
        _repository.Write(path, below ? "\uFEFF" + Pin : Pin);
        await using var copy = await _repository.OpenAsync();

        var restore = await copy.RestoreAsync("", NetworkAccess.None, default);
        var build = await copy.BuildAsync("", default);

        restore.Problem.ShouldBeNull();
        build.Succeeded.ShouldBeTrue(build.Problem);
        build.Notes.ShouldHaveSingleItem().ShouldStartWith($"'{path}' asks for the .NET SDK 6.0.100, which is not installed; ");
        (await copy.DiffAsync(Patches.PatchAuthor.CodeFix, default)).Diff.Length.ShouldBe(0);
        File.ReadAllText(Path.Combine(_repository.Root, path)).ShouldContain("6.0.100");
    }

    [Theory]
    [InlineData("""{ "sdk": { "version": "10.0.100", "rollForward": "latestMajor" } }""")]
    [InlineData("""{ "test": { "runner": "Microsoft.Testing.Platform" } }""")]
    public async Task A_file_that_an_installed_sdk_satisfies_stays(string pin)
    {
        _repository.Write("global.json", pin);
        await using var copy = await _repository.OpenAsync();

        await copy.RestoreAsync("", NetworkAccess.None, default);
        var build = await copy.BuildAsync("", default);

        build.Succeeded.ShouldBeTrue(build.Problem);
        build.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_nobody_can_read_stops_nothing()
    {
        _repository.Write("global.json", "not json");
        await using var copy = await _repository.OpenAsync();

        await copy.RestoreAsync("", NetworkAccess.None, default);
        var build = await copy.BuildAsync("", default);

        build.Succeeded.ShouldBeTrue(build.Problem);
        build.Notes.ShouldHaveSingleItem().ShouldStartWith("'global.json' is none that dotnet can read; ");
    }

    public void Dispose() => _repository.Dispose();
}
