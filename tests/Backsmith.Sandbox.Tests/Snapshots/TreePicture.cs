using System.Diagnostics;
using System.Text;

namespace Backsmith.Sandbox.Tests.Snapshots;

/// <summary>What a folder looks like, as text that can be compared. Made by coreutils, since names need not be text; bytes are shown as Latin-1.</summary>
internal static class TreePicture
{
    // Reading must not show: of the times, the access time alone is left out.
    private const string WholeScript = """
        set -euo pipefail
        cd "$1"
        find . -printf '%p type=%y mode=%m owner=%U:%G size=%s links=%n inode=%i mtime=%T@ ctime=%C@ target=%l\0' | LC_ALL=C sort -z
        find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum -z --
        """;

    private const string ContentScript = """
        set -euo pipefail
        cd "$1"
        find . -name .git -prune -o -type l -printf '%p -> %l\0' -o -type f -perm /100 -printf '%p executable\0' -o -type f -printf '%p plain\0' | LC_ALL=C sort -z
        find . -name .git -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum -z --
        """;

    /// <summary>Everything below a folder, git's own folder included: names, kinds, bytes, modes, owners, links, inodes, times of content and of change.</summary>
    public static string Whole(string root) => Run(WholeScript, root);

    /// <summary>What a snapshot keeps of a folder: names, bytes, link targets and execute bits of its files, without git's own.</summary>
    public static string Content(string root) => Run(ContentScript, root);

    private static string Run(string script, string root)
    {
        var info = new ProcessStartInfo("bash") { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.Latin1 };
        foreach (var argument in new[] { "-c", script, "picture", root })
        {
            info.ArgumentList.Add(argument);
        }

        using var process = Process.Start(info)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text.Replace('\0', '\n') : throw new IOException($"No picture of '{root}' could be taken.");
    }
}
