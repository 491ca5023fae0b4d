using Backsmith.Frontmatter;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Frontmatter;

public sealed class FrontmatterTextTests
{
    [Theory]
    [InlineData("name: plain text", "plain text")]
    [InlineData("name:   spaces around   ", "spaces around")]
    [InlineData("name: it's \"quoted\" inside", "it's \"quoted\" inside")]
    [InlineData("name: a:b and c#d", "a:b and c#d")]
    [InlineData("name: text # comment", "text")]
    [InlineData("name: 1.0", "1.0")]
    [InlineData("name: -dash", "-dash")]
    [InlineData("name:", "")]
    [InlineData("name: # only a comment", "")]
    [InlineData("name : value", "value")]
    [InlineData("name: \"double: \\\"quoted\\\" \\u00e9 \\x41 \\\\ # kept\" # comment", "double: \"quoted\" é A \\ # kept")]
    [InlineData("name: 'single: it''s'", "single: it's")]
    [InlineData("name: ''", "")]
    [InlineData("name: first\n  second\n\n  third", "first second\nthird")]
    [InlineData("name:\n  begins below\n  and goes on", "begins below and goes on")]
    [InlineData("name: >\n  folded\n  text\n\n  second\n", "folded text\nsecond")]
    [InlineData("name: >-\n  folded\n    deeper\n  text", "folded\n  deeper\ntext")]
    [InlineData("name: |\n  literal\n   text\n\n  end\n\n", "literal\n text\n\nend")]
    [InlineData("name: |2-\n    two more", "two more")]
    [InlineData("name: >-\n  with: colon # and no comment\n  [brackets]", "with: colon # and no comment [brackets]")]
    public void Reads_scalars(string fields, string expected)
    {
        var document = FrontmatterText.Read($"---\n{fields}\n---\nbody\n");

        document.Problems.ShouldBeEmpty();
        document.Text("name").ShouldBe(expected);
        document.Body.ShouldBe("body\n");
    }

    [Theory]
    [InlineData("list: [one, 'two, three', \"four\"]")]
    [InlineData("list:\n  - one\n  - 'two, three'\n  - four # comment")]
    [InlineData("list:\n- one\n\n# comment\n- two, three\n- four")]
    public void Reads_flat_lists(string fields)
    {
        var document = FrontmatterText.Read($"---\n{fields}\nnext: value\n---\n");

        document.Problems.ShouldBeEmpty();
        ((FieldValue.Items)document["list"]!.Value).Texts.ShouldBe(["one", "two, three", "four"]);
        document.Text("next").ShouldBe("value");
    }

    [Fact]
    public void Reads_one_nested_level()
    {
        var document = FrontmatterText.Read("---\nmetadata:\n    author: somebody # comment\n    version: \"1.0\"\n\n    # comment\n    long: >-\n      two\n      lines\n    my.org/key-1: x\nname: n\n---\n");

        document.Problems.ShouldBeEmpty();
        ((FieldValue.Map)document["metadata"]!.Value).Entries.ShouldBe([new("author", "somebody"), new("version", "1.0"), new("long", "two lines"), new("my.org/key-1", "x")]);
        document.Text("name").ShouldBe("n");
        document["name"]!.Line.ShouldBe(11);
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        var document = FrontmatterText.Read("\uFEFF---\r\nname: n\r\ntext: >-\r\n  a\r\n  b\r\n---\r\nbody\r\nmore");

        document.Problems.ShouldBeEmpty();
        document.Text("text").ShouldBe("a b");
        (document.Body, document.BodyLine).ShouldBe(("body\nmore", 7));
    }

    [Theory]
    [InlineData("name: use when: always", 2, "quotes")]
    [InlineData("name: first\n  second: third", 2, "quotes")]
    [InlineData("name: \"never closed", 2, "not closed")]
    [InlineData("name: \"bad \\q escape\"", 2, "no escape")]
    [InlineData("name: \"bad \\u12 escape\"", 2, "no escape")]
    [InlineData("name: \"closed\" more", 2, "more")]
    [InlineData("name: *alias", 2, "alias")]
    [InlineData("name: &anchor text", 2, "anchor")]
    [InlineData("name: !!str text", 2, "tag")]
    [InlineData("name: {a: b}", 2, "braces")]
    [InlineData("name: [a, [b]]", 2, "one level")]
    [InlineData("name: [a,\n  b]", 2, "one line")]
    [InlineData("name: @here", 2, "quotes")]
    [InlineData("name: - item", 2, "quotes")]
    [InlineData("name: |x\n  text", 2, "does not begin a block")]
    [InlineData("name: >-\n    deep\n  shallow", 2, "alike")]
    [InlineData("ok: yes\n  \n\tname: tab", 4, "tab")]
    [InlineData("  name: indented", 2, "indented")]
    [InlineData("name:missing space", 2, "name: value")]
    [InlineData("\"name\": quoted", 2, "without quotes")]
    [InlineData("- item", 2, "needs a field")]
    [InlineData("a: b\na: c", 3, "second time")]
    [InlineData("map:\n  inner:\n    deeper: x", 3, "one level")]
    [InlineData("map:\n  inner:\n    - x", 3, "one level")]
    [InlineData("map:\n  a: b\n c: d", 4, "indented as")]
    [InlineData("list:\n  - [a]", 3, "texts only")]
    [InlineData("just words", 2, "no field")]
    public void What_is_not_read_is_named_with_its_line_and_what_to_write(string fields, int line, string words)
    {
        var problem = FrontmatterText.Read($"---\n{fields}\n---\n").Problems.ShouldHaveSingleItem();

        problem.Line.ShouldBe(line, problem.Message);
        problem.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# no fields\n")]
    [InlineData("--- \u200Bname: x\n---\n")]
    [InlineData("---\nname: never closed\n")]
    public void A_file_without_fences_is_told(string text) => FrontmatterText.Read(text).Problems.ShouldHaveSingleItem().Line.ShouldBe(1);

    [Fact]
    public void No_text_makes_it_throw_or_lose_its_end()
    {
        const string Letters = "ab :-|>\"'\\[]{},#&*!?\n\n\t %@`x0~\r\u00e9";
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var document = FrontmatterText.Read($"---\n{text}\n---\nbody");
            document.Body.ShouldEndWith("body");
            document.Problems.ShouldAllBe(problem => problem.Line >= 1 && problem.Message.Length > 0);
        }
    }
}
