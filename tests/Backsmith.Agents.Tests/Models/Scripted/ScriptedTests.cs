using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class ScriptedTests
{
    private static readonly ModelName Name = ModelName.Parse("scripted/story.jsonl");

    [Fact]
    public async Task Says_its_turns_in_order_streaming_text_and_calls()
    {
        using var client = Client("""{"text":"I look into the repository first.","calls":[{"name":"read","arguments":{"path":"a.cs"}},{"name":"list"}]}""", """{"text":"Done."}""");
        List<ChatMessage> conversation = [new(ChatRole.User, "task")];

        var pieces = await client.GetStreamingResponseAsync(conversation).ToListAsync();
        var first = pieces.ToChatResponse();
        conversation.AddRange(first.Messages);
        conversation.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call_1_0", "class A;")]));
        var second = await client.GetResponseAsync(conversation);

        pieces.Count(piece => piece.Text.Length > 0).ShouldBe(2);
        first.Text.ShouldBe("I look into the repository first.");
        first.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => (call.CallId, call.Name)).ShouldBe([("call_1_0", "read"), ("call_1_1", "list")]);
        second.Text.ShouldBe("Done.");
        second.FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_at_the_turn_where_it_was()
    {
        string[] lines = ["""{"text":"one"}""", """{"fail":{"kind":"overloaded","status":529}}""", """{"text":"two"}""", """{"text":"three"}"""];
        using var client = Client(lines);

        (await client.GetResponseAsync([new(ChatRole.User, "task"), new(ChatRole.Assistant, "one"), new(ChatRole.User, "go on"), new(ChatRole.Assistant, "two"), new(ChatRole.User, "go on")])).Text.ShouldBe("three");
    }

    [Fact]
    public async Task A_turn_may_be_a_failure_and_the_next_follows_it()
    {
        using var client = Client("""{"fail":{"kind":"rateLimited","retryAfter":"00:00:05"}}""", """{"text":"two"}""");

        (await Should.ThrowAsync<ModelException>(() => client.GetResponseAsync("task"))).Failure.ShouldBe(new ModelFailure.RateLimited(TimeSpan.FromSeconds(5)));
        (await client.GetResponseAsync("task")).Text.ShouldBe("two");
    }

    [Fact]
    public async Task A_conversation_that_begins_anew_hears_the_story_from_its_beginning()
    {
        using var client = Client("""{"text":"one"}""", """{"text":"two"}""");

        (await client.GetResponseAsync("task")).Text.ShouldBe("one");
        (await client.GetResponseAsync("task")).Text.ShouldBe("one");
        (await client.GetResponseAsync("another")).Text.ShouldBe("one");
    }

    [Fact]
    public async Task Conversations_choose_their_story_by_their_first_message()
    {
        using var client = Client(
            """// Two tasks that run at the same time.""",
            """{"story":"slow","when":{"contains":"slow query"}}""",
            """{"text":"slow one"}""",
            "",
            """{"story":"any"}""",
            """{"text":"any one"}""");

        (await client.GetResponseAsync("list the bugs")).Text.ShouldBe("any one");
        (await client.GetResponseAsync("look at the slow query")).Text.ShouldBe("slow one");
    }

    [Fact]
    public async Task A_turn_repeats_and_counts()
    {
        using var client = Client("""{"calls":[{"name":"spawn","arguments":{"title":"Task {{n}}"}}],"repeat":3}""", """{"text":"enough"}""");
        List<ChatMessage> conversation = [new(ChatRole.User, "task")];
        var said = new List<string>();
        for (var turn = 0; turn < 4; turn++)
        {
            var response = await client.GetResponseAsync(conversation);
            conversation.AddRange(response.Messages);
            said.Add(response.Messages[0].Contents.OfType<FunctionCallContent>().Select(call => call.Arguments!["title"]!.ToString()!).FirstOrDefault(response.Text));
        }

        said.ShouldBe(["Task 1", "Task 2", "Task 3", "enough"]);
    }

    [Theory]
    [InlineData("""{"expect":{"contains":"passed"},"text":"x"}""", "a message that contains 'passed'")]
    [InlineData("""{"expect":{"matches":"^\\d+ tests"},"text":"x"}""", "a message that matches '^\\d+ tests'")]
    [InlineData("""{"expect":{"tool":"run"},"text":"x"}""", "the result of the tool 'run'")]
    public async Task What_was_not_expected_is_shown_with_turn_and_line(string line, string expected)
    {
        using var client = Client("""{"calls":[{"name":"test"}]}""", line);
        List<ChatMessage> conversation = [new(ChatRole.User, "task"), new(ChatRole.Assistant, [new FunctionCallContent("c", "test")]), new(ChatRole.Tool, [new FunctionResultContent("c", "2 failed")])];

        var error = await Should.ThrowAsync<ModelException>(() => client.GetResponseAsync(conversation));

        error.Failure.ShouldBe(new ModelFailure.Diverged(2, expected + " (line 2)", "'tool: 2 failed'"));
    }

    [Theory]
    [InlineData("""{"expect":{"contains":"failed","tool":"test"},"text":"fine"}""")]
    [InlineData("""{"expect":{"matches":"\\d failed"},"text":"fine"}""")]
    public async Task What_was_expected_is_answered(string line)
    {
        using var client = Client("""{"calls":[{"name":"test"}]}""", line);

        (await client.GetResponseAsync([new(ChatRole.User, "task"), new(ChatRole.Assistant, [new FunctionCallContent("c", "test")]), new(ChatRole.Tool, [new FunctionResultContent("c", "2 failed")])])).Text.ShouldBe("fine");
    }

    [Fact]
    public async Task A_story_that_is_over_says_so()
    {
        using var client = Client("""{"text":"one"}""");

        var error = await Should.ThrowAsync<ModelException>(() => client.GetResponseAsync([new(ChatRole.User, "task"), new(ChatRole.Assistant, "one"), new(ChatRole.User, "more")]));

        error.Message.ShouldContain("Step 2");
        error.Message.ShouldContain("has 1 turns");
    }

    [Fact]
    public async Task Arguments_may_be_broken_and_usage_claimed()
    {
        using var client = Client("""{"calls":[{"name":"read","arguments":"{\"path\":"}],"usage":{"input":10,"output":5,"cached":4},"finish":"length"}""");

        var response = await client.GetResponseAsync("task");

        UnreadableArguments.In(response.Messages[0].Contents.OfType<FunctionCallContent>().Single()).ShouldBe("{\"path\":");
        response.Usage!.TotalTokenCount.ShouldBe(15);
        response.FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Theory]
    [InlineData("""{"text":"x" """)]
    [InlineData("""{"txet":"x"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"text":"x","repeat":0}""")]
    [InlineData("""{"text":"x","finish":"tired"}""")]
    [InlineData("""{"text":"x","when":{"contains":"y"}}""")]
    [InlineData("""{"story":"s","text":"x"}""")]
    [InlineData("""{"fail":{"kind":"tired"}}""")]
    [InlineData("""{"text":"x","expect":{"matches":"("}}""")]
    [InlineData("""{"calls":[{"name":"read","arguments":[1]}]}""")]
    [InlineData("""null""")]
    public void A_line_that_is_not_of_the_form_is_named(string line) =>
        Should.Throw<ModelException>(() => ScriptFile.Parse("story.jsonl", ["""{"text":"fine"}""", line])).Message.ShouldStartWith("Line 2 of the script story.jsonl is not of the form: ");

    [Fact]
    public void An_empty_script_and_a_missing_one_are_told()
    {
        Should.Throw<ModelException>(() => ScriptFile.Parse("story.jsonl", ["", "// nothing"])).Message.ShouldContain("has no turn");
        Should.Throw<ModelException>(() => ScriptFile.Read("/nowhere/story.jsonl")).Message.ShouldContain("/nowhere/story.jsonl");
    }

    [Fact]
    public void The_examples_of_the_documentation_are_scripts()
    {
        var page = File.ReadAllText(Path.Combine(Source.Root, "docs", "scripted-model.md"));
        var examples = page.Split("```jsonl\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();

        examples.Count.ShouldBeGreaterThan(2);
        examples.ForEach(example => ScriptFile.Parse("example", example.Split('\n')).Stories.ShouldNotBeEmpty());
    }

    private static ScriptedChatClient Client(params string[] lines) => new(Name, ScriptFile.Parse("story.jsonl", lines));
}
