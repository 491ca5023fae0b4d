using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Copies;

/// <summary>Whether a command may write to the copy.</summary>
internal enum CopyAccess
{
    /// <summary>The copy is mounted read-only.</summary>
    ReadOnly,

    /// <summary>The copy is mounted writable; writes vanish with it.</summary>
    Writable,
}

/// <summary>A host folder or file made visible to one command.</summary>
/// <param name="Source">Absolute host path; must lie at or under a folder that the session staged.</param>
/// <param name="Target">Absolute path inside.</param>
/// <param name="Writable">Whether the command may write to it.</param>
internal sealed record SandboxMount(string Source, string Target, bool Writable = false);

/// <summary>A command to run inside.</summary>
/// <param name="Step">What a proof calls it.</param>
/// <param name="Arguments">Program, then its arguments; not a shell line.</param>
/// <param name="WorkingDirectory">Absolute path inside.</param>
/// <param name="Access">To the copy.</param>
/// <param name="Network">To the package sources.</param>
/// <param name="Timeout">After which the whole process tree is killed.</param>
/// <param name="Environment">Variables beside the allow-listed ones; never secrets.</param>
/// <param name="Mounts">Beside the copy and the toolchain.</param>
/// <param name="Input">Standard input.</param>
/// <param name="AllowNesting">Whether it may open a sandbox of its own inside.</param>
internal sealed record SandboxCommand(
    string Step,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    CopyAccess Access,
    NetworkAccess Network,
    TimeSpan Timeout,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<SandboxMount> Mounts,
    ReadOnlyMemory<byte> Input,
    bool AllowNesting)
{
    /// <summary>Largest output on one stream before the command is killed; default 1 GiB.</summary>
    public long OutputLimit { get; init; } = 1L << 30;

    /// <summary>A command without network, extra mounts, variables or input, with ten minutes.</summary>
    public static SandboxCommand Of(string step, CopyAccess access, string workingDirectory, params IReadOnlyList<string> arguments) =>
        new(step, arguments, workingDirectory, access, NetworkAccess.None, TimeSpan.FromMinutes(10), new Dictionary<string, string>(), [], default, false);
}

/// <summary>What a command came to.</summary>
/// <param name="Run">What a proof lists.</param>
/// <param name="Output">Standard output, head and tail if it was long.</param>
/// <param name="Errors">Standard error, likewise.</param>
internal sealed record CommandResult(CommandRun Run, byte[] Output, byte[] Errors)
{
    /// <summary>Whether it ended by itself with exit code 0.</summary>
    public bool Succeeded => Run is { End: CommandEnd.Exited, ExitCode: 0 };

    /// <summary>Both streams as text, trimmed, for messages to people.</summary>
    public string Text => (System.Text.Encoding.UTF8.GetString(Output) + System.Text.Encoding.UTF8.GetString(Errors)).Trim();

    /// <summary>The end of that on one line: four lines, 600 characters at the most; the exit code when it said nothing.</summary>
    public string LastWords =>
        string.Join(" ", Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).TakeLast(4)) is { Length: > 0 } words
            ? words.Length > 600 ? words[..600] + " …" : words
            : $"exit code {Run.ExitCode}.";
}
