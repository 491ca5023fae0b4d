using System.Diagnostics;
using System.Text;
using Backsmith.Patches;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Shouldly;

namespace Backsmith.Sandbox.Tests.Snapshots;

/// <summary>A folder of a user, and the sandbox that takes snapshots of it; both vanish with the test.</summary>
internal sealed class CapturedRepository : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-snapshot-");
    private readonly SandboxOptions _options;

    public CapturedRepository()
    {
        Directory.CreateDirectory(Root);
        _options = new SandboxOptions(Path.Combine(_folder.FullName, "state"), null, null, new SandboxLimits());
        Sandbox = new KernelSandbox(_options, new MemoryBlobs(), TimeProvider.System);
    }

    public string Root => Path.Combine(_folder.FullName, "user");

    public KernelSandbox Sandbox { get; }

    /// <summary>A place beside the tree.</summary>
    public string Beside(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The git directory of ours that serves a repository.</summary>
    public string OwnGit(string? root = null) => RepositoryState.Of(_options, new Repository(root ?? Root, "", true)).Git;

    /// <summary>An empty repository.</summary>
    public CapturedRepository Initialised()
    {
        Git("init", "--quiet", "--initial-branch=main");
        return this;
    }

    /// <summary>A repository with one commit of what was written so far.</summary>
    public CapturedRepository Committed()
    {
        if (!Directory.Exists(Path.Combine(Root, ".git")))
        {
            Initialised();
        }

        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", "begin");
        return this;
    }

    public CapturedRepository With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public CapturedRepository With(string path, byte[] content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public string Git(params string[] arguments) => GitIn(Root, arguments);

    /// <summary>Runs the host's git on files of this test, deaf to the configuration of whoever runs it.</summary>
    public static string GitIn(string folder, params string[] arguments) =>
        Run(folder, "git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always", "-c", "gc.auto=0", "-c", "maintenance.auto=false", .. arguments]);

    public static string Shell(string folder, string script) => Run(folder, "bash", ["-c", script]);

    /// <summary>Takes a snapshot and holds it to the promises of every snapshot: the tree of the user is as it was, the layer holds the same files, and a copy shows no change.</summary>
    /// <param name="leftOut">Files of the tree that the snapshot does not hold.</param>
    public async Task<Snapshot> CaptureFaithfullyAsync(params string[] leftOut)
    {
        var before = TreePicture.Whole(Root);
        var snapshot = (await CaptureAsync()).Snapshot.ShouldNotBeNull();
        TreePicture.Whole(Root).ShouldBe(before);
        await using (var copy = await Sandbox.OpenCopyAsync(await LocateAsync(), snapshot, default))
        {
            (await copy.DiffAsync(PatchAuthor.Human, default)).Files.ShouldBeEmpty();
        }

        var layer = RepositoryState.Of(_options, await LocateAsync()).Tree(snapshot.TreeId);
        TreePicture.Content(layer).ShouldBe(TreePicture.Content(Expected(leftOut)));
        TreePicture.Whole(Root).ShouldBe(before);
        return snapshot;
    }

    /// <summary>Takes a snapshot.</summary>
    public async Task<CaptureOutcome> CaptureAsync(string? revision = null) =>
        await Sandbox.CaptureAsync(await LocateAsync(), revision, default);

    public async Task<Repository> LocateAsync() => (await Sandbox.LocateAsync(Root, default)).Repository.ShouldNotBeNull();

    public void Dispose()
    {
        Sandbox.Dispose();
        Shell("/", $"chmod -R u+rwX '{_folder.FullName}' && rm -rf '{_folder.FullName}'");
    }

    /// <summary>The tree without what is to be left out.</summary>
    private string Expected(string[] leftOut)
    {
        if (leftOut.Length == 0)
        {
            return Root;
        }

        var expected = Beside("expected");
        Shell("/", $"cp -a '{Root}' '{expected}'");
        foreach (var path in leftOut)
        {
            Shell(expected, $"test -e '{path}' && rm -rf -- '{path}'");
        }

        return expected;
    }

    private static string Run(string folder, string program, IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        info.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}{output}");
    }
}
