using System.Formats.Tar;
using System.Text;
using Backsmith.Inspection;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Copies;

/// <summary>Carries whole files into and out of a copy as archives.</summary>
internal static class CopyFiles
{
    /// <summary>Files of a copy as they stand: one answer for each path asked for, none when the command fails.</summary>
    public static async Task<(IReadOnlyList<FileVersion> Files, CommandResult Result)> ReadAsync(CopySession session, string root, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var result = await session.RunAsync(ShellScript.Command("read", "read.sh", CopyAccess.ReadOnly, root, root) with { Input = Listed(paths) }, cancellationToken);
        return (result.Succeeded ? Unpack(result.Output, paths) : [], result);
    }

    /// <summary>Paths as the scripts inside read them: a null character behind each.</summary>
    public static byte[] Listed(IEnumerable<string> paths) => Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + '\0')));

    /// <summary>The archive that <c>write.sh</c> reads.</summary>
    public static byte[] Pack(IReadOnlyList<FileEdit> files)
    {
        using var memory = new MemoryStream();
        using (var archive = new TarWriter(memory, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files.Where(file => file.Content is not null))
            {
                Add(archive, "files/" + Inside(file.Path), file.Content!);
            }

            Add(archive, "deleted", Listed(files.Where(file => file.Content is null).Select(file => Inside(file.Path))));
        }

        return memory.ToArray();
    }

    /// <summary>Reads the archive that <c>read.sh</c> prints; one answer for each path asked for.</summary>
    public static IReadOnlyList<FileVersion> Unpack(byte[] archive, IReadOnlyList<string> paths)
    {
        var found = new Dictionary<string, FileVersion>(StringComparer.Ordinal);
        using var memory = new MemoryStream(archive);
        using var reader = new TarReader(memory);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.SymbolicLink)
            {
                found[entry.Name] = new FileVersion(entry.Name, "120000", Encoding.UTF8.GetBytes(entry.LinkName));
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                found[entry.Name] = new FileVersion(entry.Name, entry.Mode.HasFlag(UnixFileMode.UserExecute) ? "100755" : "100644", Content(entry));
            }
        }

        return [.. paths.Select(path => found.GetValueOrDefault(path) ?? new FileVersion(path, null, null))];
    }

    private static byte[] Content(TarEntry entry)
    {
        using var content = new MemoryStream();
        entry.DataStream?.CopyTo(content);
        return content.ToArray();
    }

    private static void Add(TarWriter archive, string name, byte[] content) =>
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });

    /// <summary>Refuses paths that lead out of the copy; those of our own parts never do.</summary>
    private static string Inside(string path) =>
        path.Length == 0 || path[0] == '/' || path.Split('/').Contains("..")
            ? throw new ArgumentException($"'{path}' does not lie in the repository.", nameof(path))
            : path;
}
