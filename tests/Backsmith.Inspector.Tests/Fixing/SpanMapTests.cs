using Backsmith.Inspector.Fixing;
using Microsoft.CodeAnalysis.Text;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Fixing;

public sealed class SpanMapTests
{
    [Theory]
    [InlineData("", "[target]")]
    [InlineData("0,0,xx", "xx....[target]")]
    [InlineData("4,0,xx", "xx[target]")]
    [InlineData("10,0,xx", "[target]xx")]
    [InlineData("6,2,xxxxx", "[taxxxxxet]")]
    [InlineData("2,4,x", "[xrget]")]
    [InlineData("8,6,x", "[targx]")]
    [InlineData("0,2,|10,0,y|12,1,zz", "[target]y..zz")]
    [InlineData("5,1,|7,1,gg", "[trgget]")]
    public void Follows_a_span_through_changes(string changes, string expected)
    {
        const string text = "....target....";
        var read = changes.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split(','))
            .Select(parts => new TextChange(new TextSpan(int.Parse(parts[0]), int.Parse(parts[1])), parts[2])).ToList();
        var after = SourceText.From(text).WithChanges(read).ToString();
        var span = new SpanMap(read).Map(new TextSpan(4, 6));
        after.Insert(span.End, "]").Insert(span.Start, "[").Trim('.').ShouldBe(expected);
    }
}
