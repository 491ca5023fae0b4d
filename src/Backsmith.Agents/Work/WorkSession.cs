using System.Globalization;
using Backsmith.Agents.Loop;
using Backsmith.Agents.Tools;
using Backsmith.Executions;
using Backsmith.Models;
using Backsmith.Secrets;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Work;

/// <summary>A model at work on one task: the base, a copy of it, the record, and what must not be shown.</summary>
internal sealed class WorkSession : IAsyncDisposable
{
    private readonly Workshop _workshop;
    private readonly TaskContext _context;
    private readonly IReadOnlyList<string> _secrets;
    private readonly CancellationTokenSource _ended = new();

    private WorkSession(Workshop workshop, TaskContext context, ReviewedBase reviewed, History history, Workspace workspace, IReadOnlyList<string> secrets)
    {
        (_workshop, _context, _secrets) = (workshop, context, secrets);
        (Base, History, Workspace) = (reviewed, history, workspace);
    }

    /// <summary>The reviewed base.</summary>
    public ReviewedBase Base { get; }

    /// <summary>What happened so far.</summary>
    public History History { get; }

    /// <summary>The copy.</summary>
    public Workspace Workspace { get; }

    /// <summary>Values that no model may see, longest first.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>Opens a fresh copy of the base and reads what was recorded of the task.</summary>
    public static async ValueTask<WorkSession> OpenAsync(Workshop workshop, TaskContext context, string reviewedBase, bool canWrite, CancellationToken cancellationToken)
    {
        var reviewed = await new RecordStore(workshop.Blobs).GetAsync<ReviewedBase>(reviewedBase, cancellationToken);
        var history = await History.LoadAsync(context.Task, workshop.Store, workshop.Blobs, cancellationToken);
        var workspace = new Workspace(await workshop.Sandbox.OpenCopyAsync(workshop.Request.Repository, reviewed.Snapshot, cancellationToken), workshop.Request.Repository.Subject, canWrite);
        try
        {
            return new WorkSession(workshop, context, reviewed, history, workspace, await SecretValues.InAsync(workspace.Copy, reviewed.Review.Findings, cancellationToken));
        }
        catch
        {
            await workspace.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the model work until it hands in a result, or has to stop.</summary>
    /// <param name="role">Who it is: decides its tools.</param>
    /// <param name="finish">The tool that hands in the result.</param>
    /// <param name="opening">The first messages, when the task has not begun yet.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public ValueTask<LoopEnd> RunAsync(string role, AgentTool finish, Func<ValueTask<IReadOnlyList<ChatMessage>>> opening, CancellationToken cancellationToken)
    {
        var tools = ToolBox.For(_context.Task.Phase, _workshop.ToolsOf(role), finish);
        var context = new ToolContext(_context.Task, Workspace, _workshop.Store, _workshop.Blobs, _workshop.Limits, _workshop.Knowledge, _secrets, _context.Progress);
        var conversation = new Conversation(_context.Task.Id.ToString(CultureInfo.InvariantCulture), _ended.Token);
        return new AgentLoop(_workshop.Model, tools, History, _workshop.Meter, context, _workshop.Options) { Conversation = conversation }.RunAsync(CleanAsync, cancellationToken);

        // Files of the repository stand in it: trusted skills, the feedback of a proof.
        async ValueTask<IReadOnlyList<ChatMessage>> CleanAsync() => [.. (await opening()).Select(message => new ChatMessage(message.Role, context.Redaction.Of(message.Text)))];
    }

    /// <summary>Ends the conversation and closes the copy.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _ended.Dispose();
        await Workspace.DisposeAsync();
    }
}
