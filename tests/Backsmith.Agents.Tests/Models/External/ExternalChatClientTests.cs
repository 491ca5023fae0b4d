using System.Text.Json;
using Backsmith.Agents.Tests;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class ExternalChatClientTests : IDisposable
{
    private static readonly ModelName Name = ModelName.Parse("exec:agent --once");

    private readonly CancellationTokenSource _ended = new();
    private readonly List<ChatMessage> _messages = [new(ChatRole.System, "You are an engineer."), new(ChatRole.User, "Add a week.")];

    public void Dispose() => _ended.Dispose();

    [Fact]
    public async Task Calls_of_the_agent_are_answers_of_the_model_and_results_go_back_to_it()
    {
        var prompt = "";
        using var client = Client(async (work, token) =>
        {
            prompt = work.Prompt;
            work.Tools.Select(tool => tool.Name).ShouldBe(["read"]);
            var read = await work.CallAsync("read", JsonSerializer.SerializeToElement(new { path = "a.cs" }), token);
            return new ExternalEnd(0, $"It holds {read}.", "");
        });

        var call = (await AskAsync(client)).ShouldHaveSingleItem();
        Answer(call, "class A");
        var end = await client.GetResponseAsync(_messages, Options());

        call.Name.ShouldBe("read");
        call.Arguments!["path"]!.ToString().ShouldBe("a.cs");
        end.Text.ShouldBe("It holds class A.");
        prompt.ShouldContain("You are an engineer.");
        prompt.ShouldContain("Add a week.");
        prompt.ShouldContain("`backsmith` are the only way");
        prompt.ShouldNotContain("What you did so far");
    }

    [Fact]
    public async Task Calls_made_at_once_each_get_their_own_result()
    {
        var both = new TaskCompletionSource();
        using var client = Client(async (work, token) =>
        {
            var calls = new[] { "one", "two" }.Select(path => work.CallAsync("read", JsonSerializer.SerializeToElement(new { path }), token)).ToList();
            both.SetResult();
            return new ExternalEnd(0, string.Join(' ', await Task.WhenAll(calls)), "");
        });

        var asked = AskAsync(client);
        await both.Task;
        foreach (var call in await asked)
        {
            Answer(call, $"<{call.Arguments!["path"]}>");
        }

        while (await AskAsync(client) is { Count: > 0 } more)
        {
            more.ToList().ForEach(call => Answer(call, $"<{call.Arguments!["path"]}>"));
        }

        _messages[^1].Text.ShouldBe("<one> <two>");
    }

    [Fact]
    public async Task An_agent_that_is_gone_is_started_anew_with_what_was_done()
    {
        var prompts = new List<string>();
        Task<ExternalEnd> Run(ExternalWork work, CancellationToken token)
        {
            prompts.Add(work.Prompt);
            return Task.FromResult(new ExternalEnd(0, "Done.", ""));
        }

        _messages.Add(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("7", "read", new Dictionary<string, object?> { ["path"] = "a.cs" })]));
        _messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("7", "class A")]));
        using var client = Client(Run);
        await AskAsync(client);
        _messages.Add(new ChatMessage(ChatRole.User, "Go on with a tool."));
        await AskAsync(client);

        prompts.Count.ShouldBe(2);
        prompts[0].ShouldContain("# What you did so far");
        prompts[0].ShouldContain("You called read {\"path\":\"a.cs\"}\nIt answered: class A");
        prompts[1].ShouldEndWith("You said: Done.\n\nGo on with a tool.\n");
    }

    [Fact]
    public async Task An_agent_that_fails_is_named_with_its_last_words()
    {
        using var client = Client((_, _) => Task.FromResult(new ExternalEnd(3, "", "No credentials.")));

        var failure = await Should.ThrowAsync<ModelException>(() => AskAsync(client));

        failure.Failure.ShouldBe(new ModelFailure.AgentFailed("agent --once", 3, "No credentials."));
        failure.Message.ShouldStartWith("The agent 'agent --once' ended with exit code 3 and said: No credentials.");
    }

    [Fact]
    public async Task The_agent_is_killed_when_its_work_has_ended()
    {
        var killed = new TaskCompletionSource();
        using var client = Client(async (work, token) =>
        {
            try
            {
                await work.CallAsync("finish", JsonSerializer.SerializeToElement(new { }), token);
                return new ExternalEnd(0, "", "");
            }
            finally
            {
                killed.SetResult();
            }
        });

        (await AskAsync(client)).ShouldHaveSingleItem();
        await _ended.CancelAsync();

        await killed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_agent_that_does_nothing_for_too_long_is_killed_and_said_so()
    {
        var (time, killed, started) = (new FakeTime(), new TaskCompletionSource(), new TaskCompletionSource());
        using var client = new ExternalChatClient(Name, async (_, token) =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return new ExternalEnd(0, "", "");
            }
            finally
            {
                killed.SetResult();
            }
        }, new ModelOptions(), time);

        var asked = AskAsync(client);
        await started.Task;
        time.FireWithin(TimeSpan.FromMinutes(20));

        (await Should.ThrowAsync<ModelException>(() => asked)).Failure.ShouldBeOfType<ModelFailure.TimedOut>();
        await killed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static ExternalChatClient Client(RunExternalAgent run) => new(Name, run, new ModelOptions(), TimeProvider.System);

    private async Task<IReadOnlyList<FunctionCallContent>> AskAsync(ExternalChatClient client)
    {
        var response = await client.GetResponseAsync(_messages, Options());
        _messages.AddRange(response.Messages);
        return [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
    }

    private void Answer(FunctionCallContent call, string result) => _messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result)]));

    private ChatOptions Options()
    {
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("read", "Reads.", JsonSerializer.SerializeToElement(new { type = "object" }))] };
        new Conversation("12", _ended.Token).Mark(options);
        return options;
    }
}
