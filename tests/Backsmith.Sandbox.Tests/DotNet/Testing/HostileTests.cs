using Backsmith.Sandbox.DotNet;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet.Testing;

/// <summary>Tests of a repository that want to be believed, or do harm, or do not end: each is run for real.</summary>
public sealed class HostileTests(HostileTests.Built built) : IClassFixture<HostileTests.Built>
{
    private const string Honest = "Hostile.Tests.Honest.Holds";

    [Fact]
    public async Task Honest_tests_are_reported_as_they_end()
    {
        var outcome = await built.TestAsync(Honest, "Hostile.Tests.Honest.Does_not_hold", "Hostile.Tests.Honest.Holds_for");

        outcome.Problems.ShouldBeEmpty();
        outcome.Results.Select(result => (result.Test.Name, result.Status)).OrderBy(result => result.Name, StringComparer.Ordinal).ShouldBe(
        [
            ("Hostile.Tests.Honest.Does_not_hold", TestStatus.Failed),
            (Honest, TestStatus.Passed),
            ("Hostile.Tests.Honest.Holds_for(number: 1)", TestStatus.Passed),
            ("Hostile.Tests.Honest.Holds_for(number: 2)", TestStatus.Passed),
        ]);
    }

    [Theory]
    [InlineData("Exits_with_0")]
    [InlineData("Exits_when_the_host_does")]
    [InlineData("Never_ends")]
    [InlineData("Prints_a_gigabyte")]
    [InlineData("Kills_itself")]
    [InlineData("Kills_every_other_process")]
    public async Task A_run_that_was_cut_short_is_not_believed(string test)
    {
        var outcome = await built.TestAsync(Honest, "Hostile.Tests.Villain." + test);

        outcome.Problems.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Writes_a_result_file_wherever_it_can")]
    [InlineData("Sees_the_test_console")]
    [InlineData("Sees_processes_of_the_console")]
    public async Task The_results_and_their_keeper_are_out_of_reach(string test)
    {
        var outcome = await built.TestAsync("Hostile.Tests.Villain." + test);

        outcome.Problems.ShouldBeEmpty();
        outcome.Results.ShouldHaveSingleItem().Status.ShouldBe(TestStatus.Failed);
    }

    [Fact]
    public async Task A_process_left_behind_is_named_and_ends_with_the_run()
    {
        var outcome = await built.TestAsync("Hostile.Tests.Villain.Leaves_a_process_behind");

        outcome.Results.ShouldHaveSingleItem().Status.ShouldBe(TestStatus.Passed);
        outcome.Problems.ShouldHaveSingleItem().ShouldEndWith("left processes behind: sleep.");
        System.Diagnostics.Process.GetProcessesByName("sleep").Where(process => CommandLine(process).Contains("86399")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_test_writes_into_the_copy_is_gone_afterwards()
    {
        var outcome = await built.TestAsync("Hostile.Tests.Villain.Replaces_its_own_assembly");
        var again = await built.TestAsync("Hostile.Tests.Honest.Does_not_hold");

        outcome.Results.ShouldHaveSingleItem().Status.ShouldBe(TestStatus.Passed);
        again.Results.ShouldHaveSingleItem().Status.ShouldBe(TestStatus.Failed);
        (await built.Copy.DiffAsync(Patches.PatchAuthor.CodeFix, default)).Diff.Length.ShouldBe(0);
    }

    private static string CommandLine(System.Diagnostics.Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The hostile project, restored and built once.</summary>
    public sealed class Built : IAsyncLifetime
    {
        private readonly DotNetRepository _repository = new(limits => limits with { TestTime = TimeSpan.FromSeconds(30), TestOutputBytes = 16 << 20 });

        public IThrowAwayCopy Copy { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _repository.Write(".gitignore", "bin/\nobj/\n");
            _repository.Write("tests/Hostile.Tests/Hostile.Tests.csproj", DotNetRepository.TestProject);
            _repository.Write("tests/Hostile.Tests/Tests.cs", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "DotNet", "Testing", "Hostile.cs.txt")));
            Copy = await _repository.OpenAsync();
            (await Copy.RestoreAsync("", NetworkAccess.Restore, default)).Problem.ShouldBeNull();
            (await Copy.BuildAsync("", default)).Errors.ShouldBeEmpty();
        }

        public async Task<TestOutcome> TestAsync(params string[] only) => await Copy.TestAsync("", only, null, default);

        public async Task DisposeAsync()
        {
            await Copy.DisposeAsync();
            _repository.Dispose();
        }
    }
}
