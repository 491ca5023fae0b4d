using System.Text.Json;
using Backsmith.Agents.Tools;
using Backsmith.Agents.Work;
using Backsmith.Models;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Loop;

/// <summary>Everything that was said and done in a task, in order: the record, and what the task goes on from. It only ever grows.</summary>
public sealed class History
{
    private readonly WorkTask _task;
    private readonly IExecutionStore _store;
    private readonly IBlobStore _blobs;
    private readonly List<ChatMessage> _messages = [];
    private int _steps;
    private long _counted;
    private long _characters;

    private History(WorkTask task, IExecutionStore store, IBlobStore blobs) => (_task, _store, _blobs) = (task, store, blobs);

    /// <summary>What was said.</summary>
    public IReadOnlyList<ChatMessage> Messages => _messages;

    /// <summary>What the steps changed in the copy, in order.</summary>
    public List<StepChanges> Changes { get; } = [];

    /// <summary>Calls of the model so far.</summary>
    public int ModelCalls { get; private set; }

    /// <summary>Tokens of the next request: what the provider counted last, and a third of the characters since; of all characters where it does not count.</summary>
    public long Tokens => _counted + _characters / 3;

    /// <summary>Messages at the beginning of which long results are no longer sent.</summary>
    public int Folded { get; private set; }

    /// <summary>Facts that the worker proposed for the memory and that were not refused, in order.</summary>
    public IReadOnlyList<string> Proposals
    {
        get
        {
            var contents = _messages.SelectMany(message => message.Contents).ToList();
            var kept = contents.OfType<FunctionResultContent>().Where(result => $"{result.Result}".StartsWith("Proposed.", StringComparison.Ordinal)).Select(result => result.CallId).ToHashSet();
            return [.. contents.OfType<FunctionCallContent>().Where(call => call.Name == RememberTool.Called && kept.Contains(call.CallId)).Select(call => $"{call.Arguments?["text"]}").Distinct()];
        }
    }

    /// <summary>Reads what was recorded of a task.</summary>
    public static async ValueTask<History> LoadAsync(WorkTask task, IExecutionStore store, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var history = new History(task, store, blobs);
        foreach (var step in await store.StepsAsync(task.Id, cancellationToken))
        {
            var bytes = await blobs.GetAsync(step.Record, cancellationToken)
                ?? throw new StorageException(StorageFault.Damaged, $"Step {step.Number} of task {task.Id} is missing or damaged. Start a new execution.");
            var record = JsonSerializer.Deserialize<StepRecord>(bytes, AIJsonUtilities.DefaultOptions)!;
            AsTold(record.Messages);
            history.Take(record);
        }

        return history;
    }

    /// <summary>Makes results of tools the texts again that they were: as the JSON they were read from, providers and recordings would be sent another conversation than before.</summary>
    private static void AsTold(IEnumerable<ChatMessage> messages)
    {
        foreach (var result in messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>())
        {
            result.Result = result.Result is JsonElement { ValueKind: JsonValueKind.String } text ? text.GetString() : result.Result;
        }
    }

    /// <summary>Records a step, then takes it in.</summary>
    /// <exception cref="OperationCanceledException">Another runner has the task now.</exception>
    public async ValueTask AddAsync(IReadOnlyList<ChatMessage> messages, StepChanges? changes, ModelUse use, CancellationToken cancellationToken)
    {
        var record = new StepRecord(messages, changes, use, Folded);
        // What was paid for is recorded even when the run is being stopped.
        var digest = await _blobs.PutAsync(JsonSerializer.SerializeToUtf8Bytes(record, AIJsonUtilities.DefaultOptions), CancellationToken.None);
        var cost = use.Calls == 0 ? StepCost.None : new StepCost(use.Calls, use.InputTokens, use.OutputTokens, use.MicroDollars);
        if (!await _store.RecordStepAsync(_task.Id, _task.Attempt, new TaskStep(_steps + 1, digest, cost), CancellationToken.None))
        {
            throw new OperationCanceledException($"Task {_task.Id} is held by another runner.");
        }

        Take(record);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Sends long results at the beginning no longer; recorded with the next step.</summary>
    /// <param name="messages">How many messages lie there; never fewer than before.</param>
    internal void Fold(int messages) => Folded = Math.Max(Folded, messages);

    private void Take(StepRecord record)
    {
        _steps++;
        _messages.AddRange(record.Messages);
        ModelCalls += record.Use.Calls;
        Folded = record.Folded;
        if (record.Use.InputTokens > 0 && record.Messages.Count > 0)
        {
            (_counted, _characters) = (record.Use.InputTokens, 0);
        }

        _characters += record.Messages.Sum(Length);
        if (record.Changes is { } changes)
        {
            Changes.Add(changes);
        }
    }

    private static long Length(ChatMessage message) => message.Contents.Sum(content => content switch
    {
        TextContent text => text.Text.Length,
        FunctionCallContent call => call.Arguments?.Sum(argument => $"{argument.Value}".Length) ?? 0,
        FunctionResultContent result => $"{result.Result}".Length,
        _ => 0,
    });

    /// <summary>One step as it is stored.</summary>
    private sealed record StepRecord(IReadOnlyList<ChatMessage> Messages, StepChanges? Changes, ModelUse Use, int Folded = 0);
}

/// <summary>What calls of a model used.</summary>
/// <param name="Calls">How many were billed.</param>
/// <param name="InputTokens">Tokens sent, cached ones included.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="MicroDollars">Millionths of a US dollar; null when the price is not known.</param>
public sealed record ModelUse(int Calls, long InputTokens, long OutputTokens, long? MicroDollars)
{
    /// <summary>No call.</summary>
    public static ModelUse None { get; } = new(0, 0, 0, 0);

    /// <summary>What an answer used.</summary>
    public static ModelUse Of(ChatResponse response) =>
        Charge.Of(response) is { Count: > 0 } charges ? Of(charges) : new(1, response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0, null);

    /// <summary>What attempts used, those that failed included.</summary>
    public static ModelUse Of(IReadOnlyList<Charge> charges) => new(
        charges.Count, charges.Sum(charge => charge.InputTokens), charges.Sum(charge => charge.OutputTokens),
        charges.All(charge => charge.Usd is not null) ? (long)Math.Ceiling(charges.Sum(charge => charge.Usd!.Value) * 1_000_000m) : null);
}
