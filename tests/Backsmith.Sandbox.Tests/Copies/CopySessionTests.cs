using System.Text;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Copies;

public sealed class CopySessionTests : IAsyncLifetime
{
    private readonly ProcessStarter _starter = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-session-");
    private string Layer => Path.Combine(_folder.FullName, "layer");

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Layer);
        File.WriteAllText(Path.Combine(Layer, "kept.txt"), "as it was\n");
        File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _starter.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Writes_stay_in_the_copy_and_are_seen_by_the_next_command()
    {
        await using var session = await OpenAsync();

        (await Run(session, "echo more > new.txt")).Succeeded.ShouldBeTrue();
        var seen = await Run(session, "cat kept.txt new.txt; id -u");

        Encoding.UTF8.GetString(seen.Output).ShouldStartWith("as it was\nmore\n");
        Encoding.UTF8.GetString(seen.Output).ShouldNotContain("\n0\n");
        Directory.GetFiles(Layer).Select(Path.GetFileName).ShouldBe(["kept.txt"]);
    }

    [Fact]
    public async Task A_read_only_command_is_refused_by_the_kernel()
    {
        await using var session = await OpenAsync();

        var result = await session.RunAsync(SandboxCommand.Of("probe", CopyAccess.ReadOnly, "/repo", "touch", "new.txt"), default);

        result.Succeeded.ShouldBeFalse();
        result.Text.ShouldContain("Read-only file system");
    }

    [Fact]
    public async Task A_command_that_passes_its_time_limit_is_killed_with_its_children()
    {
        await using var session = await OpenAsync();

        var result = await session.RunAsync(
            SandboxCommand.Of("probe", CopyAccess.ReadOnly, "/repo", "sh", "-c", "setsid sleep 600 & sleep 600") with { Timeout = TimeSpan.FromMilliseconds(300) }, default);

        result.Run.End.ShouldBe(CommandEnd.TimedOut);
        result.Run.ExitCode.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_that_prints_without_end_is_killed()
    {
        await using var session = await OpenAsync();

        var result = await session.RunAsync(SandboxCommand.Of("probe", CopyAccess.ReadOnly, "/repo", "yes") with { OutputLimit = 1 << 20 }, default);

        result.Run.End.ShouldBe(CommandEnd.OutputLimit);
    }

    [Fact]
    public async Task Nothing_outside_is_reachable()
    {
        await using var session = await OpenAsync();

        var result = await Run(session, $"ls /root /mnt {_folder.FullName} 2>&1; cat /proc/1/environ; ip addr 2>/dev/null || cat /proc/net/dev");

        var text = Encoding.UTF8.GetString(result.Output);
        text.ShouldContain("cannot access '/mnt'");
        text.ShouldContain("lo:");
        text.ShouldNotContain("eth0");
    }

    [Fact]
    public async Task A_layer_below_mnt_is_not_hidden_by_the_staging()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return; // only root may make a folder there
        }

        var layer = Directory.CreateDirectory($"/mnt/backsmith-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(Path.Combine(layer.FullName, "seen.txt"), "seen");
        await using var session = await CopySession.OpenAsync(
            new SessionLayout(Identity.ForBuilds(), [layer.FullName], "/repo", [], new SandboxLimits(), Path.Combine(_folder.FullName, "runtime")),
            _starter, new MemoryBlobs(), TimeProvider.System, default);

        var result = await session.RunAsync(SandboxCommand.Of("probe", CopyAccess.ReadOnly, "/repo", "cat", "seen.txt"), default);

        layer.Delete(recursive: true);
        Encoding.UTF8.GetString(result.Output).ShouldBe("seen");
    }

    private Task<CommandResult> Run(CopySession session, string line) =>
        session.RunAsync(SandboxCommand.Of("probe", CopyAccess.Writable, "/repo", "sh", "-c", line), default);

    private Task<CopySession> OpenAsync()
    {
        var identity = Identity.ForBuilds();
        if (identity.Drops)
        {
            using var change = System.Diagnostics.Process.Start("chown", ["-R", $"{identity.Uid}", Layer]);
            change.WaitForExit();
        }

        return CopySession.OpenAsync(
            new SessionLayout(identity, [Layer], "/repo", [], new SandboxLimits(), Path.Combine(_folder.FullName, "runtime")),
            _starter, new MemoryBlobs(), TimeProvider.System, default);
    }
}
