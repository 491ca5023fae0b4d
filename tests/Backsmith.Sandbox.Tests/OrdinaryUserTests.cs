using System.Diagnostics;
using Backsmith.Sandbox.Tests.Snapshots;
using Shouldly;

namespace Backsmith.Sandbox.Tests;

/// <summary>Root and an ordinary user stage a sandbox in different ways, so the tests of one say nothing about the other.</summary>
public sealed class OrdinaryUserTests : IDisposable
{
    private const string Nobody = "65534";
    private static readonly string[] Folders = ["Escapes", "Snapshots", "Copies", "UserTrees", "Runs"];
    private readonly DirectoryInfo _folder = Directory.CreateDirectory($"/var/tmp/backsmith-user-{Guid.NewGuid():N}");

    public void Dispose() => CapturedRepository.Shell("/", $"rm -rf '{_folder.FullName}'");

    [OrdinaryUserFact]
    public async Task Whatever_holds_for_root_holds_for_a_user_without_rights()
    {
        var tests = Path.Combine(_folder.FullName, "tests");
        CapturedRepository.Shell("/", $"mkdir '{_folder.FullName}/home' && cp -R '{AppContext.BaseDirectory}' '{tests}' && chown -R {Nobody}:{Nobody} '{_folder.FullName}'");

        var (exit, output) = await RunAsync(
            "setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all",
            "env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin", $"HOME={_folder.FullName}/home", "DOTNET_NOLOGO=1", "DOTNET_CLI_TELEMETRY_OPTOUT=1",
            OrdinaryUserFactAttribute.DotNet, "vstest", $"{tests}/Backsmith.Sandbox.Tests.dll",
            "--TestCaseFilter:" + string.Join('|', Folders.Select(folder => $"FullyQualifiedName~Sandbox.Tests.{folder}.")));

        exit.ShouldBe(0, output);
        output.ShouldContain("Passed!");
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
