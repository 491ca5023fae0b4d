namespace Backsmith.Sandbox.Runs;

/// <summary>Takes folders away that programs of a repository could write to: such a program may have closed them to their own owner. Links are removed, never followed.</summary>
internal static class Removal
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>False when something of it cannot be removed.</summary>
    public static bool TryRemove(string folder) => !Directory.Exists(folder) || TryDelete(folder) || (TryOpen(new DirectoryInfo(folder)) && TryDelete(folder));

    private static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool TryOpen(DirectoryInfo folder)
    {
        try
        {
            folder.UnixFileMode |= Open;
            return folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null).All(TryOpen);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
