using System.IO.Enumeration;

namespace Backsmith.Inspector.Loading;

/// <summary>Walks the files of a repository.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Closed = [".git", "node_modules", "bin", "obj", "artifacts", "packages"];

    /// <summary>Regular files; links, and folders of outputs and packages are left out. What may not be read is passed over.</summary>
    public static IEnumerable<FileInfo> Below(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return !Directory.Exists(folder) ? [] : new FileSystemEnumerable<FileInfo>(folder, (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsClosed(entry.FileName),
        };
    }

    private static bool IsClosed(ReadOnlySpan<char> name)
    {
        foreach (var closed in Closed)
        {
            if (name.Equals(closed, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
