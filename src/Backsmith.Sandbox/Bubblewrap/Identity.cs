using System.Globalization;
using System.Runtime.InteropServices;

namespace Backsmith.Sandbox.Bubblewrap;

/// <summary>Who commands in the sandbox run as, seen from the host.</summary>
/// <param name="Uid">User and group id.</param>
/// <param name="Drops">Whether this process is root and gives up its identity and every capability first.</param>
internal sealed partial record Identity(uint Uid, bool Drops)
{
    /// <summary>The unprivileged id that root drops to: far from ids that a system hands out, owner of nothing but our own state.</summary>
    public const uint Unprivileged = 2_007_111;

    /// <summary>For builds, tests and everything else that runs code of a repository.</summary>
    public static Identity ForBuilds() => EffectiveUid() == 0 ? new Identity(Unprivileged, true) : new Identity(EffectiveUid(), false);

    /// <summary>For reading the user's tree: its owner, without capabilities.</summary>
    public static Identity ForReading(uint owner) => EffectiveUid() == 0 ? new Identity(owner, true) : new Identity(EffectiveUid(), false);

    /// <summary>Effective user id of this process (geteuid(2)).</summary>
    public static uint EffectiveUid() => GetEffectiveUid();

    /// <summary>The command prefix that drops the identity; empty when there is nothing to drop.</summary>
    internal IReadOnlyList<string> Prefix()
    {
        var id = Uid.ToString(CultureInfo.InvariantCulture);
        // Since Linux 5.12 a user namespace can only map uid 0 of its parent for a process with CAP_SETFCAP; bubblewrap drops it inside.
        var bounds = Uid == 0 ? "-all,+setfcap" : "-all";
        return Drops ? ["setpriv", $"--reuid={id}", $"--regid={id}", "--clear-groups", $"--bounding-set={bounds}", "--inh-caps=-all", "--"] : [];
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUid();
}
