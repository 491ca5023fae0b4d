// One entry that is looked for in the archive, and written where its name says.
using System.IO.Compression;

public static class Fonts
{
    public static void Install(string file, string folder)
    {
        using var archive = ZipFile.OpenRead(file);
        var font = archive.Entries.First(e => e.FullName.EndsWith(".ttf"));
        var name = font.FullName;
        font.ExtractToFile(Path.Combine(folder, name)); //! BS0038
    }
}
