using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Fixing;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Fixing;

public sealed class FindingFixerTests : IDisposable
{
    private const string Three = "class C\n{\n    void M()\n    {\n        Flag(1);\n        Flag(1);\n        Flag(1);\n    }\n\n    void Flag(int n) { }\n    void Done(int n) { }\n}\n";

    private readonly CodeFolder _code = new();

    public void Dispose() => _code.Dispose();

    [Fact]
    public async Task Repairs_equal_findings_one_after_the_other_when_each_fix_rewrites_the_method()
    {
        _code.File("App/C.cs", Three).Project("App");
        var outcome = await FixAsync((document, root, node) => WithNote(document, root, node, "// note\n        "));
        outcome.Findings.ShouldAllBe(finding => finding.Refusal == null);
        Text(outcome, "App/C.cs").Split("Done(1);").Length.ShouldBe(4);
        Text(outcome, "App/C.cs").ShouldNotContain("Flag(1);");
    }

    [Fact]
    public async Task Says_of_a_finding_that_another_fix_took_along_that_it_is_gone()
    {
        _code.File("App/C.cs", Three).Project("App");
        var outcome = await FixAsync((document, root, node) =>
        {
            var body = node.FirstAncestorOrSelf<BlockSyntax>()!;
            return document.WithSyntaxRoot(root.ReplaceNode(body, body.WithStatements([SyntaxFactory.ParseStatement($"Done({node.SpanStart});")]))).Project.Solution;
        });
        outcome.Findings.Count(finding => finding.Refusal is null).ShouldBe(1);
        outcome.Findings.Where(finding => finding.Refusal is not null).ShouldAllBe(finding => finding.Refusal!.Contains("not there any more"));
    }

    [Fact]
    public async Task Read_only_paths_hold_in_every_round_and_for_every_file_a_fix_changes()
    {
        _code.File("App/C.cs", Three).File("App/vendor/D.cs", "class D { }\n").Project("App");
        var outcome = await FixAsync(
            (document, root, node) =>
            {
                var other = document.Project.Documents.Single(candidate => candidate.Name == "D.cs");
                return WithNote(document, root, node, "// note\n        ").WithDocumentText(other.Id, Microsoft.CodeAnalysis.Text.SourceText.From("class D { int n; }\n"));
            },
            readOnly: ["App/vendor"]);
        outcome.Files.ShouldBeEmpty();
        outcome.Findings.ShouldAllBe(finding => finding.Refusal == "The fix would change App/vendor/D.cs, which a patch cannot change.");
    }

    [Fact]
    public async Task A_finding_in_a_read_only_path_has_no_fix()
    {
        _code.File("App/vendor/C.cs", Three).Project("App");
        var outcome = await FixAsync((document, root, node) => WithNote(document, root, node, ""), readOnly: ["App/vendor"]);
        outcome.Findings.ShouldAllBe(finding => finding.Refusal == "No fix is offered for this rule here.");
    }

    [Fact]
    public async Task Refuses_an_edit_outside_of_the_repository()
    {
        var outside = Path.Combine(Path.GetDirectoryName(_code.Root)!, "Outside.cs");
        _code.File("App/C.cs", Three);
        await File.WriteAllTextAsync(outside, "class Outside { }\n");
        _code.Project("App", sources: [_code.At("App/C.cs"), outside]);
        var outcome = await FixAsync((document, _, _) => ChangeText(document, "Outside.cs"));
        outcome.Files.ShouldBeEmpty();
        outcome.Findings.ShouldAllBe(finding => finding.Refusal!.Contains("outside of the repository"));
    }

    [Fact]
    public async Task A_fix_that_throws_is_a_refusal_that_names_the_rule()
    {
        _code.File("App/C.cs", Three).Project("App");
        var outcome = await FixAsync((_, _, _) => throw new InvalidOperationException("no such node"));
        outcome.Findings.ShouldAllBe(finding => finding.Refusal == "The fix of TEST1 failed here: InvalidOperationException: no such node");
    }

