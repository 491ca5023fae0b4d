using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Backsmith.Architecture.Tests;

/// <summary>Which project may know which, and what each may bring along.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Core"] = [],
        ["Analyzers"] = [],
        ["CodeFixes"] = ["Analyzers"],
        ["Inspector"] = ["Core", "Analyzers", "CodeFixes"],
        ["Sandbox"] = ["Core"],
        ["Storage"] = ["Core"],
        ["Agents"] = ["Core"],
        ["Server"] = ["Core"],
        ["Cli"] = ["Agents", "Core", "Sandbox", "Server", "Storage"],
    };

    private static readonly IReadOnlyDictionary<string, XDocument> Projects = SourceTree.Paths("src", ".csproj")
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)["Backsmith.".Length..], path => XDocument.Load(Path.Combine(SourceTree.Root, path)));

    [Fact]
    public void Each_project_knows_those_that_it_may_know_and_no_other() =>
        Projects.ToDictionary(project => project.Key, project => Included(project.Value, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["Backsmith.".Length..]).Order())
            .Select(project => $"{project.Key}: {string.Join(", ", project.Value)}").Order()
            .ShouldBe(Arrows.Select(project => $"{project.Key}: {string.Join(", ", project.Value.Order())}").Order());

    [Theory]
    [InlineData("Core")]
    [InlineData("Sandbox")]
    public void Needs_nothing_but_the_base_class_library(string project) => Included(Projects[project], "PackageReference").ShouldBeEmpty();

    [Theory]
    [InlineData("Core")]
    [InlineData("Sandbox")]
    [InlineData("Storage")]
    [InlineData("Agents")]
    [InlineData("Server")]
    [InlineData("Cli")]
    public void Loads_no_compiler_into_a_process_of_the_host(string project) =>
        Included(Projects[project], "PackageReference").ShouldAllBe(package => !package.StartsWith("Microsoft.CodeAnalysis") && !package.StartsWith("Microsoft.Build"));

    [Theory]
    [InlineData("Analyzers")]
    [InlineData("CodeFixes")]
    public void Ships_to_older_compilers(string project) =>
        Projects[project].Descendants("TargetFramework").Select(framework => framework.Value).ShouldBe(["netstandard2.0"]);

    [Fact]
    public void Versions_stand_in_one_place() =>
        SourceTree.Paths("src", ".csproj").Concat(SourceTree.Paths("tests", ".csproj")).Where(path => XDocument.Load(Path.Combine(SourceTree.Root, path)).Descendants("PackageReference").Any(package => package.Attribute("Version") is not null)).ShouldBeEmpty();

    [Fact]
    public void The_compiler_asks_for_documentation_of_what_is_public()
    {
        var common = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Build.props"));
        common.Descendants("GenerateDocumentationFile").First().Value.ShouldBe("true");
        common.Descendants("TreatWarningsAsErrors").First().Value.ShouldBe("true");
        SourceTree.Paths("src", ".csproj", ".props", ".cs").Append("Directory.Build.props").Where(path => File.ReadAllText(Path.Combine(SourceTree.Root, path)).Contains("1591")).ShouldBeEmpty();
    }

    [Fact]
    public void Each_project_has_its_tests_and_the_solution_builds_them_all()
    {
        var solution = XDocument.Load(Path.Combine(SourceTree.Root, "Backsmith.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value).ToList();

        solution.Order().ShouldBe(SourceTree.Paths("src", ".csproj").Concat(SourceTree.Paths("tests", ".csproj")).Order());
        foreach (var project in Projects.Keys.Where(name => name != "CodeFixes"))
        {
            solution.ShouldContain($"tests/Backsmith.{project}.Tests/Backsmith.{project}.Tests.csproj");
        }
    }

    private static IEnumerable<string> Included(XDocument project, string item) => project.Descendants(item).Select(reference => reference.Attribute("Include")!.Value);
}
