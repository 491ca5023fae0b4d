using System.Text.Json;
using Backsmith.Agents.Tools;
using Backsmith.Models;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Loop;

/// <summary>Asks the model, does what it asks for, and shows it what came of it, until it hands in a result. What happened is recorded at every step, so a run that was killed goes on where it was and pays nothing twice.</summary>
/// <param name="model">The model.</param>
/// <param name="tools">What it can do.</param>
/// <param name="history">What happened so far; the record.</param>
/// <param name="meter">Bounds on the execution.</param>
/// <param name="context">What tools work with.</param>
/// <param name="options">Bounds on one conversation.</param>
public sealed class AgentLoop(IChatClient model, IReadOnlyList<AgentTool> tools, History history, BudgetMeter meter, ToolContext context, LoopOptions options)
{
    private const string NoCall = "Go on with a tool, or end with the one that hands in your result.";

    private readonly Dictionary<string, AgentTool> _tools = tools.ToDictionary(tool => tool.Name);
    private readonly IReadOnlyList<AITool> _declared = [.. tools.Select(tool => tool.Declaration)];
    private readonly RepeatedActions _repeated = RepeatedActions.In(history.Messages);

    /// <summary>What the requests of this task have in common; null for a model that does not need to know.</summary>
    public Conversation? Conversation { get; init; }

    /// <summary>Works until there is a result, or a reason to stop.</summary>
    /// <param name="opening">The first messages of a task that has not begun yet.</param>
    /// <param name="cancellationToken">Stops at once; what was recorded stays.</param>
    public async ValueTask<LoopEnd> RunAsync(Func<ValueTask<IReadOnlyList<ChatMessage>>> opening, CancellationToken cancellationToken)
    {
        if (history.Messages.Count == 0)
        {
            await history.AddAsync(await opening(), null, ModelUse.None, cancellationToken);
        }

        while (true)
        {
            if (_repeated.Stop is { } circling)
            {
                return new LoopEnd.Stopped(circling, OverBudget: false);
            }

            if (Unanswered() is { Count: > 0 } calls)
            {
                if (await AnswerAsync(calls, cancellationToken) is { } end)
                {
                    return end;
                }

                continue;
            }

            if (await meter.ReachedAsync(cancellationToken) is { } reached)
            {
                return new LoopEnd.Stopped(reached, OverBudget: true);
            }

            if (history.ModelCalls >= options.MostCalls)
            {
                return new LoopEnd.Stopped($"The task took {options.MostCalls} calls of the model without a result.", OverBudget: false);
            }

            context.Progress.Report($"step {history.ModelCalls + 1}: asking the model");
            if (await AskAsync(cancellationToken) is { } failure)
            {
                return new LoopEnd.Stopped(failure.Sentence, OverBudget: false, MayPass: failure is { OthersMayAnswer: true } and not ModelFailure.UnknownModel);
            }

            if (Unanswered().Count == 0)
            {
                if (Silent() >= options.MostSilent)
                {
                    return new LoopEnd.Stopped("The model stopped using tools and handed in no result.", OverBudget: false);
                }

                await history.AddAsync([new ChatMessage(ChatRole.User, NoCall)], null, ModelUse.None, cancellationToken);
            }
        }
    }

    /// <summary>Asks once; what a failed call cost is booked too.</summary>
    private async ValueTask<ModelFailure?> AskAsync(CancellationToken cancellationToken)
    {
        var view = ContextView.Of(history, options);
        var asked = new ChatOptions { Tools = [.. _declared], AllowMultipleToolCalls = true, MaxOutputTokens = options.MaxOutputTokens };
        Conversation?.Mark(asked);
        try
        {
            var response = await model.GetResponseAsync(view, asked, cancellationToken);
            await history.AddAsync([.. response.Messages], null, ModelUse.Of(response), cancellationToken);
            return null;
        }
        catch (ModelException failed)
        {
            if (failed.Charges.Count > 0)
            {
                await history.AddAsync([], null, ModelUse.Of(failed.Charges), cancellationToken);
            }

            return failed.Failure;
        }
    }

    /// <summary>Calls of the last answer that have no result yet.</summary>
    private List<FunctionCallContent> Unanswered()
    {
        var answered = new HashSet<string>();
        foreach (var message in history.Messages.Reverse())
        {
            if (message.Role == ChatRole.Assistant)
            {
                return [.. message.Contents.OfType<FunctionCallContent>().Where(call => !answered.Contains(call.CallId))];
            }

            answered.UnionWith(message.Contents.OfType<FunctionResultContent>().Select(result => result.CallId));
        }

        return [];
    }

