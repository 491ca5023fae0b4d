using System.Text;
using Backsmith.Sandbox.Node;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Toolchains;

public sealed class NodeTestScriptTests
{
    [Theory]
    [InlineData("mocha --reporter spec --recursive test/", "Mocha||mocha|--recursive test/")]
    [InlineData("eslint . && nyc --reporter=lcov mocha -R dot --require ./env", "Mocha||mocha|--require ./env")]
    [InlineData("cross-env NODE_ENV=test jest --coverage --runInBand", "Jest|NODE_ENV=test|jest|--runInBand")]
    [InlineData("vitest run --coverage", "Vitest||vitest|")]
    [InlineData("NODE_ENV=test vitest", "Vitest|NODE_ENV=test|vitest|")]
    [InlineData("node --experimental-vm-modules node_modules/jest/bin/jest.js --watch", "Jest||node --experimental-vm-modules node_modules/jest/bin/jest.js|")]
    [InlineData("node --import tsx --test 'test/**/*.ts'", "Node||node|--import tsx --test 'test/**/*.ts'")]
    [InlineData("tsx --test", "Node||tsx|--test")]
    [InlineData("npm run lint && npm run unit", "Ava||ava|")]
    [InlineData("run-s lint unit", "Ava||ava|")]
    [InlineData("node test.js", "")]
    [InlineData("eslint mocha", "")]
    [InlineData("echo \"Error: no test specified\" && exit 1", "")]
    [InlineData("npm test", "")]
    public void Finds_the_runner_and_what_it_is_given(string script, string expected)
    {
        var manifest = PackageJson.Read(Encoding.UTF8.GetBytes($$"""{ "scripts": { "test": {{System.Text.Json.JsonSerializer.Serialize(script)}}, "lint": "eslint", "unit": "ava --tap" } }"""));

        string.Join('\n', NodeTestScript.Of(manifest).Select(one => $"{one.Runner}|{one.Variables}|{one.Program}|{one.Arguments}")).ShouldBe(expected);
    }

    [Fact]
    public void Tap_with_fewer_points_than_planned_is_none()
    {
        TapText.Read("TAP version 13\n1..2\nok 1 - a\n", "p").ShouldBeNull();
        TapText.Read("hello\n", "p").ShouldBeNull();
        TapText.Read("TAP version 13\n# note\nok 1 - a # time=3\nnot ok 2 - b\n  ---\n  at: x\n  ...\nok 3 - c # SKIP later\n1..3\n", "p")!
            .Select(result => $"{result.Test.Name} {result.Status}").ShouldBe(["a Passed", "b Failed", "c Skipped"]);
    }

    [Fact]
    public void A_report_with_two_tests_of_one_name_keeps_both()
    {
        const string Text = """<testsuites><testsuite name="s"><testcase classname="c" name="n" time="0.1"/><testcase classname="c" name="n"><failure message="no"/></testcase></testsuite></testsuites>""";

        var results = JUnitFile.Read(Text, "p", element => element.Attribute("name")?.Value)!;

        results.Select(result => $"{result.Test.Name} {result.Status}").ShouldBe(["n Passed", "n #2 Failed"]);
        JUnitFile.Read("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "p", _ => null).ShouldBeNull();
        results[1].Message.ShouldBe("no");
    }

    [Fact]
    public void A_manifest_that_is_no_json_says_nothing() => PackageJson.Read("{ nonsense"u8.ToArray()).Scripts.ShouldBeEmpty();
}
