using Backsmith.Inspector.Fixing;
using Microsoft.CodeAnalysis.Text;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Fixing;

public sealed class LineEndingsTests
{
    [Theory]
    [InlineData("a\r\nb\nc\r\n", 3, 1, "x\ny", "a\r\nx\ny\nc\r\n")]
    [InlineData("a\r\nb\nc\r\n", 0, 1, "x\ny", "x\r\ny\r\nb\nc\r\n")]
    [InlineData("a\r\nb\nc\r\nd", 0, 9, "a\nx\nb\nc\nd", "a\r\nx\r\nb\nc\r\nd")]
    [InlineData("a\r\nb\nc\r\nd", 9, 0, "\ne", "a\r\nb\nc\r\nd\r\ne")]
    [InlineData("a", 1, 0, "\r\nb", "a\nb")]
    [InlineData("a\nb\n", 0, 3, "x\r\ny", "x\ny\n")]
    public void New_lines_end_as_the_line_they_are_put_into_and_old_ones_as_before(string text, int start, int length, string fresh, string expected)
    {
        var source = SourceText.From(text);
        source.WithChanges(LineEndings.Fit(source, new TextChange(new TextSpan(start, length), fresh))).ToString().ShouldBe(expected);
    }
}
