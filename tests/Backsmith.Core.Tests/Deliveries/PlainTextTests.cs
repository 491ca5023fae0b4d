using Backsmith.Deliveries;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Deliveries;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\u009bb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("a\u061cb")]
    public void What_acts_on_a_terminal_becomes_visible(string text)
    {
        PlainText.Line(text).ShouldContain('\uFFFD');
        PlainText.Lines("x\n" + text).ShouldContain('\uFFFD');
    }

    [Fact]
    public void Line_ends_cannot_break_a_line() => PlainText.Line("a\r\nb\tc").ShouldBe("a  b c");

    [Fact]
    public void Several_lines_keep_their_ends_and_tabs() => PlainText.Lines("a\tb\nü").ShouldBe("a\tb\nü");
}
