using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Doctor;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Snapshots;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Backsmith.Storage;

namespace Backsmith.Sandbox;

/// <summary>The sandbox of Linux namespaces, seccomp and overlay copies, through bubblewrap.</summary>
public sealed class KernelSandbox(SandboxOptions options, IBlobStore logs, TimeProvider time) : ISandbox, IDisposable
{
    private readonly ProcessStarter _starter = new();

    /// <inheritdoc />
    public ValueTask<SandboxSupport> ProbeAsync(CancellationToken cancellationToken) =>
        new(new MachineProbe(options, _starter, logs, time).ProbeAsync(cancellationToken));

    /// <inheritdoc />
    public ValueTask<LocateOutcome> LocateAsync(string path, CancellationToken cancellationToken) =>
        ValueTask.FromResult(RepositoryLocator.Locate(path));

    /// <inheritdoc />
    public ValueTask<CaptureOutcome> CaptureAsync(Repository repository, string? revision, CancellationToken cancellationToken) =>
        new(new SnapshotCapture(options, _starter, logs, time).CaptureAsync(repository, revision, cancellationToken));

    /// <inheritdoc />
    public async ValueTask<IThrowAwayCopy> OpenCopyAsync(Repository repository, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var state = RepositoryState.Of(options, repository);
        var builder = Identity.ForBuilds();
        var tree = await new SnapshotCapture(options, _starter, logs, time).MaterialiseAsync(repository, snapshot, cancellationToken);
        var restored = state.Restored(snapshot.TreeId);
        var folders = DotNetFolders.Of(options, state, builder);
        var layout = new SessionLayout(
            builder,
            Directory.Exists(restored) ? [restored, tree] : [tree],
            repository.Root,
            [state.Git, .. folders.All],
            options.Limits,
            Path.Combine(options.StateFolder, "runtime"));
        var session = await CopySession.OpenAsync(layout, _starter, logs, time, cancellationToken);
        var git = new CopyGit(session, state.Git, repository.Root, snapshot.TreeId);
        return new ThrowAwayCopy(session, git, new DotNetToolchain(session, folders, options.Limits, repository.Root, restored), repository.Root);
    }

    /// <summary>Ends the thread that starts processes.</summary>
    public void Dispose() => _starter.Dispose();
}
