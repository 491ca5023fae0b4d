using System.Globalization;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Bubblewrap;

/// <summary>Writes the bubblewrap command line of one command.</summary>
internal static class BubblewrapArguments
{
    private static readonly string[] EtcFiles =
        ["passwd", "group", "ld.so.cache", "alternatives", "localtime", "nsswitch.conf", "hosts", "ssl/certs", "ssl/openssl.cnf", "ca-certificates", "pki"];

    /// <summary>Everything after <c>bwrap</c>.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="mounts">Staged mounts, in order; the copy first.</param>
    /// <param name="inner">User id seen inside.</param>
    /// <param name="limits">Resource limits.</param>
    public static List<string> For(SandboxCommand command, IReadOnlyList<SandboxMount> mounts, uint inner, SandboxLimits limits)
    {
        var id = inner.ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try",
            "--uid", id, "--gid", id, "--cap-drop", "ALL", "--hostname", "sandbox", "--die-with-parent", "--new-session", "--clearenv",
        ];
        if (command.Network == NetworkAccess.None)
        {
            arguments.Add("--unshare-net");
        }

        if (!command.AllowNesting)
        {
            arguments.Add("--disable-userns");
        }

        AddSystem(arguments, command.Network, limits);
        foreach (var mount in mounts)
        {
            arguments.AddRange([mount.Writable ? "--bind" : "--ro-bind", mount.Source, mount.Target]);
        }

        // What bubblewrap makes for / and /dev has no size limit.
        arguments.AddRange(["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", command.WorkingDirectory]);
        foreach (var (name, value) in Variables(command, limits))
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        arguments.AddRange(["--", "prlimit", $"--nproc={limits.Processes}", $"--fsize={limits.FileBytes}", $"--data={limits.DataBytes}", "--core=0", "--"]);
        arguments.AddRange(command.Arguments);
        return arguments;
    }

    private static void AddSystem(List<string> arguments, NetworkAccess network, SandboxLimits limits)
    {
        arguments.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach (var name in new[] { "bin", "sbin", "lib", "lib64", "lib32" })
        {
            var path = new DirectoryInfo("/" + name);
            if (path.LinkTarget is { } target)
            {
                arguments.AddRange(["--symlink", target, "/" + name]);
            }
            else if (path.Exists)
            {
                arguments.AddRange(["--ro-bind", path.FullName, path.FullName]);
            }
        }

        arguments.AddRange(["--dir", "/etc"]);
        foreach (var file in network == NetworkAccess.Restore ? [.. EtcFiles, "resolv.conf"] : EtcFiles)
        {
            arguments.AddRange(["--ro-bind-try", "/etc/" + file, "/etc/" + file]);
        }

        arguments.AddRange(
        [
            "--proc", "/proc", "--dev", "/dev",
            "--size", "268435456", "--tmpfs", "/dev/shm",
            "--size", limits.TemporaryBytes.ToString(CultureInfo.InvariantCulture), "--tmpfs", "/tmp",
            "--size", "268435456", "--tmpfs", "/home/sandbox",
        ]);
    }

    private static Dictionary<string, string> Variables(SandboxCommand command, SandboxLimits limits)
    {
        var variables = new Dictionary<string, string>
        {
            ["HOME"] = "/home/sandbox",
            ["USER"] = "sandbox",
            ["TMPDIR"] = "/tmp",
            ["PATH"] = limits.DotNetRoot is { } root ? $"{root}:/usr/local/bin:/usr/bin:/bin" : "/usr/local/bin:/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",
            ["CI"] = "true",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_PAGER"] = "cat",
            ["PAGER"] = "cat",
        };
        foreach (var (name, value) in command.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
