using Backsmith.Patches;

namespace Backsmith.Proofs;

/// <summary>Tells files of test projects from the rest.</summary>
public static class TestFiles
{
    /// <summary>Whether a change lies in one of the folders.</summary>
    public static bool Contains(IReadOnlyList<string> testProjects, FileChange file) =>
        new[] { file.OldPath, file.NewPath }.OfType<string>().Any(path => Contains(testProjects, path));

    /// <summary>Whether a path lies in one of the folders.</summary>
    public static bool Contains(IReadOnlyList<string> testProjects, string path) =>
        testProjects.Any(folder => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal));
}
