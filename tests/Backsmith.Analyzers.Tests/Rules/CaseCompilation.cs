using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Shouldly;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>Compiles a case as the Web SDK would, with Entity Framework Core, Dapper and Sqlite at hand.</summary>
internal static class CaseCompilation
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Net.Http.Json; global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly string[] Packages = ["Microsoft.EntityFrameworkCore", "Dapper", "Microsoft.Data.Sqlite"];

    private static readonly ImmutableArray<MetadataReference> References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
        .Where(path => path.Contains("/shared/", StringComparison.Ordinal) || Packages.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A project of a workspace that holds the case.</summary>
    public static Project Project(AdhocWorkspace workspace, RuleCase test)
    {
        var without = test.Values("without").ToList();
        var references = References.Where(reference => !without.Exists(name => Path.GetFileName(reference.Display!).StartsWith(name, StringComparison.Ordinal)));
        var name = test.Values("assembly").FirstOrDefault() ?? "App";
        var statements = test.Files.Any(file => IsProgram(file.Text));
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Create(), name, name, LanguageNames.CSharp, metadataReferences: references,
            compilationOptions: new CSharpCompilationOptions(statements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest)));
        var solution = project.Solution.AddDocument(DocumentId.CreateNewId(project.Id), "Usings.g.cs", ImplicitUsings, filePath: "/app/Usings.g.cs");
        foreach (var file in test.Files)
        {
            var (id, path) = (DocumentId.CreateNewId(project.Id), "/app/" + file.Name);
            solution = file.Name.EndsWith(".cs", StringComparison.Ordinal) ? solution.AddDocument(id, file.Name, file.Text, filePath: path) : solution.AddAdditionalDocument(id, file.Name, file.Text, filePath: path);
        }

        return solution.GetProject(project.Id)!;
    }

    /// <summary>What the analyzers report about the project, in source order.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ReportAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers, bool broken)
    {
        var compilation = (await project.GetCompilationAsync())!;
        if (!broken)
        {
            compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty("The case has to compile.");
        }

        var texts = project.AdditionalDocuments.Select(document => (AdditionalText)new Text(document.FilePath!, document.GetTextAsync().Result)).ToImmutableArray();
        var found = await compilation.WithAnalyzers(analyzers, new AnalyzerOptions(texts)).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition)];
    }

    private static bool IsProgram(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot() is CompilationUnitSyntax unit && unit.Members.Any(member => member is GlobalStatementSyntax);

    private sealed class Text(string path, SourceText text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
