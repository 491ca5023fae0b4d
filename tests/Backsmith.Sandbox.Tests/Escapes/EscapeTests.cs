using System.Diagnostics;
using System.Text;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Escapes;

/// <summary>Each attempt is a shell line that ends with 0 when it got out; the numbers are x86-64 system calls.</summary>
public sealed class EscapeTests : IDisposable
{
    private readonly ProcessStarter _starter = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-escape-");
    private readonly Canary _canary;

    public EscapeTests() => _canary = new Canary(_folder.CreateSubdirectory("host").FullName);

    public void Dispose()
    {
        _canary.Dispose();
        _starter.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("echo x > {file}")]
    [InlineData("ln -s {file} l && echo x > l")]
    [InlineData("ln -s {folder} d && echo x > d/new")]
    [InlineData("ln {file} h && echo x > h")]
    [InlineData("mv {file} moved")]
    [InlineData("cat {file}")]
    [InlineData("ls {folder}")]
    [InlineData("ls {folder}/../runtime")]
    [InlineData("echo x >> /etc/passwd")]
    [InlineData("touch /usr/x")]
    [InlineData("touch /x")]
    [InlineData("cat /etc/shadow")]
    [InlineData("ls /root/")]
    [InlineData("ls /mnt/")]
    [InlineData("ls /run/")]
    [InlineData("ls /var/run/docker.sock")]
    [InlineData("cat /proc/1/root{file}")]
    [InlineData("cat /proc/{pid}/cmdline | grep sleep")]
    [InlineData("for p in /proc/[0-9]*; do cat $p/root{file} && exit 0; done; exit 1")]
    [InlineData("kill -9 {pid}")]
    [InlineData("echo c > /proc/sysrq-trigger")]
    [InlineData("echo x > /proc/sys/kernel/core_pattern")]
    [InlineData("ls /sys/fs/cgroup/")]
    [InlineData("head -c 1 /dev/mem")]
    [InlineData("mknod b b 8 0")]
    [InlineData("mknod /tmp/c c 1 1")]
    [InlineData("mount -t tmpfs none /tmp")]
    [InlineData("mount -o remount,bind,rw /usr")]
    [InlineData("mount -o remount,rw /")]
    [InlineData("umount /proc")]
    [InlineData("unshare --user true")]
    [InlineData("unshare --mount true")]
    [InlineData("unshare --user --map-root-user --mount true")]
    [InlineData("bwrap --unshare-user --ro-bind / / true")]
    [InlineData("nsenter -t 1 -m true")]
    [InlineData("chroot / true")]
    [InlineData("setpriv --reuid=0 true")]
    [InlineData("sudo -n true || su -c true")]
    [InlineData("cp /usr/bin/id i && chmod 4755 i && ./i -u | grep -x 0")]
    [InlineData("perl -MIO::Socket::INET -e 'exit(IO::Socket::INET->new(\"127.0.0.1:{port}\") ? 0 : 1)'")]
    [InlineData("perl -MIO::Socket::INET -e 'exit(IO::Socket::INET->new(PeerAddr=>\"1.1.1.1:53\",Timeout=>3) ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); exit(connect(S,pack_sockaddr_un(\"{socket}\")) ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); exit(connect(S,pack(\"S\",1).\"\\0{abstract}\") ? 0 : 1)'")]
    [InlineData("perl -e 'exit(gethostbyname(\"example.com\") ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'exit(socket(S,40,SOCK_STREAM,0) ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'exit(socket(S,17,SOCK_RAW,0) ? 0 : 1)'")]
    [InlineData("perl -e 'exit(syscall(101,0,0,0,0) == -1 ? 1 : 0)'")]
    [InlineData("perl -e 'exit(syscall(250,0,-3,1) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$p=\"\\0\" x 120; exit(syscall(425,1,$p) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$p=\"\\0\" x 120; exit(syscall(321,0,$p,120) == -1 && $! != 1 ? 0 : 1)'")]
    [InlineData("perl -e 'exit(syscall(323,1) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$c=\"x\"; syscall(16,0,0x5412,$c); exit($! == 1 ? 1 : 0)'")]
    [InlineData("perl -e '$c=\"x\"; syscall(16,0,0x7fffffff00005412,$c); exit($! == 1 ? 1 : 0)'")]
    public async Task An_attempt_gets_nowhere(string attempt)
    {
        await using var session = await OpenAsync();

        var result = await session.RunAsync(
            SandboxCommand.Of("probe", CopyAccess.Writable, "/repo", "sh", "-c", $"echo tried; ( {_canary.Fill(attempt)} ) >/dev/null && echo escaped; true"), default);

        Encoding.UTF8.GetString(result.Output).ShouldBe("tried\n");
        _canary.Harm().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cat {file}")]
    [InlineData("echo x > {file}")]
    [InlineData("kill -9 {pid}")]
    [InlineData("perl -MIO::Socket::INET -e 'exit(IO::Socket::INET->new(\"127.0.0.1:{port}\") ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); exit(connect(S,pack_sockaddr_un(\"{socket}\")) ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); exit(connect(S,pack(\"S\",1).\"\\0{abstract}\") ? 0 : 1)'")]
    public async Task The_same_attempt_works_outside(string attempt)
    {
        using var process = Process.Start("sh", ["-c", $"( {_canary.Fill(attempt)} ) >/dev/null"]);

        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0);
    }

    private async Task<CopySession> OpenAsync()
    {
        var layer = _folder.CreateSubdirectory("layer").FullName;
        var identity = Identity.ForBuilds();
        if (identity.Drops)
        {
            using var change = Process.Start("chown", ["-R", $"{identity.Uid}", layer]);
            await change.WaitForExitAsync();
        }

        return await CopySession.OpenAsync(
            new SessionLayout(identity, [layer], "/repo", [], new SandboxLimits(), Path.Combine(_folder.FullName, "runtime")),
            _starter, new MemoryBlobs(), TimeProvider.System, default);
    }
}
