namespace Backsmith.Sandbox;

/// <summary>Tells a full disk from other reasons for which a command in the sandbox may fail to write to the state folder.</summary>
internal static class StateSpace
{
    private const long Least = 64L << 20;
    private const int NoSpace = 28;

    /// <summary>Throws when there is no room to go on; to be asked when a command that writes there has failed.</summary>
    /// <exception cref="IOException">Less than 64 MiB are free; its code is ENOSPC (errno(3)).</exception>
    public static void Require(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < Least)
        {
            throw new IOException($"No space is left for {folder}: {free >> 20} MiB are free", NoSpace);
        }
    }
}
