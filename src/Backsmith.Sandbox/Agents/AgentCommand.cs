namespace Backsmith.Sandbox.Agents;

/// <summary>An external agent, to be run in a sandbox of its own.</summary>
/// <param name="Line">For the shell inside.</param>
/// <param name="Prompt">What it reads on standard input.</param>
/// <param name="Access">What it may reach.</param>
public sealed record AgentCommand(string Line, string Prompt, AgentAccess Access);

/// <summary>What an external agent may reach beside the tools it is served. The repository is never among it.</summary>
/// <param name="Hosts">Names it may connect to by TLS at port 443, or <c>NAME:PORT</c>; exact, in any case.</param>
/// <param name="Environment">Variables, its key among them. They reach nothing but its own processes.</param>
/// <param name="Programs">Absolute host folders and files that it sees read-only where they are; those that are not there are left out.</param>
/// <param name="HomeFiles">Host files that are copied into its home, by the path they have there. Changes to them are lost.</param>
public sealed record AgentAccess(
    IReadOnlyList<string> Hosts,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Programs,
    IReadOnlyDictionary<string, string> HomeFiles)
{
    /// <summary>Nothing at all.</summary>
    public static AgentAccess None { get; } = new([], new Dictionary<string, string>(), [], new Dictionary<string, string>());
}

/// <summary>How an external agent ended.</summary>
/// <param name="ExitCode">Null when it was killed.</param>
/// <param name="Output">Standard output, head and tail when it was long.</param>
/// <param name="Errors">Standard error, likewise.</param>
/// <param name="Refused">Hosts that it tried to reach and may not, each once.</param>
public sealed record AgentEnd(int? ExitCode, string Output, string Errors, IReadOnlyList<string> Refused);
