// Names of entries that are shown, listed or looked up, but are no path.
using System.IO.Compression;

public sealed class Contents
{
    public List<string> Names(ZipArchive archive) => archive.Entries.Select(e => e.FullName).ToList();

    public void List(ZipArchive archive, string file) => File.WriteAllLines(file, archive.Entries.Select(e => e.FullName));

    public void Known(ZipArchive archive, string folder)
    {
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName == "manifest.json")
                entry.ExtractToFile(Path.Combine(folder, "manifest.json"));
        }
    }
}
