using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Seccomp;
using Backsmith.Sandboxes;
using Backsmith.Storage;

namespace Backsmith.Sandbox.Doctor;

/// <summary>Tries what the sandbox needs, each by using it.</summary>
internal sealed class MachineProbe(SandboxOptions options, ProcessStarter starter, IBlobStore logs, TimeProvider time)
{
    private static readonly (string Program, string Package)[] Programs =
    [
        ("bwrap", "bubblewrap"), ("git", "git"), ("unshare", "util-linux"), ("nsenter", "util-linux"), ("setpriv", "util-linux"), ("prlimit", "util-linux"),
    ];

    /// <summary>What other stacks than .NET need; nothing that C# does.</summary>
    private static readonly (string Program, string Package, string Stack)[] Optional =
        [("node", "nodejs", "Node.js"), ("npm", "npm", "Node.js"), ("python3", "python3 python3-pip python3-venv", "Python"), ("pytest-3", "python3-pytest", "Python")];

    public async Task<SandboxSupport> ProbeAsync(CancellationToken cancellationToken)
    {
        var found = new List<SandboxRequirement>();
        foreach (var (program, package) in Programs)
        {
            found.Add(Program(program, package));
        }

        found.Add(SeccompFilter.Build(false) is null
            ? new SandboxRequirement("system call filter", false, $"no table for {System.Runtime.InteropServices.RuntimeInformation.OSArchitecture}", "Use an x86-64 or arm64 machine.", true)
            : new SandboxRequirement("system call filter", true, "seccomp", null, true));
        found.Add(DotNet());
        found.AddRange(Optional.Select(tool => Program(tool.Program, tool.Package) with { Required = false, Name = $"{tool.Program} ({tool.Stack})" }));
        found.Add(State());
        if (found.TrueForAll(item => item.Present || !item.Required))
        {
            found.Add(await CopyAsync(cancellationToken));
        }

        return new SandboxSupport(found.TrueForAll(item => item.Present || !item.Required), found);
    }

    private static SandboxRequirement Program(string program, string package)
    {
        var path = new[] { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin" }
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        return path is null
            ? new SandboxRequirement(program, false, "not found", $"apt-get install -y {package}", true)
            : new SandboxRequirement(program, true, path, null, true);
    }

    private SandboxRequirement DotNet() =>
        options.Limits.DotNetRoot is { } root && Directory.Exists(Path.Combine(root, "sdk"))
            ? new SandboxRequirement(".NET SDK", true, root, null, true)
            : new SandboxRequirement(".NET SDK", false, "not found", "Start Backsmith through its launcher, which installs the SDK into .dotnet/.", true);

    private SandboxRequirement State()
    {
        var free = new DriveInfo(options.StateFolder).AvailableFreeSpace;
        return free < 1L << 30
            ? new SandboxRequirement("free space", false, $"{free >> 20} MiB at {options.StateFolder}", "Free at least 1 GiB, or point BACKSMITH_HOME at a larger disk.", true)
            : new SandboxRequirement("free space", true, $"{free >> 30} GiB at {options.StateFolder}", null, true);
    }

    /// <summary>Opens a real copy and runs a real command in it.</summary>
    private async Task<SandboxRequirement> CopyAsync(CancellationToken cancellationToken)
    {
        const string Name = "namespaces and overlay copies";
        var identity = Identity.ForBuilds();
        var layer = RepositoryState.Own(Path.Combine(options.StateFolder, "runtime", "probe-layer"), identity);
        try
        {
            var layout = new SessionLayout(identity, [layer], "/probe", [], options.Limits, Path.Combine(options.StateFolder, "runtime"));
            await using var session = await CopySession.OpenAsync(layout, starter, logs, time, cancellationToken);
            var result = await session.RunAsync(SandboxCommand.Of("probe", CopyAccess.Writable, "/probe", "sh", "-c", "echo yes > file && cat file"), cancellationToken);
            return result.Succeeded
                ? new SandboxRequirement(Name, true, identity.Drops ? $"as root, commands run as uid {identity.Uid} without capabilities" : "rootless", null, true)
                : new SandboxRequirement(Name, false, result.Text, Remedy(), true);
        }
        catch (IOException error)
        {
            return new SandboxRequirement(Name, false, error.Message, Remedy(), true);
        }
    }

    private static string Remedy() =>
        Setting("/proc/sys/kernel/unprivileged_userns_clone") == "0" ? "sysctl -w kernel.unprivileged_userns_clone=1"
        : Setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1" ? "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
        : Setting("/proc/sys/user/max_user_namespaces") == "0" ? "sysctl -w user.max_user_namespaces=15000"
        : "Allow user namespaces and overlay mounts in them (Linux 5.11 or later); in a container, start it with the permissions that nested namespaces need.";

    private static string? Setting(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
