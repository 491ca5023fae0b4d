using System.Globalization;

namespace Backsmith.Storage;

/// <summary>Names a process as the owner of leases, so that another process of the same machine can tell that it is dead and need not wait for them to expire.</summary>
/// <remarks>Boot, pid namespace, pid and start time, from Linux' /proc (man 5 proc): a pid that is used again has another start time. Of a process of another boot or container nothing is claimed.</remarks>
public static class LeaseOwner
{
    private const string Prefix = "process";

    /// <summary>This process.</summary>
    public static string Current() => string.Join('/', Prefix, Place(), Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StartOf(Environment.ProcessId) ?? "?");

    /// <summary>Whether the owner is known to be dead. False when that cannot be known.</summary>
    public static bool IsGone(string owner)
    {
        var parts = owner.Split('/');
        return parts is [Prefix, var boot, var space, var pid, var start]
            && boot + "/" + space == Place()
            && start != "?"
            && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && StartOf(id) != start;
    }

    private static string Place()
    {
        var boot = ReadOrNull("/proc/sys/kernel/random/boot_id")?.Trim() ?? "?";
        var space = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "?";
        return $"{boot}/{space}";
    }

    /// <summary>Field 22 of /proc/PID/stat; null when there is no such process or it is a zombie, which does no work any more.</summary>
    private static string? StartOf(int pid)
    {
        var stat = ReadOrNull(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        var fields = stat?[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is { Length: > 19 } && fields[0] is not ("Z" or "X") ? fields[19] : null;
    }

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
