using System.Globalization;
using System.Xml.Linq;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Reads reports in the form that Ant's JUnit task made common: <c>testcase</c> elements with <c>failure</c>, <c>error</c> or <c>skipped</c> inside.</summary>
internal static class JUnitFile
{
    /// <summary>The results; null when the text is no such report.</summary>
    /// <param name="text">The file.</param>
    /// <param name="project">How results name the part.</param>
    /// <param name="name">Makes a test's name of its element; null leaves it out.</param>
    public static List<TestResult>? Read(string? text, string project, Func<XElement, string?> name)
    {
        if (ReportXml.Parse(text) is not { Root: { } root })
        {
            return null;
        }

        return RepeatedNames.Number([.. root.DescendantsAndSelf("testcase").Select(element => name(element) is { } test ? Result(element, new TestId(project, test)) : null).OfType<TestResult>()]);
    }

    private static TestResult Result(XElement element, TestId test)
    {
        var failure = element.Element("failure") ?? element.Element("error");
        var skipped = element.Element("skipped");
        var seconds = double.TryParse(element.Attribute("time")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time is >= 0 and < 1e6 ? time : 0;
        return new TestResult(
            test,
            failure is not null ? TestStatus.Failed : skipped is not null ? TestStatus.Skipped : TestStatus.Passed,
            TimeSpan.FromSeconds(seconds),
            Message(failure) ?? Message(skipped));
    }

    private static string? Message(XElement? element) =>
        element is null ? null
        : element.Attribute("message")?.Value is { Length: > 0 } message ? message
        : element.Value.Trim() is { Length: > 0 } text ? text
        : null;
}
