using System.Diagnostics;
using System.Text.RegularExpressions;
using Backsmith.Cli.Tests.EndToEnd;
using Backsmith.Cli.Tests.Samples;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Readme;

/// <summary>What a person who opens the README is told to type first.</summary>
public sealed partial class FirstScreenTests : IDisposable
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-readme-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_first_command_finds_what_is_wrong_and_nothing_else_hands_over_a_proven_patch_and_changes_nothing()
    {
        var sample = Path.Combine(Root, "samples/bookshop");
        var before = ClinicRepository.Picture(sample);

        var (exit, output, errors) = await RunAsync(Commands()[0]);

        output.ShouldContain("PROVEN", customMessage: errors);
        exit.ShouldBe(1, errors);
        ClinicRepository.Picture(sample).ShouldBe(before);
        var patch = Directory.GetFiles(_folder.FullName, "changes.patch", SearchOption.AllDirectories).ShouldHaveSingleItem();
        output.ShouldContain(Path.GetDirectoryName(patch)!);
        ClinicRepository.Run("git", ["apply", "--check", patch], Root);
        var found = Flaw.PlacesIn(Path.Combine(Path.GetDirectoryName(patch)!, "findings.before.sarif"));
        found.ShouldBe(Flaw.All().Select(flaw => flaw.Place()), ignoreOrder: true);
    }

    /// <summary>Whoever runs this test has run it; what is left to hold is that it is the one that CI runs, and leaves no project out.</summary>
    [Fact]
    public void The_second_command_is_the_one_that_runs_this_test()
    {
        var (command, folder) = (Commands()[1], Root);

        File.ReadLines(Path.Combine(folder, ".ci/run")).Last().ShouldBe($"exec {command}");
        File.GetUnixFileMode(Path.Combine(folder, command)).ShouldSatisfyAllConditions(mode => mode.HasFlag(UnixFileMode.UserExecute).ShouldBeTrue());
        var script = File.ReadAllText(Path.Combine(folder, command));
        script.ShouldContain("test Backsmith.slnx");
        script.ShouldContain("./backsmith --version");
        ClinicRepository.Run("sh", ["-n", command], folder);
    }

    private static string[] Commands()
    {
        string[] commands = [.. Block().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('#')[0].Trim())];
        commands.Length.ShouldBe(2);
        return commands;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command)
    {
        var info = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        info.Environment["BACKSMITH_HOME"] = _folder.FullName;
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Backsmith.slnx")) ? folder.FullName
        : folder.Parent is { } parent ? Find(parent)
        : throw new InvalidOperationException("The tests do not lie below the source tree.");

    /// <summary>The first code block of the page.</summary>
    [GeneratedRegex("^```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
