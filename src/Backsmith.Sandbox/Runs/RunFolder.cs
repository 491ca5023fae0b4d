using Backsmith.Sandbox.Bubblewrap;

namespace Backsmith.Sandbox.Runs;

/// <summary>The temporary folders of one run of the program, below <c>runs/</c> of the sandbox's state: they go with the run, and those of a run that was killed go with the next one.</summary>
/// <remarks>A run holds a lock (flock(2)) on the file beside its folder. The kernel frees it when the process dies, however it dies, so a folder whose lock is free is nobody's.</remarks>
internal sealed class RunFolder : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held) => (_path, _lock) = (path, held);

    /// <summary>Names the run; its commands carry it in their arguments.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Makes the folder of this run, and takes away what runs that are gone left behind: folders and processes.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public static RunFolder Create(string stateFolder)
    {
        var runs = Path.Combine(stateFolder, "runs");
        Directory.CreateDirectory(runs);
        foreach (var left in Directory.GetFiles(runs, "*.lock"))
        {
            Take(left);
        }

        while (true)
        {
            var path = Path.Combine(runs, "run-" + Guid.NewGuid().ToString("N"));
            // Until it is locked, the file looks like that of a run that is gone: another run may be faster and take it away.
            if (Hold(path + ".lock", FileMode.OpenOrCreate) is { } held)
            {
                if (File.Exists(path + ".lock"))
                {
                    Directory.CreateDirectory(path);
                    return new RunFolder(path, held);
                }

                held.Dispose();
            }
        }
    }

    /// <summary>A new empty folder that an identity owns.</summary>
    public string Fresh(string what, Identity owner) => RepositoryState.Own(Path.Combine(_path, $"{what}-{Path.GetRandomFileName()}"), owner);

    /// <summary>A name for a file or folder that is about to be made.</summary>
    public string FreshName(string what) => Path.Combine(_path, $"{what}-{Path.GetRandomFileName()}");

    /// <summary>Takes the folder away.</summary>
    public void Dispose()
    {
        if (Removal.TryRemove(_path))
        {
            File.Delete(_path + ".lock");
        }

        _lock.Dispose();
    }

    private static void Take(string left)
    {
        using var held = Hold(left, FileMode.Open);
        if (held is null)
        {
            return;
        }

        var path = left[..^".lock".Length];
        Orphans.Kill(Path.GetFileName(path));
        if (Removal.TryRemove(path))
        {
            File.Delete(left);
        }
    }

    /// <summary>The file, locked; null when somebody else holds it or took it away.</summary>
    private static FileStream? Hold(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (mode == FileMode.Open ? error is IOException or UnauthorizedAccessException : error is IOException && File.Exists(path))
        {
            return null;
        }
    }
}
