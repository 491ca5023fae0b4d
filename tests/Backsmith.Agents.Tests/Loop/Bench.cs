using Backsmith.Agents.Tools;
using Backsmith.Agents.Work;
using Backsmith.Executions;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.Storage.Files;
using Backsmith.Storage.Sqlite;
using Backsmith.WorkTasks;
using Shouldly;

namespace Backsmith.Agents.Tests.Loop;

/// <summary>A queue with one task, and what a loop needs beside it.</summary>
internal sealed class Bench
{
    public const string Execution = "20260102-030405-0003";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-agents-");
    private SqliteExecutionStore? _store;

    public IExecutionStore Store => _store!;

    public IBlobStore Blobs => new FileBlobStore(Path.Combine(_folder.FullName, "blobs"));

    public bool LaterIsThere { get; set; }

    public async Task OpenAsync()
    {
        _store = await SqliteExecutionStore.OpenAsync(Path.Combine(_folder.FullName, "backsmith.db"), TimeProvider.System, isGone: _ => true);
        NewTask[] plan = [new("a", "work", Phase.Building, TaskPurpose.Plan, "a", "what", "why", RecordJson.Write(new WorkPayload("base", "plan", "backend-engineer", [], null)), [])];
        (await Store.CreateAsync(new Execution(Execution, "solve", "/r", "{}", ExecutionState.Active, null, DateTimeOffset.UnixEpoch, null), plan, new SpawnLimits(), CancellationToken.None)).Accepted.ShouldBeTrue();
    }

    /// <summary>Takes the task over, as another process does when one was killed.</summary>
    public async Task<WorkTask> ClaimAsync() => (await Store.ClaimAsync(Execution, "one", TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldNotBeNull();

    public ToolContext Context(WorkTask task, IThrowAwayCopy? copy = null, params IReadOnlyList<string> secrets) =>
        Context(task, new Workspace(copy!, "", canWrite: copy is not null), secrets);

    public ToolContext Context(WorkTask task, Workspace workspace, params IReadOnlyList<string> secrets) => new(
        task, workspace, _store!, Blobs, new SpawnLimits(),
        new Knowledge(new Dictionary<string, string>(), _ => null, [], (_, _) => new((string?)null)), secrets, new Progress<string>());

    public async Task CloseAsync()
    {
        await _store!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
