using Backsmith.Repositories;

namespace Backsmith.Sandbox.DotNet;

/// <summary>What a build recorded of one project and framework.</summary>
/// <param name="Project">Relative to the root.</param>
/// <param name="TargetFramework">For example <c>net10.0</c>.</param>
/// <param name="TargetPath">The assembly, absolute inside.</param>
/// <param name="IsTest">Whether MSBuild says it is a test project.</param>
/// <param name="IsTestingPlatform">Whether it is a program of Microsoft.Testing.Platform.</param>
internal sealed record BuiltProject(string Project, string TargetFramework, string TargetPath, bool IsTest, bool IsTestingPlatform)
{
    /// <summary>How results name it: with several frameworks the framework follows.</summary>
    public string Name(bool several) => several ? $"{Project}|{TargetFramework}" : Project;

    /// <summary>Reads a record; null when it is not one or names something outside the copy.</summary>
    public static BuiltProject? Parse(string text, string root)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        return lines.Length >= 5 && TreePath.Below(lines[0], root) is { } project
            ? new BuiltProject(
                project, lines[1], lines[2],
                lines[3].Equals("test=true", StringComparison.OrdinalIgnoreCase),
                lines[4].Equals("platform=true", StringComparison.OrdinalIgnoreCase))
            : null;
    }
}
