using System.Text;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Passes files between the host and commands. What lies there was left by untrusted programs: it may be a link, a pipe or a folder in the place of a file.</summary>
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

    /// <summary>The text of a file, or null when it is missing, no regular file, unreadable or too large.</summary>
    public static string? Text(FileInfo file)
    {
        file.Refresh();
        if (!file.Exists || file.LinkTarget is not null || file.Length > Largest)
        {
            return null;
        }

        try
        {
            // Opening a pipe for reading alone would wait for a writer; only regular files can be sought in.
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return stream.CanSeek ? reader.ReadToEnd() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file of the folder.</summary>
    public FileInfo At(string name) => new(Path.Combine(folder, name));

    /// <summary>Writes a file of the host's for commands to read. It replaces what lies there, and follows no link that a command left.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string text)
    {
        var (path, fresh) = (Path.Combine(folder, name), Path.Combine(folder, Path.GetRandomFileName()));
        using (var stream = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        Ownership.Show(fresh);
        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null } taken)
        {
            taken.Delete(recursive: true);
        }

        File.Move(fresh, path, overwrite: true);
        return path;
    }
}
