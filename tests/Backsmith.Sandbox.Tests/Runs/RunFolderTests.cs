using System.Diagnostics;
using Backsmith.Sandbox.Tests.Snapshots;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Runs;

/// <summary>What runs leave in the state folder.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly CapturedRepository _repository = new CapturedRepository().With("notes.txt", "x");

    private string Runs => _repository.Beside("state/runs");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task A_run_takes_its_folder_away()
    {
        await _repository.CaptureFaithfullyAsync();
        Directory.GetFileSystemEntries(Runs).ShouldNotBeEmpty();

        _repository.Sandbox.Dispose();

        Directory.GetFileSystemEntries(Runs).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_run_left_goes_with_the_next_one()
    {
        var left = Directory.CreateDirectory(Path.Combine(Runs, "run-dead", "copy-1", "closed")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "result.txt"), "x");
        await File.WriteAllTextAsync(Path.Combine(Runs, "run-dead.lock"), "");
        File.CreateSymbolicLink(Path.Combine(Runs, "run-dead", "link"), _repository.Root);
        File.SetUnixFileMode(left, UnixFileMode.None);

        await _repository.CaptureAsync();

        Directory.GetFileSystemEntries(Runs, "run-dead*").ShouldBeEmpty();
        File.Exists(Path.Combine(_repository.Root, "notes.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_folder_of_a_run_that_is_at_work_stays()
    {
        Directory.CreateDirectory(Path.Combine(Runs, "run-alive"));
        await using var held = new FileStream(Path.Combine(Runs, "run-alive.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        await _repository.CaptureAsync();

        Directory.Exists(Path.Combine(Runs, "run-alive")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sandbox_whose_run_is_gone_is_ended()
    {
        var name = "run-" + Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(Runs);
        await File.WriteAllTextAsync(Path.Combine(Runs, name + ".lock"), "");
        var info = new ProcessStartInfo("bash", ["-c", "exec -a bwrap sh -c 'echo ready; read line' \"$0\"", name]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var orphan = Process.Start(info)!;
        await orphan.StandardOutput.ReadLineAsync();

        await _repository.CaptureAsync();

        await orphan.WaitForExitAsync();
        orphan.ExitCode.ShouldBe(137);
    }
}
