using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Backsmith.Architecture.Tests;

/// <summary>The source tree that these tests were built from, parsed once.</summary>
public sealed class SourceTree
{
    /// <summary>Every C# file of the product and its tests; not the code that rules are tried on.</summary>
    public IReadOnlyList<SourceFile> Files { get; } = Read("src", "tests");

    public IEnumerable<SourceFile> Product => Files.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Files of the source tree with one of the endings, relative; nothing that a build made.</summary>
    public static IEnumerable<string> Paths(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => endings.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split('/').Any(part => part is "obj" or "bin" or "Cases" or "node_modules"));

    private static List<SourceFile> Read(params string[] folders) =>
        [.. folders.SelectMany(folder => Paths(folder, ".cs")).Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))).OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Backsmith.slnx")) ? folder.FullName
        : folder.Parent is { } parent ? Find(parent)
        : throw new InvalidOperationException("The tests do not lie below the source tree.");
}

/// <summary>A file and its syntax.</summary>
public sealed class SourceFile(string path, string text)
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    public SyntaxNode Syntax { get; } = CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot();

    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Syntax.DescendantNodes().OfType<T>();

    /// <summary>Where a node stands, as a person would open it.</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

/// <summary>One parse for all tests of this project.</summary>
[CollectionDefinition(Name)]
public sealed class SourceTreeCollection : ICollectionFixture<SourceTree>
{
    public const string Name = "source tree";
}
