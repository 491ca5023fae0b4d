// Entries are written below a folder by the full names that the archive gives them.
using System.Formats.Tar;
using System.IO.Compression;

public sealed class Unpacker
{
    public void Unpack(Stream stream, string folder)
    {
        using var archive = new ZipArchive(stream);
        foreach (var entry in archive.Entries)
        {
            var target = Path.Combine(folder, entry.FullName); //! BS0038: name of the archive's entry
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target, overwrite: true);
        }
    }

    public async Task CopyAsync(ZipArchive archive, string folder)
    {
        foreach (var entry in archive.Entries.Where(e => e.Length > 0))
        {
            using var source = entry.Open();
            await using var target = File.Create($"{folder}/{entry.FullName}"); //! BS0038
            await source.CopyToAsync(target);
        }
    }

    public void Untar(TarReader reader, string folder)
    {
        while (reader.GetNextEntry() is { } entry)
            File.WriteAllText(PathOf(folder, entry.Name), "");
    }

    private static string PathOf(string folder, string name) => Path.Join(folder, name); //! BS0038
}
