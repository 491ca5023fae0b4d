using System.Text.RegularExpressions;

namespace Acceptance;

public sealed class DocumentTests
{
    private static readonly string[] Codes = ["book_available", "already_reserved", "book_lent_to_you", "too_many_reservations", "reservation_closed"];

    [Fact]
    public void The_headings_are_those_of_the_house() => Assert.Equal(
        ["Requirement", "Scope", "How it is today", "States", "Acceptance criteria", "Contract", "Data", "Numbers", "Steps", "Test plan", "Questions"],
        Specification.Sections.Select(section => section.Heading));

    [Fact]
    public void Every_section_says_something() => Assert.All(Specification.Sections, section => Assert.True(section.Body.Trim().Length >= 40, section.Heading));

    [Fact]
    public void What_is_cited_exists()
    {
        var cited = Regex.Matches(Specification.Section("How it is today"), @"(src/[\w./-]+\.cs):(\d+)");

        Assert.True(cited.Count >= 3, "Fewer than three places are cited.");
        Assert.All(cited, place =>
        {
            var file = Path.Combine(Specification.Root, place.Groups[1].Value);
            Assert.True(File.Exists(file), place.Value);
            Assert.InRange(int.Parse(place.Groups[2].Value), 1, File.ReadAllLines(file).Length);
        });
    }

    [Fact]
    public void Every_state_has_an_answer_to_every_event()
    {
        var table = Specification.Table("States");
        string[] states = ["waiting", "ready", "collected", "cancelled", "expired"];

        Assert.All(new[] { "return", "collect", "cancel", "expire" }, name => Assert.Contains(table[0], cell => Regex.IsMatch(cell, $@"\b{name}\b", RegexOptions.IgnoreCase)));
        Assert.Equal(states.Order(), table.Skip(1).Select(row => row[0].ToLowerInvariant()).Order());
        Assert.All(table.Skip(1), row =>
        {
            Assert.Equal(table[0].Length, row.Length);
            Assert.All(row.Skip(1), cell => Assert.Matches(@"^(waiting|ready|collected|cancelled|expired|409 `?[a-z_]+)", cell.ToLowerInvariant()));
        });

        Assert.StartsWith("ready", Cell("waiting", "return"));
        Assert.StartsWith("collected", Cell("ready", "collect"));
        Assert.StartsWith("cancelled", Cell("waiting", "cancel"));
        Assert.StartsWith("cancelled", Cell("ready", "cancel"));
        Assert.StartsWith("expired", Cell("ready", "expire"));
        Assert.All(new[] { "collected", "cancelled", "expired" }, state => Assert.Contains("reservation_closed", Cell(state, "cancel")));
        Assert.StartsWith("409", Cell("waiting", "collect"));

        string Cell(string state, string name) =>
            table.Single(row => row[0].Equals(state, StringComparison.OrdinalIgnoreCase))[Array.FindIndex(table[0], cell => Regex.IsMatch(cell, $@"\b{name}\b", RegexOptions.IgnoreCase))].ToLowerInvariant();
    }

    [Fact]
    public void Criteria_are_numbered_and_have_one_when()
    {
        var criteria = Specification.Criteria;

        Assert.True(criteria.Count >= 14, $"{criteria.Count} criteria do not hold what was decided.");
        Assert.Equal(Enumerable.Range(1, criteria.Count).Select(number => $"AC-{number}"), criteria.Select(criterion => criterion.Id));
        Assert.All(criteria, criterion =>
        {
            Assert.Single(Regex.Matches(criterion.Text, @"\bwhen\b", RegexOptions.IgnoreCase));
            Assert.Matches(@"(?i)^given\b.*\bwhen\b.*\bthen\b", criterion.Text);
        });
        Assert.Equal(Specification.Section("Acceptance criteria").Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)), criteria.Count);
    }

    [Fact]
    public void Everything_decided_is_a_criterion_with_its_status()
    {
        Assert.All(Codes, code => Assert.Contains(Specification.Criteria, criterion => criterion.Text.Contains(code) && criterion.Text.Contains("409")));
        foreach (var (status, code) in new[] { ("400", "validation_failed"), ("401", "sign_in_needed"), ("404", "book_not_found"), ("404", "reservation_not_found") })
        {
            Assert.Contains(Specification.Criteria, criterion => criterion.Text.Contains(status) && criterion.Text.Contains(code));
        }

        Assert.Contains(Specification.Criteria, criterion => criterion.Text.Contains("201"));
        Assert.Contains(Specification.Criteria, criterion => criterion.Text.Contains("204"));
    }

    [Fact]
    public void Two_at_once_and_the_change_to_loans_are_criteria()
    {
        Assert.Contains(Specification.Criteria, criterion => Regex.IsMatch(criterion.Text, @"(?i)at once|at the same time|simultaneous|concurrent|in parallel|together"));
        Assert.Contains(Specification.Criteria, criterion => criterion.Text.Contains("/loans", StringComparison.OrdinalIgnoreCase) && criterion.Text.Contains("409"));
    }

    [Fact]
    public void Each_criterion_has_a_test()
    {
        var rows = Specification.Table("Test plan").Skip(1).ToList();

        Assert.Equal(Specification.Criteria.Select(criterion => criterion.Id), rows.Select(row => row[0]));
        Assert.All(rows, row =>
        {
            Assert.False(string.IsNullOrWhiteSpace(row[1]));
            Assert.Matches("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$", row[2]);
        });
        Assert.Equal(rows.Count, rows.Select(row => row[2]).Distinct().Count());
    }

    [Fact]
    public void What_is_not_decided_is_asked_and_blocks_only_what_needs_it()
    {
        var questions = Specification.Section("Questions").Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();

        var period = Assert.Single(questions, question => Regex.IsMatch(question, @"(?i)\bready\b") && Regex.IsMatch(question, @"(?i)how long|days|period|until"));
        Assert.All(questions, question => Assert.Matches(@"^- \**Q\d+\**:.*Proposal:.*Blocks:", question));
        Assert.Matches(@"Blocks:.*AC-\d+", period);
        var blocked = Regex.Matches(period[period.IndexOf("Blocks:", StringComparison.Ordinal)..], @"AC-\d+").Count;
        Assert.InRange(blocked, 1, Specification.Criteria.Count / 3);
        Assert.True(questions.Count <= 4, "Decide what an engineer can decide.");
    }

    [Fact]
    public void No_words_that_no_test_can_fail() =>
        Assert.DoesNotMatch(@"(?i)\b(appropriate(ly)?|properly|as needed|etc\b|and so on|should probably)", Specification.Text);

    [Fact]
    public void Data_holds_the_rules_in_the_store()
    {
        var data = Specification.Section("Data");

        Assert.Matches("(?i)unique", data);
        Assert.Matches("(?i)index", data);
    }

    [Fact]
    public void Numbers_have_units() => Assert.True(Regex.Count(Specification.Section("Numbers"), @"\d+(\.\d+)? ?(ms|s|seconds|minutes|hours|days|kB|MB|%|rps|characters|a second|a minute|a day|rows|requests|reservations|per page)") >= 2);
}
