using System.Runtime.InteropServices;

namespace Backsmith.Sandbox;

/// <summary>Who owns a file, asked of and told to the kernel.</summary>
internal static partial class Ownership
{
    /// <summary>Gives a folder or file of ours to a user; not recursive, links are not followed (lchown(2)).</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static void Give(string path, uint uid)
    {
        if (LChown(path, uid, uid) != 0)
        {
            throw new IOException($"'{path}' cannot be given to user {uid} (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Lets everybody read a folder or file of ours, whatever the umask of whoever started this program: commands run as somebody else.</summary>
    public static void Show(string path)
    {
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Enterable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(path, Directory.Exists(path) ? Readable | Enterable : Readable);
    }

    /// <summary>Copies a file of the user's, which may be readable by the user alone, for somebody else and nobody beside.</summary>
    /// <returns><paramref name="copy"/>, replaced when it was there.</returns>
    /// <exception cref="IOException">It cannot be read, or the copy cannot be given.</exception>
    public static string Lend(string path, string copy, Bubblewrap.Identity to)
    {
        File.Copy(path, copy, overwrite: true);
        File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (to.Drops)
        {
            Give(copy, to.Uid);
        }

        return copy;
    }

    /// <summary>Gives a file or folder the owner and group of another one, as far as this process may: only root may for others.</summary>
    /// <remarks>The owner is read with statx(2), whose layout is the same on every architecture.</remarks>
    public static unsafe void Follow(string path, string other)
    {
        const int CurrentFolder = -100, UidAndGid = 0x18, UidOffset = 20, GidOffset = 24;
        var buffer = stackalloc byte[256];
        if (Bubblewrap.Identity.EffectiveUid() == 0 && StatX(CurrentFolder, other, 0, UidAndGid, buffer) == 0)
        {
            _ = LChown(path, *(uint*)(buffer + UidOffset), *(uint*)(buffer + GidOffset));
        }
    }

    /// <summary>The owner of a folder, from <c>stat</c> of coreutils, which is told not to follow links.</summary>
    public static async Task<uint> OfAsync(string path, Processes.ProcessStarter starter, CancellationToken cancellationToken)
    {
        using var process = await starter.StartAsync("stat", ["--format=%u", "--", path]);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return uint.TryParse(text.Trim(), out var uid) ? uid : throw new IOException($"The owner of '{path}' cannot be read.");
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, uint uid, uint gid);
}
