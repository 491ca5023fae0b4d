using Backsmith.Sandbox.Tests.DotNet;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Toolchains;

/// <summary>Node.js projects with the real node and npm of this machine, in the real sandbox, without network.</summary>
public sealed class NodeProjectTests : IDisposable
{
    private readonly DotNetRepository _repository = new();

    [Fact]
    public async Task The_test_runner_of_node_reports_each_test_and_the_lines_it_reaches()
    {
        Project("node --test", "\"type\": \"module\"");
        _repository.Write("src/dosage.js", "export function perDay(weight, milligrams) {\n  return weight * milligrams;\n}\n\nexport function perWeek(weight) {\n  return 7 * perDay(weight, 1);\n}\n");
        _repository.Write("test/dosage.test.js", """
            import assert from 'node:assert';
            import { describe, test } from 'node:test';
            import { perDay } from '../src/dosage.js';

            describe('dosage', () => {
              test('multiplies', () => assert.equal(perDay(2, 10), 20));
              test('is wrong', () => assert.equal(perDay(2, 10), 21));
              test('waits', { skip: 'later' }, () => {});
            });
            """);
        await using var copy = await _repository.OpenAsync();

        (await copy.BuildAsync("", default)).Succeeded.ShouldBeTrue();
        var run = await copy.TestAsync("", null, null, default);
        var reached = await copy.CoverAsync("", [], default);

        PythonProjectTests.Told(run).ShouldBe(["test/dosage.test.js > dosage > is wrong Failed", "test/dosage.test.js > dosage > multiplies Passed", "test/dosage.test.js > dosage > waits Skipped"]);
        run.Problems.ShouldBeEmpty();
        var lines = reached.Files.Single(file => file.Path == "src/dosage.js");
        lines.Covered.ShouldContain(2);
        lines.Uncovered.ShouldContain(6);
    }

    [Fact]
    public async Task Of_a_runner_that_nobody_knows_only_the_exit_code_counts()
    {
        Project("node check.js");
        _repository.Write("check.js", "process.exitCode = 0;\n");
        await using var copy = await _repository.OpenAsync();

        var run = await copy.TestAsync("", null, null, default);

        PythonProjectTests.Told(run).ShouldBe(["npm test Passed"]);
        run.Source.ShouldBe(ResultSource.ExitCode);
        run.Notes.ShouldHaveSingleItem().ShouldContain("only its exit code");
    }

    [Fact]
    public async Task A_runner_that_runs_nothing_is_not_believed()
    {
        Project("node --test none/");
        _repository.Write("none/readme.txt", "x");
        _repository.Write("src/a.js", "module.exports = 1;\n");
        await using var copy = await _repository.OpenAsync();

        var run = await copy.TestAsync("", null, null, default);

        run.Results.ShouldNotContain(result => result.Status == TestStatus.Passed);
        (run.Problems.Count > 0 || run.Results.Count > 0).ShouldBeTrue();
    }

    [Fact]
    public async Task A_package_that_is_not_installed_is_named_and_a_syntax_error_fails_the_build()
    {
        Project("node --test", "\"dependencies\": { \"surely-nobody-has-this\": \"^3.0.0\" }");
        _repository.Write("src/a.js", "function (\n");
        await using var copy = await _repository.OpenAsync();

        var restore = await copy.RestoreAsync("", NetworkAccess.None, default);
        var build = await copy.BuildAsync("", default);

        restore.Missing.ShouldHaveSingleItem().Id.ShouldBe("surely-nobody-has-this");
        build.Succeeded.ShouldBeFalse();
        build.Errors.ShouldHaveSingleItem().Path.ShouldBe("src/a.js");
    }

    [Fact]
    public async Task Beside_projects_of_dotnet_a_part_counts_when_a_file_of_it_does()
    {
        _repository.Write("api/Api.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        _repository.Write("web/package.json", """{ "scripts": { "test": "node --test" } }""");
        _repository.Write("web/src/a.js", "module.exports = 1;\n");
        _repository.Write("web/fixtures/package.json", """{ "scripts": { "test": "x" } }""");
        _repository.Write("scripts/tests/test_a.py", "def test_a(): pass\n");
        await using var copy = await _repository.OpenAsync();

        var survey = await copy.SurveyAsync("", default);

        survey.HasDotNet.ShouldBeTrue();
        survey.Parts.Select(part => $"{part.Stack} {part.Folder}").ShouldBe(["Node.js web", "Python scripts"]);
        (await copy.VersionsAsync()).ShouldNotContain("Node.js");
        copy.Include(["api/Program.cs"]);
        (await copy.VersionsAsync()).ShouldNotContain("Node.js");
        copy.Include(["web/src/a.js"]);
        (await copy.VersionsAsync()).ShouldContain("Node.js");
    }

    public void Dispose() => _repository.Dispose();

    private void Project(string test, string further = "\"private\": true") =>
        _repository.Write("package.json", $$"""{ "name": "clinic", "version": "1.0.0", "scripts": { "test": "{{test}}" }, {{further}} }""");
}

/// <summary>Short ways to ask.</summary>
file static class Copies
{
    public static ValueTask<string> VersionsAsync(this IThrowAwayCopy copy) => copy.SdkVersionAsync("", default);
}
