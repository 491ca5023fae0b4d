using Backsmith.Sandbox.DotNet.Testing;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet.Testing;

/// <summary>A result file is believed only when everything in it agrees.</summary>
public sealed class TrxFileTests
{
    private const string Honest = """
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult executionId="e1" testId="t1" testName="A.Tests.Adds(text: &quot;a,b \&quot;c\&quot; (d)&quot;)" outcome="Passed" duration="00:00:00.001" />
            <UnitTestResult executionId="e2" testId="t2" testName="A.Tests.Outer+Inner.Ünï" outcome="Failed"><Output><ErrorInfo><Message>no</Message><StackTrace>   at Framework.Run()
               at A.Outer.Ünï() in /r/A.cs:line 7</StackTrace></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult executionId="e3" testId="t3" testName="a name of its own" outcome="NotExecuted" />
          </Results>
          <TestDefinitions>
            <UnitTest name="A.Tests.Adds" id="t1"><TestMethod className="A.Tests" name="Adds" /></UnitTest>
            <UnitTest name="x" id="t2"><TestMethod className="A.Tests.Outer+Inner" name="Ünï" /></UnitTest>
            <UnitTest name="y" id="t3"><TestMethod className="A.Tests" name="Waits" /></UnitTest>
          </TestDefinitions>
          <ResultSummary outcome="Failed">
            <Counters total="3" executed="2" passed="1" failed="1" />
            <RunInfos><RunInfo outcome="Error"><Text>[xUnit.net 00:00:02.41]     A.Tests.Outer+Inner.Ünï [FAIL]</Text></RunInfo></RunInfos>
          </ResultSummary>
        </TestRun>
        """;

    [Fact]
    public void Results_are_named_by_their_method_and_the_arguments_of_their_case()
    {
        var (results, problems) = TrxFile.Read(Honest, "p");

        problems.ShouldBeEmpty();
        results.Select(result => (result.Test.Name, result.Status)).ShouldBe(
        [
            ("A.Tests.Adds(text: \"a,b \\\"c\\\" (d)\")", TestStatus.Passed),
            ("A.Tests.Outer+Inner.Ünï", TestStatus.Failed),
            ("A.Tests.Waits", TestStatus.Skipped),
        ]);
        results[1].Message.ShouldBe("no\nat A.Outer.Ünï() in /r/A.cs:line 7");
    }

    [Theory]
    [InlineData("passed=\"1\"", "passed=\"2\"", "counts 2 results as passed and lists 1")]
    [InlineData("failed=\"1\"", "failed=\"0\"", "counts 0 results as failed and lists 1")]
    [InlineData("total=\"3\"", "total=\"4\"", "counts 4 results as total and lists 3")]
    [InlineData("total=\"3\" ", "", "counts no results as total")]
    [InlineData("<Counters total=\"3\" executed=\"2\" passed=\"1\" failed=\"1\" />", "", "does not count its results once")]
    [InlineData("executionId=\"e2\"", "executionId=\"e1\"", "lists an execution more than once")]
    [InlineData("testId=\"t3\"", "testId=\"t9\"", "'a name of its own', which it does not define")]
    [InlineData("[FAIL]", "[FAIL] and more", "[FAIL] and more")]
    [InlineData("outcome=\"Error\"><Text>[xUnit.net 00:00:02.41]     A.Tests.Outer+Inner.Ünï [FAIL]", "outcome=\"Error\"><Text>The test host process crashed", "The test host process crashed")]
    [InlineData("</TestRun>", "", "cannot be read")]
    [InlineData("<TestRun ", "<!DOCTYPE x [<!ENTITY a \"b\">]><TestRun ", "cannot be read")]
    public void What_does_not_agree_is_a_problem(string from, string to, string problem)
    {
        Honest.ShouldContain(from);

        TrxFile.Read(Honest.Replace(from, to, StringComparison.Ordinal), "p").Problems.ShouldHaveSingleItem().ShouldContain(problem);
    }

    [Fact]
    public void A_run_that_did_not_complete_without_a_failed_test_is_a_problem()
    {
        var text = Honest.Replace("outcome=\"Failed\"><Output>", "outcome=\"Passed\"><Output>", StringComparison.Ordinal)
            .Replace("passed=\"1\" failed=\"1\"", "passed=\"2\" failed=\"0\"", StringComparison.Ordinal)
            .Replace("<RunInfos><RunInfo outcome=\"Error\"><Text>[xUnit.net 00:00:02.41]     A.Tests.Outer+Inner.Ünï [FAIL]</Text></RunInfo></RunInfos>", "", StringComparison.Ordinal);

        TrxFile.Read(text, "p").Problems.ShouldHaveSingleItem().ShouldContain("did not complete");
    }

    [Theory]
    [InlineData("A.Tests.Adds", "A.Tests.Adds")]
    [InlineData("A.Tests.Adds(1,\"x|y\")", "A.Tests.Adds\\(1,\"x\\|y\"\\)")]
    [InlineData("A.Ünï.Is(a=b & !c ~ d\\e)", "A.Ünï.Is\\(a\\=b \\& \\!c \\~ d\\\\e\\)")]
    public void Names_in_a_filter_steer_nothing(string name, string escaped) => TestFilter.Escape(name).ShouldBe(escaped);
}
