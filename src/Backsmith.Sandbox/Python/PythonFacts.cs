using System.Text.Json;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Python;

/// <summary>What <c>python_facts.py</c> says of a project.</summary>
/// <param name="Pytest">Whether its tests are for pytest; otherwise the standard library's unittest runs them.</param>
/// <param name="Requirements">Packages that it asks for and that apply here.</param>
/// <param name="Version">Of Python.</param>
internal sealed record PythonFacts(bool Pytest, IReadOnlyList<PythonRequirement> Requirements, string Version)
{
    /// <summary>Nothing could be found out.</summary>
    public static PythonFacts None { get; } = new(false, [], "");

    /// <summary>What is not there. Another version of the test runner than the one asked for will do.</summary>
    public IEnumerable<PythonRequirement> Missing => Requirements.Where(wish => !wish.There && !IsOtherRunner(wish));

    /// <summary>In what the environment differs from what is asked for, and nothing is missing.</summary>
    public IEnumerable<string> Notes(string part) =>
        Requirements.Where(wish => !wish.There && IsOtherRunner(wish)).Select(wish => $"{part} asks for '{wish.Text}', which is not installed; pytest {wish.Version} is used in its place.");

    private static bool IsOtherRunner(PythonRequirement wish) => wish.Name == "pytest" && wish.Version is not null;
}

/// <summary>One package that a project asks for.</summary>
/// <param name="Text">As it stands there (PEP 508).</param>
/// <param name="Name">Of the package.</param>
/// <param name="There">Whether a version is installed that fits.</param>
/// <param name="Version">The one that is installed; null when none is.</param>
internal sealed record PythonRequirement(string Text, string Name, bool There, string? Version);

/// <summary>Reads what <c>backsmith_lines.py</c> recorded.</summary>
internal static class PythonLines
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Lines by file, paths relative to the part; null when nothing that can be read was recorded.</summary>
    public static IReadOnlyList<FileCoverage>? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<List<FileCoverage>>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
