using System.Text;
using Backsmith.Executions;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Sandboxes;

namespace Backsmith.Agents.Work;

/// <summary>A worker's throw-away copy: remembers what it changed, so that each step can be recorded and the copy made again.</summary>
/// <param name="copy">The copy.</param>
/// <param name="subject">What to build and test: folder, solution or project relative to the root.</param>
/// <param name="canWrite">Whether the worker may change files; the kernel refuses it otherwise.</param>
public sealed class Workspace(IThrowAwayCopy copy, string subject, bool canWrite) : IAsyncDisposable
{
    private ICodeBase? _code;
    private List<FileEdit> _edits = [];
    private bool _ranCommands;

    /// <summary>The copy.</summary>
    public IThrowAwayCopy Copy => copy;

    /// <summary>What to build and test.</summary>
    public string Subject => subject;

    /// <summary>Whether the worker may change files.</summary>
    public bool CanWrite => canWrite;

    /// <summary>Files that hold two versions between markers since the worker was put aside: others changed what it had changed. Default none.</summary>
    public IReadOnlyList<string> Conflicts { get; set; } = [];

    /// <summary>A file as text; null when there is none, or it is no text.</summary>
    public async ValueTask<SourceFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var versions = await copy.ReadAsync([path], cancellationToken);
        return versions[0] is { Content: { } bytes, Mode: "100644" or "100755" } ? SourceFile.Of(path, bytes) : null;
    }

    /// <summary>Whether there is anything at a path.</summary>
    public async ValueTask<bool> ExistsAsync(string path, CancellationToken cancellationToken) =>
        (await copy.ReadAsync([path], cancellationToken))[0].Content is not null;

    /// <summary>Writes or deletes files.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        await copy.WriteAsync(edits, cancellationToken);
        _edits.AddRange(edits);
    }

    /// <summary>Runs a command; it can write only where the worker may.</summary>
    public async ValueTask<CommandOutcome> RunAsync(string step, IReadOnlyList<string> arguments, bool writes, TimeSpan limit, CancellationToken cancellationToken)
    {
        var mayWrite = writes && canWrite;
        var outcome = await copy.RunAsync(new CopyCommand(step, arguments, mayWrite, limit), cancellationToken);
        _ranCommands |= mayWrite;
        return outcome;
    }

    /// <summary>The code as it stands, for questions about it; opened when it is first asked for.</summary>
    public async ValueTask<ICodeBase> CodeAsync(CancellationToken cancellationToken) => _code ??= await copy.InspectAsync(subject, cancellationToken);

    /// <summary>Closes the copy and what looks at it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_code is { } code)
        {
            _code = null;
            await code.DisposeAsync();
        }

        await copy.DisposeAsync();
    }

    /// <summary>What changed since this was last called, for the record of a step; null when nothing did.</summary>
    public async ValueTask<StepChanges?> TakeChangesAsync(CancellationToken cancellationToken)
    {
        var (edits, ran) = (_edits, _ranCommands);
        (_edits, _ranCommands) = ([], false);
        return ran ? new StepChanges { Tree = (await copy.DiffAsync(PatchAuthor.Agent, cancellationToken)).Diff.ToArray() }
            : edits.Count > 0 ? new StepChanges { Edits = edits }
            : null;
    }

    /// <summary>Lays the changes of a task on the copy as it stands. Where both changed a file, the two are merged line by line.</summary>
    /// <returns>Paths where they contradict each other; these hold both versions between markers.</returns>
    public async ValueTask<IReadOnlyList<string>> LayAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        var now = await copy.ReadAsync([.. changes.Files.Select(file => file.Before.Path)], cancellationToken);
        var conflicts = new List<string>();
        var edits = new List<FileEdit>();
        foreach (var (file, current) in changes.Files.Zip(now))
        {
            var merged = Same(current.Content, file.Before.Content) || Same(current.Content, file.After.Content)
                ? new MergedText(file.After.Content, false)
                : await MergeAsync(file, current, cancellationToken);
            edits.Add(new FileEdit(file.Before.Path, merged.Content));
            if (merged.Contradicts)
            {
                conflicts.Add(file.Before.Path);
            }
        }

        await copy.WriteAsync(edits, cancellationToken);
        return conflicts;
    }

    /// <summary>What this worker did: everything that differs from how it found the copy.</summary>
    /// <param name="start">Files as the worker found them, where they differ from the snapshot.</param>
    /// <param name="pristine">A copy of the snapshot that nothing was done to.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async ValueTask<ChangeSet> ChangesAsync(IReadOnlyDictionary<string, FileVersion> start, IThrowAwayCopy pristine, CancellationToken cancellationToken)
    {
        var patch = await copy.DiffAsync(PatchAuthor.Agent, cancellationToken);
        var paths = patch.Paths.Concat(start.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var original = await pristine.ReadAsync(paths, cancellationToken);
        var after = await copy.ReadAsync(paths, cancellationToken);
        return new ChangeSet([.. original.Zip(after, (before, now) => new ChangedContent(start.GetValueOrDefault(now.Path) ?? before, now)).Where(file => !Same(file.Before.Content, file.After.Content))]);
    }

    private async ValueTask<MergedText> MergeAsync(ChangedContent file, FileVersion current, CancellationToken cancellationToken)
    {
        if (current.Content is null || file.Before.Content is null || file.After.Content is null)
        {
            return new MergedText(file.After.Content ?? current.Content, true);
        }

        var merged = await copy.MergeAsync(current.Content, file.Before.Content, file.After.Content, cancellationToken);
        return merged.Content is null ? new MergedText(file.After.Content, true) : merged;
    }

    private static bool Same(byte[]? left, byte[]? right) => left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}
