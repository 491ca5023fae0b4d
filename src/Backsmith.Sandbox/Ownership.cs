using System.Runtime.InteropServices;

namespace Backsmith.Sandbox;

/// <summary>Who owns a file, asked of and told to the kernel.</summary>
public static partial class Ownership
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

    /// <summary>The owner of a folder, from <c>stat</c> of coreutils, which is told not to follow links.</summary>
    public static async Task<uint> OfAsync(string path, Processes.ProcessStarter starter, CancellationToken cancellationToken)
    {
        using var process = await starter.StartAsync("stat", ["--format=%u", "--", path]);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return uint.TryParse(text.Trim(), out var uid) ? uid : throw new IOException($"The owner of '{path}' cannot be read.");
    }

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, uint uid, uint gid);
}