    /// <summary>How often in a row the model has been reminded to use a tool.</summary>
    private int Silent() => history.Messages.Reverse().TakeWhile(message => message.Text == NoCall || message.Role == ChatRole.Assistant).Count(message => message.Text == NoCall);

    /// <summary>Does what was asked for, in order. A call that ends the loop or has to wait stays unanswered, and those after it are not made: a run that is killed there makes it again.</summary>
    private async ValueTask<LoopEnd?> AnswerAsync(List<FunctionCallContent> calls, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        LoopEnd? end = null;
        foreach (var call in calls)
        {
            switch (await UseAsync(call, cancellationToken))
            {
                case ToolAnswer.Later later:
                    end = new LoopEnd.Waiting(later.Keys);
                    break;
                case ToolAnswer.Done done:
                    end = new LoopEnd.Finished(done.Outcome);
                    break;
                case ToolAnswer.Said said:
                    results.Add(new FunctionResultContent(call.CallId, said.Content));
                    break;
            }

            if (end is not null || _repeated.Stop is not null)
            {
                break;
            }
        }

        await RecordAsync(results, cancellationToken);
        return end;
    }

    private async ValueTask RecordAsync(List<AIContent> results, CancellationToken cancellationToken)
    {
        if (results.Count > 0)
        {
            await history.AddAsync([new ChatMessage(ChatRole.Tool, results)], await context.Workspace.TakeChangesAsync(cancellationToken), ModelUse.None, cancellationToken);
        }
    }

    private async ValueTask<ToolAnswer> UseAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        var arguments = JsonSerializer.SerializeToElement(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions);
        context.Progress.Report($"step {history.ModelCalls}: {call.Name}");
        var answer = Unusable(call) ?? await _tools[call.Name].RunAsync(arguments, context, cancellationToken);
        if (answer is not ToolAnswer.Said said)
        {
            return answer;
        }

        var clipped = await OutputClip.OfAsync(context.Redaction.Of(said.Content), options.LongestOutput, context.Blobs, cancellationToken);
        return said with { Content = clipped + _repeated.Note(call.Name, arguments.GetRawText(), clipped) };
    }

    /// <summary>What is wrong with a call before any tool has seen it; null when nothing is.</summary>
    private ToolAnswer? Unusable(FunctionCallContent call) =>
        UnreadableArguments.In(call) is { } written ? ToolAnswer.Wrong($"The arguments of {call.Name} are no JSON object; they begin with: {written[..Math.Min(written.Length, 200)]}\nSend the call again. Was the answer cut at its limit of {options.MaxOutputTokens} tokens? Then write less in one answer: what came before this call is done.")
        : !_tools.ContainsKey(call.Name) ? ToolAnswer.Wrong($"There is no tool '{call.Name}' in this task. There are: {string.Join(", ", _tools.Keys)}.")
        : null;
}

/// <summary>Bounds on one conversation.</summary>
/// <param name="MostCalls">Calls of the model for one task, 1 or more; default 500.</param>
/// <param name="MostSilent">Answers in a row that use no tool, 0 or more; default 3.</param>
/// <param name="LongestOutput">Characters of one output that the model is shown, 1000 or more; default 12,000.</param>
/// <param name="ContextTokens">Tokens that the model can read at once; default 160,000.</param>
/// <param name="MaxOutputTokens">Tokens of one answer; default 16,000.</param>
/// <param name="LongestContext">Tokens that are used of what a model can read; default 400,000: longer conversations cost more and are followed less.</param>
public sealed record LoopOptions(
    int MostCalls = 500, int MostSilent = 3, int LongestOutput = 12_000, long ContextTokens = 160_000, int MaxOutputTokens = 16_000, long LongestContext = 400_000);

/// <summary>Why a loop ended.</summary>
public abstract record LoopEnd
{
    private LoopEnd()
    {
    }

    /// <summary>The worker handed in its result.</summary>
    /// <param name="Result">As JSON.</param>
    public sealed record Finished(string Result) : LoopEnd;

    /// <summary>It waits for other tasks.</summary>
    /// <param name="Keys">Their keys.</param>
    public sealed record Waiting(IReadOnlyList<string> Keys) : LoopEnd;

    /// <summary>It ended without a result.</summary>
    /// <param name="Reason">One sentence.</param>
    /// <param name="OverBudget">Whether a bound of the execution was reached.</param>
    /// <param name="MayPass">Whether the reason may be gone later, with the task going on where it was: a provider that is down, a key that has expired.</param>
    public sealed record Stopped(string Reason, bool OverBudget, bool MayPass = false) : LoopEnd;
}
