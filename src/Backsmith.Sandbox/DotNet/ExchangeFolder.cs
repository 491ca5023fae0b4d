using System.Text;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Reads result files that commands left for the host. What lies there was written by untrusted programs.</summary>
internal sealed class ExchangeFolder(string folder)
{
    private const long Largest = 256L * 1024 * 1024;

    /// <summary>Regular files below a subfolder, no links, by pattern.</summary>
    public IReadOnlyList<FileInfo> Files(string subfolder, string pattern)
    {
        var at = new DirectoryInfo(Path.Combine(folder, subfolder));
        return !at.Exists || at.LinkTarget is not null
            ? []
            : [.. at.EnumerateFiles(pattern, new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>The text of a file, or null when it is missing, a link or too large.</summary>
    public static string? Text(FileInfo file)
    {
        file.Refresh();
        return !file.Exists || file.LinkTarget is not null || file.Length > Largest ? null : File.ReadAllText(file.FullName, Encoding.UTF8);
    }

    /// <summary>A file of the folder.</summary>
    public FileInfo At(string name) => new(Path.Combine(folder, name));
}
