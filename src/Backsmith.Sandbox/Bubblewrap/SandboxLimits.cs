namespace Backsmith.Sandbox.Bubblewrap;

/// <summary>What one command may use.</summary>
public sealed record SandboxLimits
{
    /// <summary>Size of the writable layer of a copy, in bytes; default 4 GiB. It lies in memory and is given back with the copy.</summary>
    public long UpperBytes { get; init; } = 4L << 30;

    /// <summary>Size of /tmp, in bytes; default 1 GiB.</summary>
    public long TemporaryBytes { get; init; } = 1L << 30;

    /// <summary>Largest file a command may write, in bytes; default 1 GiB.</summary>
    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>Processes and threads at one time; default 1,024.</summary>
    public int Processes { get; init; } = 1024;

    /// <summary>Memory one process may write to, in bytes; default 8 GiB (setrlimit(2), RLIMIT_DATA).</summary>
    public long DataBytes { get; init; } = 8L << 30;

    /// <summary>Time for restoring packages; default 10 minutes.</summary>
    public TimeSpan RestoreTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time for a build, and for asking MSBuild for the compiler's command lines; default 20 minutes.</summary>
    public TimeSpan BuildTime { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Time for the tests of one project; default 10 minutes.</summary>
    public TimeSpan TestTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the tests of one project may print to the console, in bytes; default 256 MiB.</summary>
    public long TestOutputBytes { get; init; } = 256L << 20;

    /// <summary>Root of the .NET installation, bound read-only where it is; null when there is none.</summary>
    public string? DotNetRoot { get; init; }
}
