using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>Runs every case below Cases/ID: flagged, silent and fixed.</summary>
public sealed class RuleCaseTests
{
    private const int MostFixes = 20;

    public static TheoryData<string, string> Flagged => Named("flagged", path => path);

    public static TheoryData<string, string> Silent => Named("silent", path => path);

    public static TheoryData<string, string> Fixed => Named("fixed", path => path.EndsWith(".before.cs", StringComparison.Ordinal) ? path[..^".before.cs".Length] : null);

    public static TheoryData<string> Rules => [.. RuleCatalog.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Flagged))]
    public async Task Reports_exactly_the_marked_lines(string rule, string name)
    {
        var test = RuleCase.Read(rule, Path.Combine(RuleCatalog.CaseFolder, rule, "flagged", name));
        test.Files.Sum(file => file.Expected.Count).ShouldBeGreaterThan(0, "A flagged case marks at least one line.");
        var reports = await ReportAsync(test);
        reports.Select(Place).ShouldBe(test.Files.OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(file => file.Expected.Where(e => e.Id == rule).Select(e => $"{file.Name}:{e.Line}")));
        foreach (var (file, expected) in test.Files.SelectMany(file => file.Expected.Where(e => e.Message is not null).Select(e => (file, e))))
        {
            reports.Where(report => Place(report) == $"{file.Name}:{expected.Line}").ShouldContain(report => report.GetMessage(null).Contains(expected.Message!, StringComparison.Ordinal), expected.Message!);
        }
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task Stays_silent(string rule, string name) =>
        (await ReportAsync(RuleCase.Read(rule, Path.Combine(RuleCatalog.CaseFolder, rule, "silent", name)))).Select(report => $"{Place(report)} {report.GetMessage(null)}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task Repairs_what_it_reports(string rule, string name)
    {
        var stem = Path.Combine(RuleCatalog.CaseFolder, rule, "fixed", name);
        var before = RuleCase.Read(rule, stem + ".before.cs");
        var after = RuleCase.Read(rule, stem + ".after.cs");
        using var workspace = new AdhocWorkspace();
        var project = CaseCompilation.Project(workspace, before);
        var (repaired, count) = await RepairAsync(project, RuleCatalog.Find(rule), before.Allows("broken"));
        count.ShouldBeGreaterThan(0, "No fix was offered.");
        var text = (await repaired.Documents.Single(document => document.Name == before.Files[0].Name).GetTextAsync()).ToString();
        (text == after.Files[0].Text).ShouldBeTrue($"The fixed text differs from {name}.after.cs; it is:\n{text}");
        if (!before.Allows("broken"))
        {
            (await repaired.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty("What a fix leaves has to compile.");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Survives_code_that_is_cut_off(string rule)
    {
        foreach (var path in RuleCatalog.Find(rule).Cases("flagged"))
        {
            var test = RuleCase.Read(rule, path);
            foreach (var part in new[] { 0.35, 0.6, 0.85 })
            {
                var cut = test with { Files = [.. test.Files.Select(file => file with { Text = file.Text[..(int)(file.Text.Length * part)] })] };
                using var workspace = new AdhocWorkspace();
                var reports = await CaseCompilation.ReportAsync(CaseCompilation.Project(workspace, cut), RuleCatalog.Find(rule).Analyzers, broken: true);
                reports.Where(report => report.Id == "AD0001").Select(report => report.GetMessage(null)).ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_a_whole_unit(string id)
    {
        var rule = RuleCatalog.Find(id);
        rule.Cases("flagged").Count.ShouldBeGreaterThan(1);
        rule.Cases("silent").Count.ShouldBeGreaterThan(1);
        (rule.Cases("fixed").Count > 0).ShouldBe(rule.Fix is not null, "A fix has cases, and only a fix.");
        rule.Cases("flagged").Concat(rule.Cases("silent")).Where(path => RuleCase.Sentence(path).Length == 0).ShouldBeEmpty("The first line of a case is a comment that says what it shows.");
    }

    private static async Task<IReadOnlyList<Diagnostic>> ReportAsync(RuleCase test)
    {
        using var workspace = new AdhocWorkspace();
        return await CaseCompilation.ReportAsync(CaseCompilation.Project(workspace, test), RuleCatalog.Find(test.Rule).Analyzers, test.Allows("broken"));
    }

    private static async Task<(Project Project, int Count)> RepairAsync(Project project, CatalogRule rule, bool broken)
    {
        for (var count = 0; count < MostFixes; count++)
        {
            var next = await FirstFixAsync(project, rule, broken);
            if (next is null)
            {
                return (project, count);
            }

            project = next;
        }

        throw new InvalidOperationException($"The fix of {rule.Id} does not come to an end.");
    }

    private static async Task<Project?> FirstFixAsync(Project project, CatalogRule rule, bool broken)
    {
        foreach (var report in await CaseCompilation.ReportAsync(project, rule.Analyzers, broken))
        {
            var document = project.GetDocument(report.Location.SourceTree);
            var actions = new List<CodeAction>();
            if (document is not null)
            {
                await rule.Fix!.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
            }

            if (actions.Count > 0)
            {
                var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
                return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id);
            }
        }

        return null;
    }

    private static string Place(Diagnostic report)
    {
        var span = report.Location.GetLineSpan();
        return $"{span.Path["/app/".Length..]}:{span.StartLinePosition.Line + 1}";
    }

    private static TheoryData<string, string> Named(string kind, Func<string, string?> name)
    {
        var data = new TheoryData<string, string>();
        foreach (var (rule, path) in RuleCatalog.All.SelectMany(rule => rule.Cases(kind).Select(path => (rule.Id, path))))
        {
            if (name(Path.GetFileName(path)) is { } shown)
            {
                data.Add(rule, shown);
            }
        }

        return data;
    }
}
