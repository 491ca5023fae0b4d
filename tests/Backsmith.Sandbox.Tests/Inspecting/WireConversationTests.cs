using System.IO.Pipelines;
using System.Text;
using Backsmith.Inspection;
using Backsmith.Sandbox.Inspecting;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Inspecting;

/// <summary>Whatever the other side answers, or does not, asking ends with an answer or with words.</summary>
public sealed class WireConversationTests
{
    private const string Whole = """{"jsonrpc":"2.0","id":1,"result":{"protocol":1,"inspector":"1","roslyn":"5"}}""";

    [Fact]
    public async Task A_whole_answer_is_read() => (await AskAsync(Whole + "\n")).Roslyn.ShouldBe("5");

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"broke"}}""", "The inspector refused 'initialize': broke")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"result":{"protocol":1,"inspector":"1","roslyn":"5"}}""", "The inspector's answer to 'initialize' answers something else.")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""", "The inspector's answer to 'initialize' answers something else.")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "The inspector's answer to 'initialize' is none: ")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"protocol":"x"}}""", "The inspector's answer to 'initialize' is none: ")]
    [InlineData("[]", "The inspector's answer to 'initialize' is none: ")]
    [InlineData("hello there", "The inspector's answer to 'initialize' is none: ")]
    public async Task An_answer_that_is_none_is_said(string answer, string words) =>
        (await Should.ThrowAsync<IOException>(() => AskAsync(answer + "\n"))).Message.ShouldStartWith(words);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task An_answer_that_is_cut_off_is_an_end(int length) =>
        await Should.ThrowAsync<EndOfStreamException>(() => AskAsync(Whole[..length]));

    [Fact]
    public async Task An_answer_without_end_is_refused_before_it_fills_the_memory() =>
        (await Should.ThrowAsync<IOException>(() => AskAsync(new string('x', 5_000) + "\n"))).Message.ShouldBe("The inspector's answer to 'initialize' cannot be read: A message is longer than 4,000 bytes.");

    [Fact]
    public async Task A_wait_can_be_broken_off()
    {
        var silent = new Pipe();
        using var stop = new CancellationTokenSource();
        var asking = new WireConversation(new MemoryStream(), silent.Reader.AsStream()).AskAsync<InitializeAnswer>("initialize", new InitializeRequest(1, "/"), stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    private static Task<InitializeAnswer> AskAsync(string answers) =>
        new WireConversation(new MemoryStream(), new MemoryStream(Encoding.UTF8.GetBytes(answers)), 4_000).AskAsync<InitializeAnswer>("initialize", new InitializeRequest(1, "/"), default);
}
