using System.Text.RegularExpressions;

namespace Backsmith.Patches;

/// <summary>Finds changed lines of Node.js and Python projects that reach for what judges the patch: packages, scripts, settings of runners, hooks into the test run, silenced compilers.</summary>
internal static partial class StackEdits
{
    private const string Steers = "changes a package, a script or a setting that steers build and tests";

    public static IEnumerable<ScopeBreach> Of(FileChange file)
    {
        foreach (var (line, number) in file.NumberedLines())
        {
            if (line.Mark != ' ' && Reason(file.Path, line) is { } reason)
            {
                yield return new ScopeBreach(file.Path, $"'{file.Path}', line {number}, {reason}.");
            }
        }
    }

    private static string? Reason(string path, HunkLine line) =>
        NodeManifest().IsMatch(path) ? (NodeDescription().IsMatch(line.Text) ? null : Steers)
        : PythonManifest().IsMatch(path) ? (PythonDescription().IsMatch(line.Text) ? null : Steers)
        : Requirements().IsMatch(path) ? (Comment().IsMatch(line.Text) ? null : "adds, changes or removes a package")
        : line.Mark != '+' ? null
        : PythonSource().IsMatch(path) && PytestHook().IsMatch(line.Text) ? "hooks into the test run or ends it"
        : ScriptSource().IsMatch(path) && Silenced().IsMatch(line.Text) ? "silences the compiler instead of repairing"
        : ScriptSource().IsMatch(path) && ProcessEnd().IsMatch(line.Text) ? "ends the process, and with it a test run"
        : null;

    [GeneratedRegex(@"(^|/)package\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeManifest();

    // Members of package.json that only describe, and lines of brackets.
    [GeneratedRegex("""^\s*("(version|description|author|contributors|license|homepage|repository|bugs|keywords|funding|private)"\s*:.*|[\[\]{},\s]*)$""", RegexOptions.CultureInvariant)]
    private static partial Regex NodeDescription();

    [GeneratedRegex(@"(^|/)(pyproject\.toml|Pipfile)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonManifest();

    [GeneratedRegex(@"^\s*((version|description|readme|authors|maintainers|license|keywords|classifiers)\s*=.*|#.*|[\[\]{},\s]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonDescription();

    [GeneratedRegex(@"(^|/)[^/]*(requirements?|reqs|constraints)[^/]*\.txt$|(^|/)requirements/[^/]*\.txt$", RegexOptions.CultureInvariant)]
    private static partial Regex Requirements();

    [GeneratedRegex(@"^\s*(#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\.py$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonSource();

    [GeneratedRegex(@"\bpytest_plugins\b|\bdef\s+pytest_\w+\s*\(|\bpytest\.hookimpl\b|\bos\._exit\s*\(|\bsys\.(settrace|setprofile|exit\s*\(\s*0)|\bdef\s+load_tests\s*\(|\b_pytest\b|\bunittest\.(result|runner)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PytestHook();

    [GeneratedRegex(@"\.([cm]?[jt]s|[jt]sx|vue|svelte)$", RegexOptions.CultureInvariant)]
    private static partial Regex ScriptSource();

    [GeneratedRegex(@"@ts-(ignore|nocheck|expect-error)\b|\beslint-disable\b|\b(istanbul|c8|v8) ignore\b", RegexOptions.CultureInvariant)]
    private static partial Regex Silenced();

    [GeneratedRegex(@"\bprocess\.(reallyExit|abort)\s*\(|\bprocess\.exit\s*\(\s*0?\s*\)|\bprocess\.exitCode\s*=\s*0\b", RegexOptions.CultureInvariant)]
    private static partial Regex ProcessEnd();
}
