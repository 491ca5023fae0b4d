using System.Text;
using System.Text.Json;
using Backsmith.Sandbox.Bubblewrap;

namespace Backsmith.Sandbox.Agents;

/// <summary>The folder that an external agent is given: its start, its variables, its prompt, and where the tools are for each agent that looks for them in a file of its own.</summary>
internal static class AgentFiles
{
    /// <summary>Where the folder is bound.</summary>
    public const string Target = "/backsmith/agent";

    /// <summary>Where the program that carries bytes out of the sandbox is bound.</summary>
    public const string RelayTarget = "/backsmith/relay";

    /// <summary>Port on the loopback device of the sandbox at which the proxy is reached.</summary>
    public const int ProxyPort = 3128;

    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Writes the files; its owner alone can read them.</summary>
    /// <param name="folder">Empty.</param>
    /// <param name="command">The agent.</param>
    /// <param name="dotnet">The .NET host as it is called inside.</param>
    /// <param name="owner">Who runs the agent.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task WriteAsync(string folder, AgentCommand command, string dotnet, Identity owner, CancellationToken cancellationToken)
    {
        File.SetUnixFileMode(folder, OwnerAlone);
        var files = new Dictionary<string, byte[]>
        {
            ["agent.sh"] = EmbeddedFile.Read("agent.sh"),
            ["prompt.md"] = Encoding.UTF8.GetBytes(command.Prompt),
            ["environment"] = Encoding.UTF8.GetBytes(string.Concat(Variables(command.Access).Select(variable => $"export {variable.Key}={Quoted(variable.Value)}\n"))),
            ["mcp.json"] = Servers(dotnet),
            ["home/.codex/config.toml"] = Encoding.UTF8.GetBytes($"[mcp_servers.backsmith]\ncommand = \"{dotnet}\"\nargs = [{string.Join(", ", Arguments().Select(argument => $"\"{argument}\""))}]\nstartup_timeout_sec = 60\ntool_timeout_sec = 3600\n"),
            ["home/.gemini/settings.json"] = Servers(dotnet),
        };
        foreach (var (path, source) in command.Access.HomeFiles)
        {
            files["home/" + path] = await File.ReadAllBytesAsync(source, cancellationToken);
        }

        foreach (var (name, content) in files)
        {
            Own(folder, Path.GetDirectoryName(name)!, owner);
            var path = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(path, content, cancellationToken);
            Give(path, owner);
        }
    }

    private static Dictionary<string, string> Variables(AgentAccess access)
    {
        var proxy = $"http://127.0.0.1:{ProxyPort}";
        var variables = new Dictionary<string, string>
        {
            ["BACKSMITH_MCP_CONFIG"] = $"{Target}/mcp.json",
            ["BACKSMITH_PROMPT"] = $"{Target}/prompt.md",
            ["BACKSMITH_RELAY"] = $"{RelayTarget}/Backsmith.Inspector.dll",
        };
        if (access.Hosts.Count > 0)
        {
            (variables["HTTPS_PROXY"], variables["https_proxy"]) = (proxy, proxy);
        }

        foreach (var (name, value) in access.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static string[] Arguments() => [$"{RelayTarget}/Backsmith.Inspector.dll", "relay", "connect", $"{Target}/tools.sock"];

    private static byte[] Servers(string dotnet) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        mcpServers = new { backsmith = new { type = "stdio", command = dotnet, args = Arguments(), timeout = 3_600_000, trust = true } },
    });

    /// <summary>For a shell: within single quotes nothing has a meaning but the quote itself.</summary>
    private static string Quoted(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static void Own(string folder, string below, Identity owner)
    {
        var path = folder;
        foreach (var name in below.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, name);
            Directory.CreateDirectory(path, OwnerAlone);
            Give(path, owner);
        }
    }

    private static void Give(string path, Identity owner)
    {
        File.SetUnixFileMode(path, OwnerAlone);
        if (owner.Drops)
        {
            Ownership.Give(path, owner.Uid);
        }
    }
}
