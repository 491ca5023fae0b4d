using Backsmith.Cli.Tests.EndToEnd;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>Input that nobody can work with, or that fights back.</summary>
public sealed class BrokenInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-broken-");

    private string Tree => Path.Combine(_folder.FullName, "tree");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_empty_folder() => await RefusedAsync("holds no tracked or unignored file", []);

    [Fact]
    public async Task A_repository_without_files()
    {
        ClinicRepository.Run("git", ["init", "-q", Tree], _folder.FullName);

        await RefusedAsync("holds no tracked or unignored file", ["--no-fix"]);
    }

    [Fact]
    public async Task A_bare_repository()
    {
        ClinicRepository.Run("git", ["init", "-q", "--bare", Tree], _folder.FullName);

        await RefusedAsync("make one with git clone", []);
    }

    [Fact]
    public async Task The_git_folder_of_a_repository()
    {
        ClinicRepository.Run("git", ["init", "-q", Tree], _folder.FullName);

        await RefusedAsync("holds no working tree", [], "tree/.git/refs");
    }

    [Fact]
    public async Task A_file_that_is_no_project()
    {
        Write("notes.txt", "x");

        await RefusedAsync("neither a folder, a solution (.sln, .slnx, .slnf) nor a project", [], "tree/notes.txt");
    }

    [Fact]
    public async Task A_solution_that_is_no_xml_without_the_stack_of_who_reads_it()
    {
        Write("Clinic.slnx", "<Solution><");

        await RefusedAsync("Clinic.slnx", ["--no-fix", "--offline"]);
    }

    [Fact]
    public async Task A_project_that_MSBuild_cannot_load_and_in_which_the_rules_see_nothing()
    {
        Write("Clinic.csproj", "<Project Sdk=\"Acme.Nowhere/1.0.0\" />");
        Write("Dosage.cs", "public class Dosage { public int PerDay(int weight) => weight * 2; }");

        await RefusedAsync("Acme.Nowhere", ["--no-fix", "--offline"]);
    }

    [Fact]
    public async Task A_path_that_is_empty()
    {
        var (exit, errors) = await ReviewAsync("", []);

        errors.ShouldContain("PATH is empty: name one.");
        exit.ShouldBe(2, errors);
    }

    [Fact]
    public async Task A_folder_for_the_delivery_without_a_name()
    {
        var (exit, errors) = await ReviewAsync("tree", ["--output", ""]);

        errors.ShouldContain("The value of '--output' is empty");
        exit.ShouldBe(2, errors);
    }

    [Fact]
    public async Task A_folder_for_the_delivery_inside_of_the_repository()
    {
        ClinicRepository.Run("git", ["init", "-q", Tree], _folder.FullName);
        Write("notes.txt", "x");
        var before = Picture();

        var (exit, errors) = await ReviewAsync("tree", ["--output", "tree/out"]);

        errors.ShouldContain($"'tree/out' lies in the repository {Tree}, which is never written to.");
        exit.ShouldBe(2, errors);
        Picture().ShouldBe(before);
    }

    [Fact]
    public async Task A_revision_where_there_is_no_git()
    {
        Write("notes.txt", "x");

        await RefusedAsync("is not a git repository, so it has no revision 'HEAD'", ["--base", "HEAD"]);
    }

    [Fact]
    public async Task A_revision_before_the_first_commit()
    {
        ClinicRepository.Run("git", ["init", "-q", Tree], _folder.FullName);
        Write("notes.txt", "x");

        await RefusedAsync("'HEAD' is no revision", ["--base", "HEAD"]);
    }

    /// <summary>No commit, code that does not compile, and build logic that deletes what it is told to: no more than this test's own folder, should it ever succeed.</summary>
    [Fact]
    public async Task A_build_that_deletes_everything_deletes_nothing()
    {
        ClinicRepository.Run("git", ["init", "-q", Tree], _folder.FullName);
        Write("Clinic.csproj", """
            <Project Sdk="Microsoft.NET.Sdk" InitialTargets="Destroy">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <Target Name="Destroy">
                <Exec Command="rm -rf $(MSBuildProjectDirectory)/../canary $(MSBuildProjectDirectory)/.git $(MSBuildProjectDirectory)/*" IgnoreExitCode="true" />
                <RemoveDir Directories="$(MSBuildProjectDirectory)/..;$(MSBuildProjectDirectory)" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        Write("Dosage.cs", "public class Dosage { public int PerDay(int weight) => weight * ; }");
        var (canary, before) = (Path.Combine(_folder.FullName, "canary"), Picture());
        await File.WriteAllTextAsync(canary, "alive");

        var (exit, errors) = await ReviewAsync("tree", ["--no-fix", "--offline"]);

        exit.ShouldBeOneOf([0, 1, 4], errors);
        errors.ShouldNotContain("should not have happened");
        Picture().ShouldBe(before);
        (await File.ReadAllTextAsync(canary)).ShouldBe("alive");
    }

    [Fact]
    public async Task A_folder_without_git_whose_code_does_not_compile_is_reviewed_and_says_so()
    {
        Write("Clinic.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Write("Dosage.cs", "public class Dosage { public int PerDay(int weight) => weight * ; }");
        Write("Broken.cs", "class {");
        var before = Picture();

        using var run = RunningBacksmith.Start(_folder.FullName, Path.Combine(_folder.FullName, "state"), "review", "tree", "--offline");
        (await run.ExitAsync()).ShouldBeOneOf([0, 1], run.Errors);

        var output = await run.OutputAsync();
        output.ShouldContain("Clinic.csproj does not compile: Broken.cs:1 CS1001");
        output.ShouldContain("1 more of its files");
        Picture().ShouldBe(before);
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Tree);
        File.WriteAllText(Path.Combine(Tree, name), text);
    }

    private string Picture() => ClinicRepository.Picture(Tree);

    private async Task RefusedAsync(string words, string[] options, string path = "tree")
    {
        Directory.CreateDirectory(Tree);
        var before = Picture();

        var (exit, errors) = await ReviewAsync(path, options);

        errors.ShouldContain(words);
        errors.ShouldNotContain("   at ");
        exit.ShouldBe(4, errors);
        Picture().ShouldBe(before);
    }

    private async Task<(int ExitCode, string Errors)> ReviewAsync(string path, string[] options)
    {
        using var run = RunningBacksmith.Start(_folder.FullName, Path.Combine(_folder.FullName, "state"), ["review", path, .. options]);
        return (await run.ExitAsync(), run.Errors);
    }
}
