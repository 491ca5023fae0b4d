using Backsmith.Memory;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Memory;

/// <summary>People edit these files: what they wrote stays where it is, byte for byte.</summary>
public sealed class MemoryFilesTests
{
    private static readonly MemoryEntry One = new("00000001", "jobs", "First", ""), Two = new("00000002", "jobs", "Second", "more\n\n- a list\n  deep\n# no heading"), Three = new("00000003", "auth", "Third", "");

    [Fact]
    public void A_topic_holds_entries_with_all_their_lines()
    {
        var text = TopicFile.With("jobs", TopicFile.With("jobs", "", One), Two);

        text.ShouldBe("# jobs\n\n- `00000001` First\n- `00000002` Second\n  more\n\n  - a list\n    deep\n  # no heading\n");
        TopicFile.Read("jobs", text).ShouldBe([One, Two]);
    }

    [Fact]
    public void What_people_write_into_a_topic_stays()
    {
        const string Written = "# Jobs\r\n\nAn introduction.\n\n- `00000001` First\n  edited\n\n## Mine\n\n- not an entry\n* `00000009` neither\n\n\n";

        var more = TopicFile.With("jobs", Written, Two);
        more.ShouldStartWith(Written.TrimEnd('\n'));
        TopicFile.Read("jobs", more).Select(entry => entry.Id).ShouldBe(["00000001", "00000002"]);
        TopicFile.With("jobs", Written, One with { Text = "new" }).ShouldBe(Written.Replace("edited", "new").TrimEnd('\n') + "\n");
        TopicFile.Without(more, One.Id).ShouldBe(more.Replace("- `00000001` First\n  edited\n", ""));
        TopicFile.Without(more, "ffffffff").ShouldBe(more);
    }

    [Fact]
    public void The_index_has_a_line_for_each_entry_below_its_topic()
    {
        var text = IndexFile.With("", "Memory", One, [One]);
        text = IndexFile.With(text, "Memory", Three, [Three]);
        text = IndexFile.With(text, "Memory", Two, [One, Two]);

        text.ShouldBe("""
            # Memory

            ## [jobs](topics/jobs.md)

            - `00000001` First
            - `00000002` Second: more - a list deep # no heading

            ## [auth](topics/auth.md)

            - `00000003` Third

            """.ReplaceLineEndings("\n"));
        IndexFile.Without(IndexFile.Without(text, One.Id), Two.Id).ShouldBe("# Memory\n\n## [auth](topics/auth.md)\n\n- `00000003` Third\n");
    }

    [Fact]
    public void What_people_write_into_the_index_stays()
    {
        const string Written = "My notes.\n\n## [jobs](topics/jobs.md)\nabout jobs\n- `00000001` my words\n\n# End\nlast\n";

        IndexFile.With(Written, "Memory", Two, [One, Two]).ShouldBe(Written.Replace("topics/jobs.md)\n", "topics/jobs.md)\n\n").Replace("my words\n", "my words\n- `00000002` Second: more - a list deep # no heading\n"));
        IndexFile.Without(Written, One.Id).ShouldBe(Written.Replace("- `00000001` my words\n", ""));
        IndexFile.With("notes", "Memory", One, [One]).ShouldStartWith("notes\n\n## [jobs]");
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(201, 1)]
    [InlineData(1000, 800)]
    public void The_index_is_loaded_up_to_200_whole_lines_and_says_what_is_left_out(int lines, int left)
    {
        var loaded = IndexFile.Cut(string.Concat(Enumerable.Range(1, lines).Select(line => $"line {line}\n")), "/state/MEMORY.md");

        loaded.ShouldContain($"line {Math.Min(lines, 200)}\n");
        loaded.ShouldNotContain("line 201\n");
        loaded.Contains($"[{left} of {lines} lines are left out here. They stand in /state/MEMORY.md from line 201 on.]").ShouldBe(left > 0);
    }

    [Fact]
    public void Lines_that_are_very_long_are_left_out_whole()
    {
        var loaded = IndexFile.Cut("short\n" + new string('x', 70_000) + "\nend\n", "/m");

        loaded.ShouldBe("short\n[2 of 3 lines are left out here. They stand in /m from line 2 on.]\n");
    }
}
