using Backsmith.Agents.Loop;
using Backsmith.Patches;
using Backsmith.Sandboxes;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Work;

/// <summary>Brings a fresh copy to where a worker left off: what others had done when it began, then what it did itself.</summary>
internal sealed class CopyRestorer(Workspace workspace, History history, FinishedWork finished)
{
    /// <summary>Restores.</summary>
    /// <returns>Files as the worker found them, where they differ from the snapshot.</returns>
    public async ValueTask<IReadOnlyDictionary<string, FileVersion>> RestoreAsync(WorkTask task, CancellationToken cancellationToken)
    {
        var begun = history.Changes.FindLastIndex(changes => changes.Start is not null);
        var putAside = history.Changes.Skip(begun + 1).LastOrDefault(changes => changes is { Own: not null, Start: null })?.Own;
        if (begun >= 0 && putAside is null)
        {
            return await AgainAsync(begun, cancellationToken);
        }

        IReadOnlyList<long> others = await finished.TasksAsync(task.ExecutionId, cancellationToken);
        var start = await LayAsync(others, cancellationToken);
        workspace.Conflicts = putAside is null ? [] : await workspace.LayAsync(putAside, cancellationToken);
        await history.AddAsync([], new StepChanges { Start = others, Own = putAside }, ModelUse.None, cancellationToken);
        return start;
    }

    private async ValueTask<IReadOnlyDictionary<string, FileVersion>> AgainAsync(int begun, CancellationToken cancellationToken)
    {
        var first = history.Changes[begun];
        var start = await LayAsync(first.Start!, cancellationToken);
        var own = first.Own;
        if (own is not null)
        {
            await workspace.LayAsync(own, cancellationToken);
        }

        var whole = history.Changes.FindLastIndex(changes => changes.Tree is not null);
        if (whole > begun)
        {
            await ReplaceAsync(history.Changes[whole].Tree!, start.Keys.Concat(own is null ? [] : own.Files.Select(file => file.After.Path)), cancellationToken);
        }

        var edits = history.Changes.Skip(Math.Max(whole, begun) + 1).SelectMany(changes => changes.Edits).GroupBy(edit => edit.Path).Select(group => group.Last()).ToList();
        if (edits.Count > 0)
        {
            await workspace.Copy.WriteAsync(edits, cancellationToken);
        }

        return start;
    }

    private async ValueTask ReplaceAsync(byte[] tree, IEnumerable<string> laid, CancellationToken cancellationToken)
    {
        await workspace.Copy.RevertAsync([.. laid.Distinct()], cancellationToken);
        if (tree.Length > 0 && await workspace.Copy.ApplyAsync(tree, cancellationToken) is { Applied: false, Refusal: var why })
        {
            throw new IOException($"What was recorded does not apply any more: {why}");
        }
    }

    private async ValueTask<IReadOnlyDictionary<string, FileVersion>> LayAsync(IReadOnlyList<long> tasks, CancellationToken cancellationToken)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in tasks)
        {
            var changes = await finished.ChangesAsync(id, cancellationToken);
            await workspace.LayAsync(changes, cancellationToken);
            paths.UnionWith(changes.Files.Select(file => file.After.Path));
        }

        return paths.Count == 0 ? new Dictionary<string, FileVersion>() : (await workspace.Copy.ReadAsync([.. paths], cancellationToken)).ToDictionary(file => file.Path);
    }
}
