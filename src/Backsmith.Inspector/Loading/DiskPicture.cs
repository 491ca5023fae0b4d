using System.Collections.Frozen;
using System.IO.Enumeration;

namespace Backsmith.Inspector.Loading;

/// <summary>How a file looked when it was seen.</summary>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Written">When it was written last, in ticks of UTC.</param>
/// <param name="IsSure">Whether it was old enough then for a later write to give it another time; otherwise only its bytes tell.</param>
internal readonly record struct FileStamp(long Length, long Written, bool IsSure)
{
    /// <summary>Clocks of file systems tick in milliseconds; what is older than this cannot be written again in the same tick.</summary>
    private static readonly long Young = TimeSpan.FromSeconds(1).Ticks;

    /// <summary>A file now; null when it is not there.</summary>
    public static FileStamp? Of(string path, DateTimeOffset now)
    {
        var file = new FileInfo(path);
        return file.Exists ? Of(file.Length, file.LastWriteTimeUtc.Ticks, now) : null;
    }

    public static FileStamp Of(long length, long written, DateTimeOffset now) => new(length, written, written < now.UtcTicks - Young);

    /// <summary>Whether the file is certainly the same as it was at another time.</summary>
    public bool IsSame(FileStamp before) => before.IsSure && Length == before.Length && Written == before.Written;
}

/// <summary>The C# files of a repository and the files that decide how they are compiled, as they lie on the disk at one time.</summary>
/// <param name="Sources">C# files by absolute path; folders of outputs and packages, and links, are left out.</param>
/// <param name="Inputs">Project files, imported build logic, settings of compiler and packages.</param>
internal sealed record DiskPicture(IReadOnlyDictionary<string, FileStamp> Sources, IReadOnlyDictionary<string, FileStamp> Inputs)
{
    private static readonly FrozenSet<string> Closed = new[] { ".git", "node_modules", "bin", "obj" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Names =
        new[] { "global.json", "nuget.config", "packages.lock.json", ".editorconfig", ".globalconfig" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Endings =
        new[] { ".csproj", ".props", ".targets", ".sln", ".slnx", ".slnf", ".rsp", ".shproj", ".projitems", ".globalconfig" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at the disk.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="others">Files elsewhere that decide as well, such as what restore wrote.</param>
    /// <param name="now">The time.</param>
    public static DiskPicture Take(string root, IEnumerable<string> others, DateTimeOffset now)
    {
        var (sources, inputs) = (new Dictionary<string, FileStamp>(StringComparer.Ordinal), new Dictionary<string, FileStamp>(StringComparer.Ordinal));
        foreach (var (path, isSource, length, written) in Below(root))
        {
            (isSource ? sources : inputs)[path] = FileStamp.Of(length, written, now);
        }

        foreach (var other in others)
        {
            if (FileStamp.Of(other, now) is { } stamp)
            {
                inputs[other] = stamp;
            }
        }

        return new DiskPicture(sources, inputs);
    }

    private static IEnumerable<(string Path, bool IsSource, long Length, long Written)> Below(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return !Directory.Exists(root) ? [] : new FileSystemEnumerable<(string, bool, long, long)>(
            root, (ref FileSystemEntry entry) => (entry.ToFullPath(), IsSource(entry.FileName), entry.Length, entry.LastWriteTimeUtc.UtcTicks), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && (IsSource(entry.FileName) || IsInput(entry.FileName)),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !Closed.GetAlternateLookup<ReadOnlySpan<char>>().Contains(entry.FileName),
        };
    }

    private static bool IsSource(ReadOnlySpan<char> name) => name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static bool IsInput(ReadOnlySpan<char> name) =>
        Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(name)) || Names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
