using System.Text.Json;
using Backsmith.Agents.Loop;
using Backsmith.Agents.Tools;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Agents.Tests.Loop;

public sealed class AgentLoopTests : IAsyncLifetime
{
    private readonly Bench _bench = new();

    public Task InitializeAsync() => _bench.OpenAsync();

    public Task DisposeAsync() => _bench.CloseAsync();

    [Fact]
    public async Task Does_what_the_model_asks_for_until_it_hands_in_a_result()
    {
        var model = new TurnModel(TurnModel.Call("echo", new { text = "one" }), TurnModel.Call("finish", Report("done")));
        var end = await RunAsync(model);
        JsonSerializer.Deserialize<WorkReport>(end.ShouldBeOfType<LoopEnd.Finished>().Result, RecordJson.Options)!.Summary.ShouldBe("done");
        model.Seen[1].ShouldContain(text => text == "echo: one");
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_where_it_was_and_pays_nothing_twice()
    {
        var first = new TurnModel(TurnModel.Call("echo", new { text = "one" }), TurnModel.Call("echo", new { text = "two" }), TurnModel.Killed());
        await Should.ThrowAsync<OperationCanceledException>(async () => await RunAsync(first));
        var second = new TurnModel(TurnModel.Call("finish", Report("done")));
        (await RunAsync(second)).ShouldBeOfType<LoopEnd.Finished>();
        second.Seen[0].Count(text => text.StartsWith("echo: ", StringComparison.Ordinal)).ShouldBe(2);
        (await _bench.Store.SpendingAsync(Bench.Execution, CancellationToken.None)).ModelCalls.ShouldBe(3);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_are_told_to_the_model()
    {
        var model = new TurnModel(TurnModel.Unreadable("echo"), TurnModel.Call("echo", new { wrong = 1 }), TurnModel.Call("nothing", new { }), TurnModel.Call("finish", Report("done")));
        (await RunAsync(model)).ShouldBeOfType<LoopEnd.Finished>();
        model.Seen[1][^1].ShouldStartWith("The arguments of echo are no JSON object; they begin with: {\"text\": \"cut o\nSend");
        model.Seen[2][^1].ShouldStartWith("The arguments do not fit the schema");
        model.Seen[3][^1].ShouldStartWith("There is no tool 'nothing' in this task. There are: echo, later, finish");
    }

    [Fact]
    public async Task A_model_that_goes_round_in_circles_is_told_and_then_stopped()
    {
        var model = new TurnModel([.. Enumerable.Range(0, 40).Select(turn => TurnModel.Call("echo", new { text = turn % 2 == 0 ? "a" : "b" }))]);
        (await RunAsync(model)).ShouldBeOfType<LoopEnd.Stopped>().Reason.ShouldBe("The model did the same 6 times with the same result (echo).");
        model.Seen.Count.ShouldBe(12);
        model.Seen[6][^1].ShouldEndWith("[You have done this 3 times with the same result. Do something else, or hand in what you have.]");
    }

    [Fact]
    public async Task A_model_that_never_writes_arguments_that_can_be_read_goes_round_in_circles_too()
    {
        var model = new TurnModel([.. Enumerable.Range(0, 40).Select(_ => TurnModel.Unreadable("echo"))]);
        (await RunAsync(model)).ShouldBeOfType<LoopEnd.Stopped>().Reason.ShouldBe("The model did the same 6 times with the same result (echo).");
        model.Seen.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Ids_that_a_server_gives_again_and_again_do_not_make_one_action_of_many_after_a_kill()
    {
        _bench.LaterIsThere = true;
        var calls = Enumerable.Range(0, 8).Select(turn => new TurnModel.Turn([new FunctionCallContent("call_0", "later", new Dictionary<string, object?> { ["turn"] = turn })]));
        await Should.ThrowAsync<OperationCanceledException>(async () => await RunAsync(new TurnModel([.. calls, TurnModel.Killed()])));
        (await RunAsync(new TurnModel(TurnModel.Call("finish", Report("done"))))).ShouldBeOfType<LoopEnd.Finished>();
    }

    [Fact]
    public async Task Arguments_that_could_not_be_read_are_so_after_a_kill_as_well()
    {
        var calls = new TurnModel.Turn([TurnModel.ToolCall("later", new { }), .. TurnModel.Unreadable("echo").Contents!]);
        (await RunAsync(new TurnModel(calls))).ShouldBeOfType<LoopEnd.Waiting>();
        _bench.LaterIsThere = true;
        var again = new TurnModel(TurnModel.Call("finish", Report("done")));
        (await RunAsync(again)).ShouldBeOfType<LoopEnd.Finished>();
        again.Seen[0][^1].ShouldStartWith("The arguments of echo are no JSON object");
    }

    [Fact]
    public async Task What_is_asked_for_after_the_result_is_not_done()
    {
        var model = new TurnModel(new TurnModel.Turn([TurnModel.ToolCall("finish", Report("done")), TurnModel.ToolCall("echo", new { text = "late" })]));
        (await RunAsync(model)).ShouldBeOfType<LoopEnd.Finished>();
    }

    [Fact]
    public async Task A_run_that_was_killed_after_the_result_hands_it_in_again_and_asks_nothing()
    {
        (await RunAsync(new TurnModel(TurnModel.Call("echo", new { text = "one" }), TurnModel.Call("finish", Report("done"))))).ShouldBeOfType<LoopEnd.Finished>();
        var again = new TurnModel();
        (await RunAsync(again)).ShouldBeOfType<LoopEnd.Finished>();
        again.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Near_the_limit_old_results_are_left_out_and_the_beginning_then_stays_the_same()
    {
        var model = new TurnModel([.. Enumerable.Range(0, 40).Select(turn => TurnModel.Call("echo", new { text = $"{turn} {new string('x', 1000)}" })), TurnModel.Call("finish", Report("done"))]);
        (await RunAsync(model, options: new LoopOptions(ContextTokens: 10_000))).ShouldBeOfType<LoopEnd.Finished>();
        model.Seen.Max(seen => seen.Sum(text => text.Length) / 3).ShouldBeLessThan(7_500);
        var last = model.Seen[^1];
        last.Take(2).ShouldBe(["You work.", "Do it."]);
        last.Count(text => text.StartsWith("[left out", StringComparison.Ordinal)).ShouldBeGreaterThan(15);
        last.Count(text => text.Length > 1000).ShouldBeGreaterThanOrEqualTo(12);
        var beginnings = model.Seen.Skip(1).Zip(model.Seen, (now, before) => now.Take(before.Count).SequenceEqual(before)).ToList();
        beginnings.Count(same => !same).ShouldBeInRange(1, 4);
    }

    [Fact]
    public async Task A_model_that_only_talks_is_reminded_and_then_stopped()
    {
        var model = new TurnModel([.. Enumerable.Range(0, 10).Select(_ => TurnModel.Say("I would now edit the file."))]);
        (await RunAsync(model)).ShouldBeOfType<LoopEnd.Stopped>().Reason.ShouldBe("The model stopped using tools and handed in no result.");
        model.Seen.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_budget_holds_for_the_whole_execution()
    {
        var model = new TurnModel([.. Enumerable.Range(0, 10).Select(turn => TurnModel.Call("echo", new { text = $"{turn}" }))]);
        var end = (await RunAsync(model, new Budget(Steps: 3))).ShouldBeOfType<LoopEnd.Stopped>();
        end.ShouldBe(new LoopEnd.Stopped("The budget of 3 steps is used up.", OverBudget: true));
        model.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_has_to_wait_is_asked_again_when_the_task_goes_on()
    {
        var model = new TurnModel(new TurnModel.Turn([TurnModel.ToolCall("echo", new { text = "before" }), TurnModel.ToolCall("later", new { })]));
        (await RunAsync(model)).ShouldBeOfType<LoopEnd.Waiting>().Keys.ShouldBe(["other"]);
        _bench.LaterIsThere = true;
        var again = new TurnModel(TurnModel.Call("finish", Report("done")));
        (await RunAsync(again)).ShouldBeOfType<LoopEnd.Finished>();
        again.Seen[0].Where(text => text is "echo: before" or "there it is").ShouldBe(["echo: before", "there it is"]);
    }

    [Fact]
    public async Task A_long_output_is_shown_in_part_and_whole_on_request()
    {
        var model = new TurnModel(TurnModel.Call("echo", new { text = string.Join('\n', Enumerable.Range(0, 5000)) }), TurnModel.Call("finish", Report("done")));
        await RunAsync(model);
        var shown = model.Seen[1][^1];
        shown.Length.ShouldBeLessThan(13_000);
        shown.ShouldStartWith("echo: 0\n1\n");
        shown.ShouldEndWith("\n4999");
        var id = shown.Split("more with id ")[1][..64];
        var whole = await _bench.Blobs.GetAsync(id, CancellationToken.None);
        System.Text.Encoding.UTF8.GetString(whole!).ShouldContain("\n2500\n");
    }

    private static object Report(string summary) => new
    {
        summary, analysis = "It was looked at.", decision = "", alternatives = Array.Empty<string>(), performance = "", security = "", scaling = "",
        risks = Array.Empty<string>(), nextSteps = Array.Empty<string>(), blockers = Array.Empty<string>(),
    };

    private async Task<LoopEnd> RunAsync(TurnModel model, Budget? budget = null, LoopOptions? options = null)
    {
        var task = await _bench.ClaimAsync();
        var history = await History.LoadAsync(task, _bench.Store, _bench.Blobs, CancellationToken.None);
        var meter = new BudgetMeter(_bench.Store, Bench.Execution, budget ?? new Budget(), TimeProvider.System);
        AgentTool[] tools = [new EchoTool(), new LaterTool(_bench), new FinishTool()];
        var loop = new AgentLoop(model, tools, history, meter, _bench.Context(task), options ?? new LoopOptions());
        return await loop.RunAsync(() => new([new ChatMessage(ChatRole.System, "You work."), new ChatMessage(ChatRole.User, "Do it.")]), CancellationToken.None);
    }

    private sealed class EchoTool : AgentTool<EchoTool.Arguments>
    {
        public sealed record Arguments([property: System.Text.Json.Serialization.JsonRequired] string Text);

        public override string Name => "echo";

        public override string Description => "Says it again.";

        internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) => new(ToolAnswer.Ok($"echo: {arguments.Text}"));
    }

    private sealed class LaterTool(Bench bench) : AgentTool<LaterTool.Arguments>
    {
        public sealed record Arguments;

        public override string Name => "later";

        public override string Description => "Answers later.";

        internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
            new(bench.LaterIsThere ? ToolAnswer.Ok("there it is") : new ToolAnswer.Later(["other"]));
    }
}
