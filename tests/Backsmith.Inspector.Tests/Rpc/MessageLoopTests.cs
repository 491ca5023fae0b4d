using System.Text;
using System.Text.Json.Nodes;
using Backsmith.Inspector.Rpc;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Rpc;

/// <summary>Whatever comes in, each line is answered and nothing hangs.</summary>
public sealed class MessageLoopTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":7,"method":"initialize","params":{"protocol":1,"root":"/r"}}""";

    [Theory]
    [InlineData("not json", -32700)]
    [InlineData("", -32700)]
    [InlineData("[1,2]", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("""{"id":1,"method":5}""", -32600)]
    [InlineData("""{"id":1,"method":"dance"}""", -32601)]
    [InlineData("""{"id":1,"method":"review"}""", -32602)]
    [InlineData("""{"id":1,"method":"review","params":{"collected":1}}""", -32602)]
    [InlineData("""{"id":1,"method":"review","params":{"request":{"subject":"","readOnlyPaths":[]},"collected":"/nowhere"}}""", -32002)]
    [InlineData("""{"id":1,"method":"fix","params":{"fingerprints":["a"]}}""", -32001)]
    public async Task A_message_that_cannot_be_answered_gets_an_error_and_the_next_one_its_answer(string message, int code)
    {
        var answers = await SpeakAsync($"{message}\n{Initialize}\n");
        answers.Count.ShouldBe(2);
        answers[0]["error"]!["code"]!.GetValue<int>().ShouldBe(code);
        answers[0]["error"]!["message"]!.GetValue<string>().ShouldNotBeEmpty();
        answers[1]["id"]!.GetValue<int>().ShouldBe(7);
        answers[1]["result"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Nesting_without_end_is_no_request() =>
        (await SpeakAsync(new string('[', 100_000) + "\n")).ShouldHaveSingleItem()["error"]!["code"]!.GetValue<int>().ShouldBe(-32700);

    [Fact]
    public async Task A_message_that_is_cut_off_is_answered_and_ends_the_program() =>
        (await SpeakAsync(Initialize[..40])).ShouldHaveSingleItem()["error"]!["code"]!.GetValue<int>().ShouldBe(-32700);

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_ends_the_program()
    {
        var answers = await SpeakAsync($"{Initialize}\n{new string('x', 2_000)}\n{Initialize}\n", longest: 1_000);
        answers.Count.ShouldBe(2);
        answers[1]["error"]!["message"]!.GetValue<string>().ShouldBe("A message is longer than 1,000 bytes.");
    }

    [Fact]
    public async Task Nothing_is_answered_after_shutdown() =>
        (await SpeakAsync($$"""{"id":1,"method":"shutdown"}{{"\n"}}{{Initialize}}{{"\n"}}""")).ShouldHaveSingleItem()["result"].ShouldBeNull();

    private static async Task<List<JsonNode>> SpeakAsync(string input, int longest = 1 << 20)
    {
        using var output = new MemoryStream();
        (await new MessageLoop(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, new InspectorSession(), longest).RunAsync(default)).ShouldBe(0);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
