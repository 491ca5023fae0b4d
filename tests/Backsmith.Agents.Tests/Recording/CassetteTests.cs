using System.Text;
using Backsmith.Models;
using Backsmith.Models.Tests;
using Backsmith.Secrets;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Recording.Tests;

public sealed class CassetteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backsmith-cassettes-").FullName;
    private readonly FakeTime _time = new();

    private string Tape => Path.Combine(_folder, "run.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_is_gone_through_again_without_a_model()
    {
        var recorded = await RunAsync(Recorder(Model("one", "two", "three")), "build took 12 ms in /tmp/backsmith-x1/app, id 20261121-120000-aaaa");

        using var player = Player();
        var replayed = await RunAsync(player, "build took 3.5 s in /tmp/backsmith-x2/app, id 20261122-130000-bbbb");

        replayed.ShouldBe(recorded);
        player.Remaining.ShouldBe(0);
    }

    [Fact]
    public async Task Only_what_is_new_is_written_and_a_file_is_for_its_owner()
    {
        await RunAsync(Recorder(Model("one", "two", "three")), "result");

        var text = await File.ReadAllTextAsync(Tape);
        text.Split("the task of this run").Length.ShouldBe(2);
        text.Split("Be careful.").Length.ShouldBe(2);
        File.GetUnixFileMode(Tape).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Another_way_is_told_with_the_step_and_what_differs()
    {
        await RunAsync(Recorder(Model("one", "two", "three")), new string('x', 300) + " 14 tests passed");

        using var player = Player();
        var error = await Should.ThrowAsync<ModelException>(() => RunAsync(player, new string('x', 300) + " 13 tests passed, 1 failed"));

        var diverged = error.Failure.ShouldBeOfType<ModelFailure.Diverged>();
        diverged.Step.ShouldBe(2);
        diverged.Expected.ShouldStartWith("message 4 '…xxx");
        diverged.Expected.ShouldEndWith("14 tests passed'");
        diverged.Got.ShouldEndWith("13 tests passed, 1 failed'");
        player.Remaining.ShouldBe(2);
    }

    [Fact]
    public async Task A_further_request_meets_the_end()
    {
        await RunAsync(Recorder(Model("one", "two", "three")), "result");
        using var player = Player();
        await RunAsync(player, "result");

        var error = await Should.ThrowAsync<ModelException>(() => RunAsync(player, "result"));

        error.Failure.ShouldBe(new ModelFailure.Diverged(4, "the end of this conversation", "'user: the task of this run'"));
    }

    [Fact]
    public async Task Another_task_is_told_by_its_words()
    {
        await RunAsync(Recorder(Model("one", "two", "three")), "result");
        using var player = Player();

        var error = await Should.ThrowAsync<ModelException>(() => player.GetResponseAsync([new(ChatRole.System, "Be careful."), new(ChatRole.User, "the task of another run")]));

        error.Failure.ShouldBe(new ModelFailure.Diverged(1, "message 2 'user: the task of this run'", "'user: the task of another run'"));
    }

    [Fact]
    public async Task A_replay_that_was_stopped_goes_on_in_the_middle_of_its_conversation()
    {
        await RunAsync(Recorder(Model("one", "two", "three")), "result");
        List<ChatMessage> begun = [new(ChatRole.System, "Be careful."), new(ChatRole.User, "the task of this run"), new(ChatRole.Assistant, "one"), new(ChatRole.Tool, [new FunctionResultContent("call-0", "result")])];

        using var player = Player();
        (await player.GetResponseAsync(begun)).Text.ShouldBe("two");
        player.Remaining.ShouldBe(1);

        using var other = Player();
        begun[^1] = new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-0", "another result")]);
        var error = await Should.ThrowAsync<ModelException>(() => other.GetResponseAsync(begun));
        error.Failure.ShouldBe(new ModelFailure.Diverged(2, "message 4 'tool: result'", "'tool: another result'"));
    }

    [Theory]
    [InlineData("Reads.", "run", 10, "the tools read, write", "read, run")]
    [InlineData("Reads otherwise.", "write", 10, "the tools read as they were described then", "other descriptions or parameters of them")]
    [InlineData("Reads.", "write", 20, "max 10, ", "max 20, ")]
    public async Task Other_tools_and_limits_are_told(string description, string second, int limit, string expected, string got)
    {
        await Recorder(Model("one")).GetResponseAsync("task", Options("Reads.", "write", 10));

        using var player = Player();
        var error = await Should.ThrowAsync<ModelException>(() => player.GetResponseAsync("task", Options(description, second, limit)));

        var diverged = error.Failure.ShouldBeOfType<ModelFailure.Diverged>();
        diverged.Expected.ShouldStartWith(expected);
        diverged.Got.ShouldStartWith(got);
    }

    [Fact]
    public async Task Conversations_may_take_turns_in_another_order()
    {
        var recorder = Recorder(Model("a1", "b1", "a2"));
        await recorder.GetResponseAsync("a");
        await recorder.GetResponseAsync("b");
        await recorder.GetResponseAsync([new(ChatRole.User, "a"), new(ChatRole.Assistant, "a1"), new(ChatRole.User, "more")]);

        using var player = Player();
        (await player.GetResponseAsync("b")).Text.ShouldBe("b1");
        (await player.GetResponseAsync("a")).Text.ShouldBe("a1");
        (await player.GetResponseAsync([new(ChatRole.User, "a"), new(ChatRole.Assistant, "a1"), new(ChatRole.User, "more")])).Text.ShouldBe("a2");
    }

    [Fact]
    public async Task Calls_reasoning_usage_charges_and_failures_come_again_as_they_were()
    {
        var spent = new Charge(StubModel.Name, 7, 2, 1, 3, 0.5m, true);
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant,
        [
            new TextReasoningContent("hm") { ProtectedData = "seal" }, new TextContent("I call."),
            new FunctionCallContent("c1", "read", new Dictionary<string, object?> { ["path"] = "ä.cs", ["lines"] = 3 }),
            UnreadableArguments.Read("c2", "write", "{broken"),
        ])) { FinishReason = ChatFinishReason.ToolCalls, Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 3, TotalTokenCount = 10, CachedInputTokenCount = 2, AdditionalCounts = new() { ["Estimated"] = 1 } } };
        Charge.Set(answer, [spent]);
        var failure = new ModelException(new ModelFailure.RateLimited(TimeSpan.FromSeconds(9)), null, [spent]);
        var recorder = Recorder(new StubModel(failure, answer));
        await Should.ThrowAsync<ModelException>(() => recorder.GetResponseAsync("task"));
        await recorder.GetResponseAsync("task");

        using var player = Player();
        var failed = await Should.ThrowAsync<ModelException>(() => player.GetResponseAsync("task"));
        var replayed = await player.GetResponseAsync("task");

        failed.Failure.ShouldBe(failure.Failure);
        failed.Charges.ShouldBe([spent]);
        Charge.Of(replayed).ShouldBe([spent]);
        replayed.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        (replayed.Usage!.InputTokenCount, replayed.Usage.OutputTokenCount, replayed.Usage.CachedInputTokenCount, replayed.Usage.AdditionalCounts!["Estimated"]).ShouldBe((7, 3, 2, 1));
        var parts = replayed.Messages.Single().Contents;
        (parts[0] as TextReasoningContent)!.ProtectedData.ShouldBe("seal");
        (parts[1] as TextContent)!.Text.ShouldBe("I call.");
        var call = (FunctionCallContent)parts[2];
        (call.CallId, call.Name, call.Arguments!["path"]!.ToString(), call.Arguments["lines"]!.ToString()).ShouldBe(("c1", "read", "ä.cs", "3"));
        UnreadableArguments.In((FunctionCallContent)parts[3]).ShouldBe("{broken");
    }

    [Fact]
    public async Task Secrets_are_left_out_and_an_answer_that_lost_one_is_not_given_again()
    {
        var recorder = new CassetteRecorder(Model("the key is hunter2-hunter2"), Tape, new Redaction(["hunter2-hunter2"]), new Normalisation(), _time);
        (await recorder.GetResponseAsync("use hunter2-hunter2", new ChatOptions { Instructions = "or hunter2-hunter2" })).Text.ShouldBe("the key is hunter2-hunter2");
        recorder.Dispose();

        (await File.ReadAllTextAsync(Tape)).ShouldNotContain("hunter2");
        using var player = new CassettePlayer(Tape, new Redaction(["hunter2-hunter2"]), new Normalisation());
        var error = await Should.ThrowAsync<ModelException>(() => player.GetResponseAsync("use hunter2-hunter2", new ChatOptions { Instructions = "or hunter2-hunter2" }));
        error.Message.ShouldContain("a secret was left out");
    }

    [Fact]
    public async Task A_run_that_was_killed_after_an_answer_does_not_pay_for_it_again()
    {
        var first = Recorder(Model("one"));
        await first.GetResponseAsync("task");
        first.Dispose();

        var model = Model("two");
        using var second = Recorder(model);
        (await second.GetResponseAsync("task")).Text.ShouldBe("one");
        model.Calls.ShouldBe(0);
        (await second.GetResponseAsync([new(ChatRole.User, "task"), new(ChatRole.Assistant, "one"), new(ChatRole.User, "go on")])).Text.ShouldBe("two");

        using var player = Player();
        (await player.GetResponseAsync("task")).Text.ShouldBe("one");
        (await player.GetResponseAsync([new(ChatRole.User, "task"), new(ChatRole.Assistant, "one"), new(ChatRole.User, "go on")])).Text.ShouldBe("two");
        player.Remaining.ShouldBe(0);
    }

    [Fact]
    public async Task A_last_line_that_was_torn_off_is_as_if_it_were_not_there()
    {
        var first = Recorder(Model("one", "two"));
        await first.GetResponseAsync("a");
        await first.GetResponseAsync("b");
        first.Dispose();
        var bytes = await File.ReadAllBytesAsync(Tape);
        for (var length = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1; length < bytes.Length; length += 97)
        {
            await File.WriteAllBytesAsync(Tape, bytes[..length]);
            Player().Remaining.ShouldBe(1);
        }

        using (var again = Recorder(Model("two")))
        {
            (await again.GetResponseAsync("b")).Text.ShouldBe("two");
        }

        using var player = Player();
        (await player.GetResponseAsync("b")).Text.ShouldBe("two");
        player.Remaining.ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"cassette\":2}\n")]
    [InlineData("{\"cassette\":1}\n{\"step\":\n")]
    [InlineData("some text\n")]
    public void What_is_no_recording_is_named(string text)
    {
        File.WriteAllText(Tape, text);

        Should.Throw<ModelException>(Player).Message.ShouldContain(Tape);
    }

    [Fact]
    public void A_recording_that_is_not_there_is_named() => Should.Throw<ModelException>(Player).Message.ShouldContain(Tape);

    [Fact]
    public async Task Steps_cost_the_same_at_the_end_of_a_long_run()
    {
        var model = new StubModel();
        using var recorder = Recorder(model);
        List<ChatMessage> conversation = [new(ChatRole.User, "task")];
        var sizes = new List<long>();
        for (var step = 0; step < 200; step++)
        {
            model.Add("answer");
            var before = new FileInfo(Tape).Length;
            conversation.AddRange((await recorder.GetResponseAsync(conversation)).Messages);
            conversation.Add(new ChatMessage(ChatRole.User, new string('r', 2000)));
            sizes.Add(new FileInfo(Tape).Length - before);
        }

        sizes.Skip(1).Max().ShouldBeLessThan(sizes.Skip(1).Min() + 50);
    }

    private static ChatOptions Options(string description, string second, int limit)
    {
        var schema = System.Text.Json.JsonDocument.Parse("""{"type":"object"}""").RootElement;
        return new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("read", description, schema), AIFunctionFactory.CreateDeclaration(second, "Other.", schema)], MaxOutputTokens = limit };
    }

    /// <summary>Three requests of one conversation; what its tool gives differs from run to run.</summary>
    private static async Task<string> RunAsync(IChatClient client, string result)
    {
        List<ChatMessage> conversation = [new(ChatRole.System, "Be careful."), new(ChatRole.User, "the task of this run")];
        var said = new StringBuilder();
        for (var step = 0; step < 3; step++)
        {
            var response = await client.GetResponseAsync(conversation);
            said.AppendLine(response.Text);
            conversation.AddRange(response.Messages);
            conversation.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent($"call-{step}", result)]));
        }

        return said.ToString();
    }

    private static StubModel Model(params string[] answers) => new(answers);

    private CassetteRecorder Recorder(IChatClient model) => new(model, Tape, new Redaction([]), new Normalisation(), _time);

    private CassettePlayer Player() => new(Tape, new Redaction([]), new Normalisation());
}
