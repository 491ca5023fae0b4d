using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Backsmith.Sandbox.Runs;

/// <summary>Ends sandboxes whose run is gone.</summary>
/// <remarks>bubblewrap asks the kernel to be killed with its parent (PR_SET_PDEATHSIG). A parent that is killed in the moment before leaves it behind; the rest of its tree goes with it.</remarks>
internal static class Orphans
{
    /// <summary>Kills every bubblewrap that carries the name of a run in its arguments.</summary>
    public static void Kill(string run)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsSandboxOf(run, folder))
            {
                Kill(id);
            }
        }
    }

    private static bool IsSandboxOf(string run, string folder)
    {
        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline"))).Split('\0');
            return arguments[0] == "bwrap" && arguments.Contains(run);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself, or belongs to somebody else.
        }
    }
}
