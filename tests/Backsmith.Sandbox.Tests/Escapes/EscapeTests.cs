using System.Diagnostics;
using System.Text;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Escapes;

/// <summary>Each attempt is a shell line that ends with 0 when it got out; the numbers are x86-64 system calls. The folder lies outside /tmp, where the sandbox has a file system of its own to write to.</summary>
public sealed class EscapeTests : IDisposable
{
    private readonly ProcessStarter _starter = new();
    private readonly DirectoryInfo _folder = Directory.CreateDirectory($"/var/tmp/backsmith-escape-{Guid.NewGuid():N}");
    private readonly Canary _canary;

    private string Project => Path.Combine(_canary.Home, "project");

    private string Packages => Path.Combine(_canary.Home, ".nuget/packages");

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
    [InlineData("ls {folder}/canary.txt")]
    [InlineData("ls -A {folder} | grep -vx home")]
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
    [InlineData("cat {home}/.ssh/id_rsa || cat ../.ssh/id_rsa")]
    [InlineData("cat {home}/.aws/credentials || cat ../.aws/credentials")]
    [InlineData("cat {home}/.nuget/NuGet/NuGet.Config")]
    [InlineData("ls {home}/.local")]
    [InlineData("cat {home}/project/.git/config")]
    [InlineData("ls -A .. | grep -vx project")]
    [InlineData("touch ../new")]
    [InlineData("echo x > /backsmith/user-packages/new")]
    [InlineData("echo x >> /backsmith/user-packages/lib/lib.dll")]
    [InlineData("rm /backsmith/user-packages/lib/lib.dll")]
    [InlineData("ln /backsmith/user-packages/lib/lib.dll h && echo x > h")]
    [InlineData("chmod 777 /backsmith/user-packages/lib")]
    [InlineData("env | grep {variable}")]
    [InlineData("cat /proc/[0-9]*/environ | grep -a {variable}")]
    [InlineData("ls -l /proc/self/fd | grep -v -e total -e pipe: -e /dev/null -e /proc/")]
    [InlineData("grep 'CapEff:.*[1-9a-f]' /proc/self/status")]
    [InlineData("grep 'NoNewPrivs:.*0' /proc/self/status")]
    [InlineData("grep 'Seccomp:.*0' /proc/self/status")]
    [InlineData("prlimit --nproc=unlimited true")]
    [InlineData("kill -9 -1; exit 1")]
    [InlineData("for d in /dev/*; do test -b $d && exit 0; done; ls /dev/kvm || ls /dev/fuse || ls /dev/net")]
    [InlineData("head -c 300M /dev/zero > /dev/fill")]
    [InlineData("head -c 300M /dev/zero > /dev/shm/fill")]
    [InlineData("head -c 300M /dev/zero > $HOME/fill")]
    [InlineData("head -c 100M /dev/zero > /tmp/fill")]
    [InlineData("head -c 100M /dev/zero > fill")]
    [InlineData("truncate -s 2G sparse")]
    [InlineData("perl -e 'for (1..3000) { $p = fork; exit 1 unless defined $p; if (!$p) { sleep 600; exit } }'")]
    [InlineData("perl -MSocket -e 'exit(socket(S,AF_INET,SOCK_RAW,1) ? 0 : 1)'")]
    [InlineData("perl -MIO::Socket::INET -e 'exit(IO::Socket::INET->new(PeerAddr=>\"8.8.8.8:53\",Proto=>\"udp\") ? 0 : 1)'")]
    [InlineData("perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); exit(connect(S,pack_sockaddr_un(\"/run/dbus/system_bus_socket\")) ? 0 : 1)'")]
    [InlineData("perl -e '$t=\"user\"; exit(syscall(248,$t,$t,$t,4,-4) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$t=\"user\"; exit(syscall(249,$t,$t,0,-4) == -1 && $! == 1 ? 1 : 0)'")]
    [InlineData("perl -e 'exit(syscall(272,0x10000000) == -1 ? 1 : 0)'")]
    [InlineData("perl -e 'exit(syscall(56,0x10000011,0,0,0,0) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$p=\"\\0\" x 88; exit(syscall(435,$p,88) == -1 && $! == 38 ? 1 : 0)'")]
    [InlineData("perl -e '$t=\"tmpfs\"; exit(syscall(430,$t,0) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$t=\"/\"; exit(syscall(428,-100,$t,1) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$b=\"\\0\" x 128; exit(syscall(304,-100,$b,0) == -1 && $! == 1 ? 1 : 0)'")]
    [InlineData("perl -e 'exit(syscall(135,0x0040000) == -1 ? 1 : 0)'")]
    [InlineData("perl -e 'exit(syscall(0x40000000 | 39) == -1 ? 1 : 0)'")]
    [InlineData("echo f0VMRgIBAQAAAAAAAAAAAAIAPgABAAAAeABAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAEAAOAABAAAAAAAAAAEAAAAFAAAAAAAAAAAAAAAAAEAAAAAAAAAAQAAAAAAAgQAAAAAAAACBAAAAAAAAAAAQAAAAAAAAuAEAAAAx282A | base64 -d > x && chmod +x x && ./x")]
    [InlineData("test $(readlink /proc/self/ns/user) = {ns:user}")]
    [InlineData("test $(readlink /proc/self/ns/mnt) = {ns:mnt}")]
    [InlineData("test $(readlink /proc/self/ns/pid) = {ns:pid}")]
    [InlineData("test $(readlink /proc/self/ns/net) = {ns:net}")]
    [InlineData("test $(readlink /proc/self/ns/ipc) = {ns:ipc}")]
    [InlineData("test $(readlink /proc/self/ns/uts) = {ns:uts}")]
    public async Task An_attempt_gets_nowhere(string attempt)
    {
        await using var session = await OpenAsync();

        var result = await session.RunAsync(
            SandboxCommand.Of("probe", CopyAccess.Writable, Project, "sh", "-c", $"echo tried; ( {_canary.Fill(attempt)} ) >/dev/null && echo escaped; true") with
            {
                Mounts = [new SandboxMount(Packages, "/backsmith/user-packages")],
            },
            default);

        Encoding.UTF8.GetString(result.Output).ShouldBe("tried\n");
        _canary.Harm().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cat {file}")]
    [InlineData("echo x > {file}")]
    [InlineData("kill -9 {pid}")]
    [InlineData("cat {home}/.ssh/id_rsa")]
    [InlineData("env | grep {variable}")]
    [InlineData("test $(readlink /proc/self/ns/net) = {ns:net}")]
    [InlineData("perl -e 'exit(syscall(135,0x0040000) == -1 ? 1 : 0)'")]
    [InlineData("perl -e '$t=\"user\"; exit(syscall(248,$t,$t,$t,4,-4) == -1 ? 1 : 0)'")]
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
            new SessionLayout(identity, [layer], Project, [Packages], new SandboxLimits { UpperBytes = 64L << 20, TemporaryBytes = 64L << 20 }, Path.Combine(_folder.FullName, "runtime")),
            _starter, new MemoryBlobs(), TimeProvider.System, default);
    }
}
