using System.Text;
using Backsmith.Inspection;
using Backsmith.Sandbox.Tests.DotNet;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Toolchains;

/// <summary>Python projects with the real Python and pytest of this machine, in the real sandbox.</summary>
public sealed class PythonProjectTests : IDisposable
{
    private readonly DotNetRepository _repository = new();

    [Fact]
    public async Task Unittest_runs_where_nothing_asks_for_pytest_and_says_which_lines_it_reaches()
    {
        Library();
        _repository.Write("tests/test_dosage.py", """
            import unittest
            from clinic.dosage import per_day

            class Dosage(unittest.TestCase):
                def test_multiplies(self):
                    self.assertEqual(per_day(2, 10), 20)

                def test_is_wrong(self):
                    self.assertEqual(per_day(2, 10), 21)

                @unittest.skip("later")
                def test_waits(self):
                    pass
            """);
        await using var copy = await _repository.OpenAsync();

        (await copy.BuildAsync("", default)).ShouldSatisfyAllConditions(
            build => build.Succeeded.ShouldBeTrue(),
            build => build.TestFiles.ShouldBe(["tests"]));
        var run = await copy.TestAsync("", null, null, default);
        var reached = await copy.CoverAsync("", [], default);

        Told(run).ShouldBe(["test_dosage.Dosage.test_is_wrong Failed", "test_dosage.Dosage.test_multiplies Passed", "test_dosage.Dosage.test_waits Skipped"]);
        run.Problems.ShouldBeEmpty();
        run.Source.ShouldBe(ResultSource.OwnProcess);
        var lines = reached.Files.Single(file => file.Path == "clinic/dosage.py");
        lines.Covered.ShouldContain(2);
        lines.Uncovered.ShouldContain(5);
    }

    [Fact]
    public async Task Pytest_names_tests_as_it_does_itself_and_runs_single_ones()
    {
        Library();
        _repository.Write("tests/test_dosage.py", """
            import pytest
            from clinic.dosage import per_day

            @pytest.mark.parametrize("weight", [1, 2])
            def test_multiplies(weight):
                assert per_day(weight, 10) == weight * 10

            class TestMore:
                def test_adds(self):
                    assert per_day(1, 1) == 2
            """);
        await using var copy = await _repository.OpenAsync();

        var run = await copy.TestAsync("", null, null, default);
        var one = await copy.TestAsync("", ["tests/test_dosage.py::test_multiplies[2]"], null, default);

        Told(run).ShouldBe(["tests/test_dosage.py::TestMore::test_adds Failed", "tests/test_dosage.py::test_multiplies[1] Passed", "tests/test_dosage.py::test_multiplies[2] Passed"]);
        Told(one).ShouldBe(["tests/test_dosage.py::test_multiplies[2] Passed"]);
    }

    [Theory]
    [InlineData("os._exit(0)")]
    [InlineData("os.kill(os.getpid(), 9)")]
    public async Task A_run_that_ends_before_its_end_is_not_believed(string end)
    {
        Library();
        _repository.Write("tests/test_dosage.py", $"import os\n\ndef test_first():\n    assert True\n\ndef test_second():\n    {end}\n");
        await using var copy = await _repository.OpenAsync();

        var run = await copy.TestAsync("", null, null, default);

        (run.Problems.Count > 0 || run.Results.Any(result => result.Status == TestStatus.Failed)).ShouldBeTrue();
        run.Results.ShouldNotContain(result => result.Status == TestStatus.Passed);
    }

    [Fact]
    public async Task What_a_run_writes_is_gone_for_the_next()
    {
        Library();
        _repository.Write("tests/test_dosage.py", """
            import pathlib

            def test_finds_nothing():
                place = pathlib.Path(__file__).parent / "left.txt"
                assert not place.exists()
                place.write_text("x")
            """);
        await using var copy = await _repository.OpenAsync();

        for (var time = 0; time < 2; time++)
        {
            Told(await copy.TestAsync("", null, null, default)).ShouldBe(["tests/test_dosage.py::test_finds_nothing Passed"]);
        }
    }

    [Fact]
    public async Task A_syntax_error_and_a_package_that_is_not_there_are_named()
    {
        Library();
        _repository.Write("requirements.txt", "surely-nobody-has-this>=3 # really\n");
        await using var copy = await _repository.OpenAsync();
        await copy.WriteAsync([new FileEdit("clinic/dosage.py", Encoding.UTF8.GetBytes("def per_day(weight:\n    return 1\n"))], default);

        var restore = await copy.RestoreAsync("", NetworkAccess.None, default);
        var build = await copy.BuildAsync("", default);

        restore.Missing.ShouldHaveSingleItem().Id.ShouldBe("surely-nobody-has-this");
        build.Succeeded.ShouldBeFalse();
        build.Errors.ShouldHaveSingleItem().Path.ShouldBe("clinic/dosage.py");
    }

    public void Dispose() => _repository.Dispose();

    internal static IReadOnlyList<string> Told(TestOutcome run) => [.. run.Results.Select(result => $"{result.Test.Name} {result.Status}").Order(StringComparer.Ordinal)];

    private void Library()
    {
        _repository.Write("clinic/__init__.py", "");
        _repository.Write("clinic/dosage.py", "def per_day(weight, milligrams):\n    return weight * milligrams\n\ndef per_week(weight, milligrams):\n    return 7 * per_day(weight, milligrams)\n");
    }
}
