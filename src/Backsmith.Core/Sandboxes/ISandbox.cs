using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Repositories;
using Backsmith.Snapshots;

namespace Backsmith.Sandboxes;

/// <summary>The only place where anything of a repository is read, built or run. The user's tree is mounted read-only at most.</summary>
public interface ISandbox
{
    /// <summary>What this machine offers, for <c>doctor</c> and before every execution. Nothing untrusted runs when it is not <see cref="SandboxSupport.Usable"/>.</summary>
    ValueTask<SandboxSupport> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Finds the repository that contains a path, without running git on the host.</summary>
    /// <param name="path">A folder, solution or project; absolute.</param>
    ValueTask<LocateOutcome> LocateAsync(string path, CancellationToken cancellationToken);

    /// <summary>Captures the tracked and unignored files as they stand, or the tree of a revision.</summary>
    /// <param name="repository">Which.</param>
    /// <param name="revision">A git revision of the repository whose tree is taken instead of the working tree; null for the working tree.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    ValueTask<CaptureOutcome> CaptureAsync(Repository repository, string? revision, CancellationToken cancellationToken);

    /// <summary>Opens a throw-away copy of a snapshot at the repository's own absolute path. It vanishes when disposed, or when this process dies.</summary>
    ValueTask<IThrowAwayCopy> OpenCopyAsync(Repository repository, Snapshot snapshot, CancellationToken cancellationToken);
}

/// <summary>A writable copy of a snapshot inside the sandbox. Nothing it does reaches the user's tree.</summary>
public interface IThrowAwayCopy : IAsyncDisposable
{
    /// <summary>Restores packages. The network is reachable only with <see cref="NetworkAccess.Restore"/>, which only an unchanged copy may ask for.</summary>
    ValueTask<RestoreOutcome> RestoreAsync(string subject, NetworkAccess network, CancellationToken cancellationToken);

    /// <summary>Says which stacks the copy holds for a subject; runs nothing of it.</summary>
    ValueTask<StackSurvey> SurveyAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Has parts of other stacks beside C# built and tested that hold one of the paths; what is changed through this copy includes itself. Without C# every part counts anyway.</summary>
    /// <param name="paths">Relative to the root; the empty path stands for everything.</param>
    void Include(IReadOnlyList<string> paths);

    /// <summary>Installs what parts of other stacks beside C# depend on that hold one of the paths; nothing where there is no C#, as <see cref="RestoreAsync"/> does it there.</summary>
    ValueTask<RestoreOutcome> InstallBesideAsync(string subject, IReadOnlyList<string> paths, NetworkAccess network, CancellationToken cancellationToken);

    /// <summary>Builds the subject and counts its warnings and errors.</summary>
    ValueTask<BuildOutcome> BuildAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Discovers and runs the tests of what was built; results come from the runner's own files.</summary>
    /// <param name="subject">Folder, solution or project relative to the root.</param>
    /// <param name="only">Fully qualified test names to run, or null for all.</param>
    /// <param name="limit">Time for the tests of one project, or null for the longest that the sandbox allows.</param>
    /// <param name="cancellationToken">Cancels the run and kills every process of it.</param>
    ValueTask<TestOutcome> TestAsync(string subject, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken);

    /// <summary>Runs the tests once more with line coverage.</summary>
    /// <param name="subject">Folder, solution or project relative to the root.</param>
    /// <param name="except">Names of tests to leave out: what a failing test reaches shows nothing.</param>
    /// <param name="cancellationToken">Cancels the run and kills every process of it.</param>
    ValueTask<CoverageOutcome> CoverAsync(string subject, IReadOnlyList<string> except, CancellationToken cancellationToken);

    /// <summary>Versions of the tools that build this copy; empty when none runs.</summary>
    ValueTask<string> SdkVersionAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Opens the inspector on this copy as it stands.</summary>
    ValueTask<ICodeBase> InspectAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Runs a command in the copy, without network, with the toolchain and the packages at hand. What it writes stays in the copy.</summary>
    ValueTask<CommandOutcome> RunAsync(CopyCommand command, CancellationToken cancellationToken);

    /// <summary>Writes whole files; used by code fixes, recipes and models.</summary>
    ValueTask WriteAsync(IReadOnlyList<FileEdit> files, CancellationToken cancellationToken);

    /// <summary>Puts the named paths back to the snapshot's content; a path that the snapshot does not have is deleted.</summary>
    ValueTask RevertAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken);

    /// <summary>Reads whole files as they stand in the copy. A path that is no regular file or symbolic link has null content.</summary>
    ValueTask<IReadOnlyList<FileVersion>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken);

    /// <summary>Merges two versions of a text that come from one, line by line; nothing in the copy changes.</summary>
    /// <param name="current">One version.</param>
    /// <param name="origin">What both come from.</param>
    /// <param name="other">The other version.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    ValueTask<MergedText> MergeAsync(byte[] current, byte[] origin, byte[] other, CancellationToken cancellationToken);

    /// <summary>What git says changed against the snapshot, ignored files left out.</summary>
    ValueTask<Patch> DiffAsync(PatchAuthor author, CancellationToken cancellationToken);

    /// <summary>Applies a diff as stock <c>git apply</c> would, whole or not at all.</summary>
    ValueTask<ApplyOutcome> ApplyAsync(ReadOnlyMemory<byte> diff, CancellationToken cancellationToken);
}

/// <summary>Whether a restore may reach the package sources.</summary>
public enum NetworkAccess
{
    /// <summary>Nothing is reachable.</summary>
    None,

    /// <summary>The package sources are reachable while restoring.</summary>
    Restore,
}
