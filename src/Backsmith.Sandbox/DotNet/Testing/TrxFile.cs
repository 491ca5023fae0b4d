using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet.Testing;

/// <summary>Reads a Visual Studio test result file (schema vstst.xsd, namespace TeamTest/2010), strictly.</summary>
internal static partial class TrxFile
{
    private const int LongestMessage = 300;

    /// <summary>Frames of a stack that are told: those above them are callers.</summary>
    private const int MostFrames = 5;
    private static readonly XNamespace Ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static (IReadOnlyList<TestResult> Results, IReadOnlyList<string> Problems) Read(string? text, string project)
    {
        if (ReportXml.Parse(text) is not { Root: { } run })
        {
            return ([], ["The result file cannot be read."]);
        }

        var names = run.Descendants(Ns + "UnitTest")
            .Where(test => test.Attribute("id") is not null)
            .GroupBy(test => test.Attribute("id")!.Value)
            .ToDictionary(group => group.Key, group => FullName(group.First()));
        var elements = run.Descendants(Ns + "UnitTestResult").ToList();
        var results = RepeatedNames.Number([.. elements.Select(element => Result(element, names, project))]);
        List<string> problems = [.. Miscounted(run, elements), .. Unfounded(elements, names)];
        problems.AddRange(run.Descendants(Ns + "RunInfo")
            .Where(info => info.Attribute("outcome")?.Value == "Error")
            .Select(info => info.Value.Trim())
            .Where(message => !(results.Exists(result => result.Status == TestStatus.Failed) && FailureLine().IsMatch(message)))
            .Select(message => message.Split('\n')[0])
            .Select(message => message.Length > LongestMessage ? message[..LongestMessage] + " …" : message)
            .Distinct());
        if (problems.Count == 0 && run.Descendants(Ns + "ResultSummary").FirstOrDefault()?.Attribute("outcome")?.Value is not ("Completed" or "Passed") && !results.Exists(result => result.Status == TestStatus.Failed))
        {
            problems.Add("The run did not complete, and its result file does not say why.");
        }

        return (results, problems);
    }

    /// <summary>The runner counts results as they arrive and writes them at the end: both must agree.</summary>
    private static IEnumerable<string> Miscounted(XElement run, List<XElement> elements)
    {
        if (run.Descendants(Ns + "Counters").ToList() is not [var counters])
        {
            yield return "The result file does not count its results once.";
            yield break;
        }

        foreach (var (counter, listed) in new[] { ("total", elements.Count), ("passed", Ended(elements, "Passed")), ("failed", Ended(elements, "Failed")) })
        {
            if (Number(counters, counter) is var counted && counted != listed)
            {
                yield return $"The result file counts {(counted < 0 ? "no" : counted)} results as {counter} and lists {listed}.";
            }
        }
    }

    /// <summary>Each result belongs to one execution of a test that the file defines.</summary>
    private static IEnumerable<string> Unfounded(List<XElement> elements, Dictionary<string, string> names)
    {
        var repeated = elements.GroupBy(element => element.Attribute("executionId")?.Value).Count(group => group.Key is null || group.Count() > 1);
        if (repeated > 0)
        {
            yield return "The result file lists an execution more than once.";
        }

        if (elements.Find(element => !names.ContainsKey(element.Attribute("testId")?.Value ?? "")) is { } unknown)
        {
            yield return $"The result file lists a result of '{unknown.Attribute("testName")?.Value}', which it does not define as a test.";
        }
    }

    private static int Ended(List<XElement> elements, string outcome) => elements.Count(element => element.Attribute("outcome")?.Value == outcome);

    private static TestResult Result(XElement element, Dictionary<string, string> names, string project)
    {
        var display = element.Attribute("testName")?.Value ?? "";
        var method = names.GetValueOrDefault(element.Attribute("testId")?.Value ?? "") ?? display;
        var arguments = display.IndexOf('(', StringComparison.Ordinal) is var at and >= 0 ? display[at..] : "";
        var status = element.Attribute("outcome")?.Value switch
        {
            "Passed" => TestStatus.Passed,
            "NotExecuted" or "Pending" or "Inconclusive" => TestStatus.Skipped,
            _ => TestStatus.Failed,
        };
        var message = element.Descendants(Ns + "Message").FirstOrDefault()?.Value ?? element.Descendants(Ns + "StdOut").FirstOrDefault(_ => status == TestStatus.Skipped)?.Value;
        return new TestResult(
            new TestId(project, method.Contains('(', StringComparison.Ordinal) ? method : method + arguments),
            status,
            TimeSpan.TryParse(element.Attribute("duration")?.Value, CultureInfo.InvariantCulture, out var duration) ? duration : TimeSpan.Zero,
            status == TestStatus.Failed ? string.Join('\n', [message ?? "", .. Frames(element)]).Trim() : message);
    }

    /// <summary>Where it failed, as far as there is source: the innermost frames with a file and a line.</summary>
    private static IEnumerable<string> Frames(XElement element) =>
        (element.Descendants(Ns + "StackTrace").FirstOrDefault()?.Value ?? "").Split('\n', StringSplitOptions.TrimEntries).Where(frame => frame.Contains(":line ", StringComparison.Ordinal)).Take(MostFrames);

    private static string FullName(XElement test)
    {
        var method = test.Element(Ns + "TestMethod");
        var (type, name) = (method?.Attribute("className")?.Value, method?.Attribute("name")?.Value);
        return type is null || name is null ? test.Attribute("name")?.Value ?? "" : name.StartsWith(type + ".", StringComparison.Ordinal) ? name : $"{type}.{name}";
    }

    private static int Number(XElement element, string name) =>
        int.TryParse(element.Attribute(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // xUnit.net announces each failed test as an error of the run too; every other error of a run is one.
    [GeneratedRegex(@"\A\[xUnit\.net [0-9:.]+\] +[^\r\n]* \[FAIL\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex FailureLine();
}
