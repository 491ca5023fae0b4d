// Paths that are compared with the folder, names without folders, and the framework's own unpacking.
using System.IO.Compression;

public sealed class Unpacker
{
    public void Unpack(ZipArchive archive, string folder)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var entry in archive.Entries)
        {
            var target = Path.GetFullPath(Path.Combine(root, entry.FullName));
            if (!target.StartsWith(root, StringComparison.Ordinal))
                throw new InvalidDataException(entry.FullName);
            entry.ExtractToFile(target);
        }
    }

    public void Flat(ZipArchive archive, string folder)
    {
        foreach (var entry in archive.Entries)
        {
            entry.ExtractToFile(Path.Combine(folder, entry.Name));
            entry.ExtractToFile(Path.Combine(folder, Path.GetFileName(entry.FullName)));
        }
    }

    public void Whole(ZipArchive archive, string folder) => archive.ExtractToDirectory(folder);
}
