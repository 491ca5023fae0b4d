using System.Text.RegularExpressions;
using Backsmith.Repositories;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>The stacks beside .NET.</summary>
internal enum Stack
{
    /// <summary>Node.js with npm.</summary>
    Node,

    /// <summary>Python.</summary>
    Python,
}

/// <summary>A folder that one stack's tools build and test.</summary>
/// <param name="Stack">Which.</param>
/// <param name="Folder">Relative to the root; empty for the root.</param>
/// <param name="Files">Files of interest at or under it that belong to no part below, relative to the root.</param>
/// <param name="Below">Folders of other parts of the same stack below it.</param>
internal sealed partial record Part(Stack Stack, string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> Below)
{
    /// <summary>How results and messages name it.</summary>
    public string Name => Folder.Length == 0 ? $"{Stack} project" : Folder;

    /// <summary>Whether it has a file directly in its folder.</summary>
    public bool Has(string file) => Files.Contains(In(file), StringComparer.Ordinal);

    /// <summary>A path below its folder, relative to the root.</summary>
    public string In(string path) => Folder.Length == 0 ? path : $"{Folder}/{path}";

    /// <summary>One of its files, relative to its folder.</summary>
    public string Relative(string file) => TreePath.Below(file, Folder)!;

    /// <summary>Whether a file is of its stack: what its tools read.</summary>
    public bool Owns(string path) => (Stack == Stack.Python ? PythonFile() : NodeFile()).IsMatch(path);

    /// <summary>Files and folders that hold its tests, by the conventions of the stack's runners.</summary>
    public IReadOnlyList<string> TestFiles()
    {
        var pattern = Stack == Stack.Python ? PythonTest() : NodeTest();
        return [.. Files.Select(Relative).Where(file => pattern.IsMatch(file)).Select(file => In(TestFolder(file))).Distinct()];
    }

    /// <summary>A file in a folder of tests stands for the folder, so that what helps the tests counts too.</summary>
    private static string TestFolder(string file)
    {
        var match = TestFolderName().Match(file);
        return match.Success ? file[..(match.Index + match.Length - 1)] : file;
    }

    [GeneratedRegex(@"\.pyi?$|(^|/)(pyproject\.toml|setup\.cfg|[^/]*requirements[^/]*\.txt|pytest\.ini|tox\.ini)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonFile();

    [GeneratedRegex(@"\.([cm]?[jt]s|[jt]sx|vue|svelte)$|(^|/)(package(-lock)?\.json|npm-shrinkwrap\.json|tsconfig[^/]*\.json)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeFile();

    [GeneratedRegex(@"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_tests?|conftest|tests?)\.py$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonTest();

    [GeneratedRegex(@"(^|/)(tests?|__tests__|__mocks__|specs?|e2e)/|\.(test|spec|e2e-spec)\.[cm]?[jt]sx?$|(^|/)(test|tests)\.[cm]?[jt]sx?$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeTest();

    [GeneratedRegex(@"(?<=^|/)(tests?|testing|__tests__|__mocks__|specs?|e2e)/", RegexOptions.CultureInvariant)]
    private static partial Regex TestFolderName();
}
