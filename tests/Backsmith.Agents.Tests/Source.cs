namespace Backsmith.Models.Tests;

/// <summary>The source tree that these tests were built from.</summary>
public static class Source
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Backsmith.slnx")) ? folder.FullName
        : folder.Parent is { } parent ? Find(parent)
        : throw new InvalidOperationException("The tests do not lie below the source tree.");
}
