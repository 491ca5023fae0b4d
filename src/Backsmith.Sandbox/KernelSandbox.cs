using Backsmith.Repositories;
using Backsmith.Sandbox.Agents;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Doctor;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Runs;
using Backsmith.Sandbox.Snapshots;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Backsmith.Storage;

namespace Backsmith.Sandbox;

/// <summary>The sandbox of Linux namespaces, seccomp and overlay copies, through bubblewrap.</summary>
public sealed class KernelSandbox(SandboxOptions options, IBlobStore logs, TimeProvider time) : ISandbox, IDisposable
{
    private readonly ProcessStarter _starter = new();
    private readonly Lazy<RunFolder> _run = new(() => RunFolder.Create(options.StateFolder));

    /// <inheritdoc />
    public ValueTask<SandboxSupport> ProbeAsync(CancellationToken cancellationToken) =>
        new(new MachineProbe(options, _starter, logs, time).ProbeAsync(cancellationToken));

    /// <inheritdoc />
    public ValueTask<LocateOutcome> LocateAsync(string path, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Locate(path));

    /// <summary>Finds the repository that contains a path; touches nothing.</summary>
    public static LocateOutcome Locate(string path) => RepositoryLocator.Locate(path);

    /// <inheritdoc />
    public ValueTask<CaptureOutcome> CaptureAsync(Repository repository, string? revision, CancellationToken cancellationToken) =>
        new(Captures().CaptureAsync(repository, revision, cancellationToken));

    /// <inheritdoc />
    public async ValueTask<IThrowAwayCopy> OpenCopyAsync(Repository repository, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var state = RepositoryState.Of(options, repository);
        var builder = Identity.ForBuilds();
        var (tree, inputs, manifests) = await Captures().MaterialiseAsync(repository, snapshot, cancellationToken);
        var restored = state.Restored(inputs);
        var kept = Directory.Exists(restored);
        var own = _run.Value.Fresh("copy", builder);
        var folders = DotNetFolders.Of(options, state, own, builder);
        var others = PartFolders.Of(state, own, builder);
        var installed = new InstalledPackages(others.Installed, manifests, state.RestoreLock, builder, _starter);
        var layout = new SessionLayout(
            builder,
            [.. kept ? [restored] : Array.Empty<string>(), .. installed.Layers(), tree],
            repository.Root,
            [state.Git, .. folders.All, .. others.All],
            options.Limits,
            Path.Combine(options.StateFolder, "runtime"),
            _run.Value.Name);
        var session = await CopySession.OpenAsync(layout, _starter, logs, time, cancellationToken);
        var git = new CopyGit(session, state.Git, repository.Root, snapshot.TreeId);
        var layer = new RestoredLayer(restored, kept, state.RestoreLock, _run.Value, _starter);
        var dotnet = new DotNetToolchain(session, folders, options.Limits, repository.Root, layer, inputs);
        var bench = new PartBench(session, new ExchangeFolder(folders.Exchange), folders, others, installed, options.Limits, repository.Root);
        return new ThrowAwayCopy(session, git, dotnet, new CopyToolchains(dotnet, bench, git.ChangedPathsAsync), repository.Root, own);
    }

    /// <summary>Runs an external agent until it ends, in a sandbox of its own without the repository. Cancelled, it kills the agent and everything it started.</summary>
    /// <param name="command">The agent.</param>
    /// <param name="serveTools">Serves one connection to the tools; there may be several.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="IOException">The machine cannot make the sandbox, or one of the agent's files cannot be read.</exception>
    public Task<AgentEnd> RunAgentAsync(AgentCommand command, Func<Stream, CancellationToken, Task> serveTools, CancellationToken cancellationToken) =>
        new AgentSandbox(options, _run.Value, _starter, logs, time).RunAsync(command, serveTools, cancellationToken);

    /// <summary>Ends the thread that starts processes, and takes the temporary folders of this run away.</summary>
    public void Dispose()
    {
        _starter.Dispose();
        if (_run.IsValueCreated)
        {
            _run.Value.Dispose();
        }
    }

    private SnapshotCapture Captures() => new(options, _run.Value, _starter, logs, time);
}