    [Fact]
    public async Task A_fix_that_is_cancelled_ends_the_request()
    {
        _code.File("App/C.cs", Three).Project("App");
        await Should.ThrowAsync<OperationCanceledException>(() => FixAsync((_, _, _) => throw new OperationCanceledException()));
    }

    public static TheoryData<string, byte[]> Unwritable => new()
    {
        { "not valid UTF-8", [.. Encoding.ASCII.GetBytes("// caf"), 0xE9, .. Encoding.ASCII.GetBytes("\n" + Three)] },
        { "not valid UTF-8", [0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes("// caf"), 0xE9, .. Encoding.ASCII.GetBytes("\n" + Three)] },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Three)] },
        { "UTF-16", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Three)] },
    };

    [Theory]
    [MemberData(nameof(Unwritable))]
    public async Task Refuses_a_file_whose_bytes_a_patch_would_not_keep(string reason, byte[] bytes)
    {
        _code.File("App/C.cs", bytes).Project("App");
        var outcome = await FixAsync((document, root, node) => WithNote(document, root, node, ""));
        outcome.Files.ShouldBeEmpty();
        outcome.Findings.Count.ShouldBe(3);
        outcome.Findings.ShouldAllBe(finding => finding.Refusal!.Contains(reason) && finding.Refusal.Contains("App/C.cs"));
    }

    [Fact]
    public async Task Refuses_a_file_that_changed_after_the_review()
    {
        _code.File("App/C.cs", Three).Project("App");
        var outcome = await FixAsync((document, root, node) => WithNote(document, root, node, ""), beforeFixing: () => _code.File("App/C.cs", Three + "// later\n"));
        outcome.Findings.ShouldAllBe(finding => finding.Refusal!.Contains("has changed since it was reviewed"));
    }

    [Fact]
    public async Task Keeps_the_byte_order_mark_and_each_line_ending_of_a_mixed_file()
    {
        var mixed = Three.Replace("{\n", "{\r\n").Replace("int n) { }\n", "int n) { }\r\n");
        _code.File("App/C.cs", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("// ümlaut\n" + mixed)]).Project("App");
        var outcome = await FixAsync((document, root, node) => WithNote(document, root, node, "// note\r\n        "));
        var bytes = outcome.Files.Single().Content!;
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var expected = "// ümlaut\n" + mixed.Replace("{\r\n        Flag(1);\n        Flag(1);\n        Flag(1);\n", "{\r\n        // note\n        Done(1);\n        // note\n        Done(1);\n        // note\n        Done(1);\n");
        Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).ShouldBe(expected);
    }

    [Fact]
    public async Task Adds_a_file_beside_the_project()
    {
        _code.File("App/C.cs", Three.Replace("        Flag(1);\n        Flag(1);\n", "        Flag(1);\n")).Project("App");
        var outcome = await FixAsync((document, root, node) =>
        {
            var changed = document.Project.GetDocument(document.Id)!.WithSyntaxRoot(Renamed(root, node, ""));
            return changed.Project.AddDocument("Log.cs", "static class Log { }\r\n", folders: ["Logging"]).Project.Solution;
        });
        outcome.Findings.ShouldAllBe(finding => finding.Refusal == null);
        outcome.Files.Select(file => file.Path).ShouldBe(["App/C.cs", "App/Logging/Log.cs"]);
        Text(outcome, "App/Logging/Log.cs").ShouldBe("static class Log { }\n");
    }

    [Fact]
    public async Task Refuses_to_add_a_file_that_stands_already_or_lies_outside()
    {
        _code.File("App/C.cs", Three).File("App/Log.cs", "// not compiled\n").Project("App", sources: [_code.At("App/C.cs")]);
        (await FixAsync((document, _, _) => document.Project.AddDocument("Log.cs", "").Project.Solution)).Findings.ShouldAllBe(finding => finding.Refusal == "The fix would add App/Log.cs, which stands already.");
        (await FixAsync((document, _, _) => document.Project.AddDocument("Log.cs", "", filePath: _code.At("../Log.cs")).Project.Solution)).Findings.ShouldAllBe(finding => finding.Refusal!.Contains("outside of the repository"));
    }

    [Fact]
    public async Task Refuses_a_fix_that_deletes_a_file_or_changes_the_project()
    {
        _code.File("App/C.cs", Three).File("App/D.cs", "class D { }\n").Project("App");
        (await FixAsync((document, _, _) => document.Project.RemoveDocument(document.Project.Documents.Single(other => other.Name == "D.cs").Id).Solution)).Findings.ShouldAllBe(finding => finding.Refusal == "The fix would delete a file.");
        (await FixAsync((document, _, _) => document.Project.WithCompilationOptions(((CSharpCompilationOptions)document.Project.CompilationOptions!).WithAllowUnsafe(true)).Solution)).Findings.ShouldAllBe(finding => finding.Refusal == "The fix would change the project file.");
        (await FixAsync((document, _, _) => document.Project.Solution)).Findings.ShouldAllBe(finding => finding.Refusal == "The fix changes nothing.");
    }

    [Fact]
    public async Task A_finding_that_nobody_reported_is_refused()
    {
        _code.File("App/C.cs", Three).Project("App");
        var outcome = await FixAsync((document, root, node) => WithNote(document, root, node, ""), ask: ["0123"]);
        outcome.Findings.Single().Refusal.ShouldBe("The last review reported no such finding.");
    }

    private async Task<FixOutcome> FixAsync(Func<Document, SyntaxNode, SyntaxNode, Solution> change, string[]? readOnly = null, Action? beforeFixing = null, string[]? ask = null)
    {
        var rules = new RuleHost(
            [new StatementProbe()],
            new Dictionary<string, Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider> { ["TEST1"] = new ProbeFix(change) },
            new Dictionary<string, Rule> { ["TEST1"] = new("TEST1", "Probe", "logging", Severity.Warning, "", "", null, HasFix: true) });
        var loaded = CodeBaseLoader.Load(JsonSerializer.Deserialize<CollectedCodeBase>(await File.ReadAllBytesAsync(_code.Collect()), Wire.Json)!);
        var reviewed = await new Reviewer(loaded, rules).ReviewAsync(new ReviewRequest("", readOnly ?? []), CancellationToken.None);
        beforeFixing?.Invoke();
        return await new FindingFixer(reviewed, rules).FixAsync(new FixRequest(ask ?? [.. reviewed.Review.Findings.Select(finding => finding.Fingerprint)]), CancellationToken.None);
    }

    private static Solution WithNote(Document document, SyntaxNode root, SyntaxNode node, string note) => document.WithSyntaxRoot(Renamed(root, node, note)).Project.Solution;

    /// <summary>Calls Done instead of Flag, with a note before it; the statement is replaced whole, so that fixes of neighbours touch.</summary>
    private static SyntaxNode Renamed(SyntaxNode root, SyntaxNode node, string note)
    {
        var statement = node.FirstAncestorOrSelf<ExpressionStatementSyntax>()!;
        var indent = statement.GetLeadingTrivia().ToFullString();
        return root.ReplaceNode(statement, SyntaxFactory.ParseStatement($"{indent}{note}Done(1);").WithTrailingTrivia(statement.GetTrailingTrivia()));
    }

    private static Solution ChangeText(Document document, string name)
    {
        var other = document.Project.Documents.Single(candidate => candidate.Name == name);
        return document.Project.Solution.WithDocumentText(other.Id, Microsoft.CodeAnalysis.Text.SourceText.From("class Changed { }\n"));
    }

    private static string Text(FixOutcome outcome, string path) => Encoding.UTF8.GetString(outcome.Files.Single(file => file.Path == path).Content!);
}
