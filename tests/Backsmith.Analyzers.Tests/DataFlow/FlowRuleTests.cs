using System.Collections.Immutable;
using Backsmith.Analyzers.Injection;
using Backsmith.Analyzers.Logging;
using Backsmith.CodeFixes.Logging;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.DataFlow;

public sealed class FlowRuleTests
{
    private const string Usings = "using System; using System.Data.Common; using System.Collections.Generic; using Microsoft.AspNetCore.Mvc; using Microsoft.Extensions.Logging;\n";

    private static readonly MetadataReference[] Framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
        .Where(p => p.Contains("/shared/", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))];

    [Theory]
    [InlineData("string q", "c.CommandText = $\"select 1 from t where n = '{q}'\";", 1)]
    [InlineData("string q", "var s = \"select \" + q; s += \" x\"; c.CommandText = s;", 1)]
    [InlineData("string q", "var b = new System.Text.StringBuilder(); b.Append(\"a\").Append(q); c.CommandText = b.ToString();", 1)]
    [InlineData("int q", "c.CommandText = $\"select 1 from t where n = {q}\";", 0)]
    [InlineData("Guid q", "c.CommandText = \"select \" + q.ToString();", 0)]
    [InlineData("string q", "c.CommandText = \"select 1 order by \" + (q switch { \"a\" => \"a\", _ => \"id\" });", 0)]
    [InlineData("string q", "if (!Known.Contains(q)) return; c.CommandText = \"select 1 order by \" + q;", 0)]
    [InlineData("string q", "c.CommandText = \"select \" + nameof(q);", 0)]
    public async Task Sql_is_reported_only_where_outside_text_reaches_it(string parameter, string body, int reports)
    {
        var code = $$"""
            public class C(DbCommand c) : ControllerBase
            {
                static readonly HashSet<string> Known = ["a"];
                public void Get({{parameter}}) { {{body}} }
            }
            """;
        (await Report(new SqlInjectionAnalyzer(), Compile(code))).Length.ShouldBe(reports);
    }

    [Theory]
    [InlineData("string password", "log.LogInformation(\"in {P}\", password);", 1)]
    [InlineData("string password", "var text = \"in \" + password; log.LogInformation(text);", 1)]
    [InlineData("string password", "log.LogInformation(\"in {P}\", password.Length);", 0)]
    [InlineData("bool passwordValid", "log.LogInformation(\"in {P}\", passwordValid);", 0)]
    [InlineData("string email", "log.LogInformation(\"in {P}\", Mask(email));", 0)]
    [InlineData("string email", "log.LogInformation(\"in {P}\", nameof(email));", 0)]
    public async Task Logs_are_reported_only_where_they_show_the_datum(string parameter, string body, int reports) =>
        (await Report(new SensitiveLoggingAnalyzer(), Compile(Logging(parameter, body)))).Length.ShouldBe(reports);

    [Fact]
    public async Task A_flow_names_each_step_from_the_source_to_the_sink()
    {
        const string Code = "public class C(DbCommand c) : ControllerBase { public void Get(string q) => Run(q); void Run(string n) { c.CommandText = \"x\" + n; } }";
        var report = (await Report(new SqlInjectionAnalyzer(), Compile(Code))).ShouldHaveSingleItem();
        report.Properties["flow.0"].ShouldBe("'q' of 'C.Get' comes from outside");
        report.Properties["flow.1"].ShouldBe("given to 'Run' as 'n'");
        report.Properties[$"flow.{report.AdditionalLocations.Count - 1}"].ShouldBe("run as SQL by 'CommandText'");
    }

    [Fact]
    public async Task The_fix_takes_the_argument_and_its_placeholder_out()
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("App", LanguageNames.CSharp).WithMetadataReferences(Framework)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var document = project.AddDocument("C.cs", Usings + Logging("string user, string password", "log.LogInformation(\"User {User} signed in with {Password}\", user, password);"));
        var report = (await Report(new SensitiveLoggingAnalyzer(), (await document.Project.GetCompilationAsync())!)).ShouldHaveSingleItem();
        var actions = new List<CodeAction>();
        await new SensitiveLoggingCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, report, (a, _) => actions.Add(a), CancellationToken.None));
        var change = (await actions.ShouldHaveSingleItem().GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString()
            .ShouldContain("log.LogInformation(\"User {User} signed in\", user);");
    }

    private static string Logging(string parameter, string body) =>
        $$"""public class L(ILogger<L> log) { public void Do({{parameter}}) { {{body}} } static string Mask(string s) => s[..1] + "*"; }""";

    private static CSharpCompilation Compile(string code) =>
        CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(Usings + code, path: "C.cs")], Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static async Task<ImmutableArray<Diagnostic>> Report(DiagnosticAnalyzer analyzer, Compilation compilation)
    {
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
    }
}
