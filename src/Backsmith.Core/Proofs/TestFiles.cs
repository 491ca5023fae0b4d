using Backsmith.Patches;
using Backsmith.Repositories;

namespace Backsmith.Proofs;

/// <summary>Tells files of tests from the rest: those in folders of test projects, and in other stacks single files too.</summary>
public static class TestFiles
{
    /// <summary>Whether a change lies in one of the folders.</summary>
    public static bool Contains(IReadOnlyList<string> testProjects, FileChange file) =>
        file.Paths.Any(path => Contains(testProjects, path));

    /// <summary>Whether a path lies in one of the folders.</summary>
    public static bool Contains(IReadOnlyList<string> testProjects, string path) =>
        testProjects.Any(folder => TreePath.IsWithin(path, folder));
}
