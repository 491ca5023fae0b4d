using Backsmith.Skills;

namespace Backsmith.Storage.Skills;

/// <summary>Reads skills from folders of this machine that are the user's or the product's own; the folders of a repository are read in the sandbox instead.</summary>
public static class SkillFolderReader
{
    private static readonly HashSet<string> LeftOut = [".git", "node_modules", "bin", "obj"];

    /// <summary>The skills right below a folder: each has a main file. None when the folder is not there or may not be read.</summary>
    /// <param name="folder">For example <c>~/.agents/skills</c>. A skill in it may be a link to a folder elsewhere, as installers make them.</param>
    /// <param name="origin">What they are.</param>
    public static IReadOnlyList<SkillFolder> Below(string folder, SkillOrigin origin) =>
    [
        .. Entries(new DirectoryInfo(folder)).OfType<DirectoryInfo>().OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Where(entry => File.Exists(Path.Combine(entry.FullName, SkillFolder.Main)))
            .Select(entry => At(entry.FullName, origin)),
    ];

    /// <summary>One folder, whether it holds a main file or not.</summary>
    public static SkillFolder At(string folder, SkillOrigin origin)
    {
        var files = new SortedDictionary<string, byte[]?>(StringComparer.Ordinal);
        var root = new DirectoryInfo(folder);
        Take(root.ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo ?? root, "", files);
        return new SkillFolder(origin, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), files);
    }

    private static void Take(DirectoryInfo folder, string prefix, SortedDictionary<string, byte[]?> files)
    {
        foreach (var entry in Entries(folder).Where(entry => entry.LinkTarget is null).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (files.Count >= SkillFolder.MostFiles)
            {
                return;
            }

            if (entry is DirectoryInfo below)
            {
                if (!LeftOut.Contains(below.Name))
                {
                    Take(below, prefix + below.Name + "/", files);
                }
            }
            else
            {
                var path = prefix + entry.Name;
                files[path] = SkillFolder.IsRead(path) ? Content((FileInfo)entry) : null;
            }
        }
    }

    /// <summary>The bytes of a file; null when it is too large or may not be read. What has no length, such as a pipe, is not opened.</summary>
    private static byte[]? Content(FileInfo file)
    {
        try
        {
            return file.Length == 0 ? [] : file.Length > SkillFolder.LargestFile ? null : File.ReadAllBytes(file.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileSystemInfo[] Entries(DirectoryInfo folder)
    {
        try
        {
            return folder.Exists ? folder.GetFileSystemInfos() : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
