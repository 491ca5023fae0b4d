using System.Text.RegularExpressions;

namespace Backsmith.Inspector.Loading;

/// <summary>The C# projects that a solution file names, whether they are there or not.</summary>
/// <param name="path">Absolute path of a .sln or .slnx.</param>
internal sealed partial class SolutionEntry(string path)
{
    /// <summary>The solution file.</summary>
    public string Path { get; } = path;

    /// <summary>Absolute paths, in order, each once.</summary>
    public IReadOnlyList<string> Projects { get; } =
        [.. Reference().Matches(File.ReadAllText(path))
            .Select(match => System.IO.Path.GetFullPath(match.Groups["path"].Value.Replace('\\', '/'), System.IO.Path.GetDirectoryName(path)!))
            .Distinct(StringComparer.Ordinal)];

    // .sln: Project("{type}") = "Name", "path.csproj", "{id}"; .slnx: <Project Path="path.csproj" />.
    [GeneratedRegex(@"(?:^Project\(""[^""]*""\)\s*=\s*""[^""]*"",\s*|<Project\s[^>]*?Path\s*=\s*)""(?<path>[^""]+\.csproj)""", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
