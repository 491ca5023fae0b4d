using System.Runtime.CompilerServices;
using System.Text.Json;
using Backsmith.Findings;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Samples;

public sealed class BookshopFlawsTests
{
    private const int FewestFlaws = 20;

    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [Fact]
    public void Lists_at_least_twenty_flaws_each_once()
    {
        var flaws = Flaws();

        flaws.Length.ShouldBeGreaterThanOrEqualTo(FewestFlaws);
        flaws.Select(flaw => (flaw.File, flaw.Line)).ShouldBeUnique();
    }

    [Fact]
    public void Every_flaw_stands_on_a_line_that_is_there()
    {
        foreach (var flaw in Flaws())
        {
            var lines = File.ReadAllLines(Path.Combine(Samples(), "bookshop", flaw.File));

            flaw.Line.ShouldBeInRange(1, lines.Length, flaw.File);
            lines[flaw.Line - 1].ShouldNotBeNullOrWhiteSpace($"{flaw.File}:{flaw.Line}");
        }
    }

    [Fact]
    public void Every_flaw_has_a_reason_and_a_category_that_reports_know()
    {
        var known = Category.All.Select(category => category.Id).ToList();
        foreach (var flaw in Flaws())
        {
            known.ShouldContain(flaw.Category, $"{flaw.File}:{flaw.Line}");
            flaw.Why.ShouldNotBeNullOrWhiteSpace($"{flaw.File}:{flaw.Line}");
        }
    }

    private static Flaw[] Flaws() =>
        JsonSerializer.Deserialize<Flaw[]>(File.ReadAllText(Path.Combine(Samples(), "bookshop.flaws.json")), Names)!;

    private static string Samples([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples"));

    private sealed record Flaw(string File, int Line, string Category, string Why);
}
