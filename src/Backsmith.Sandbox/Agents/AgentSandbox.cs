using System.Globalization;
using System.Text;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Runs;
using Backsmith.Sandboxes;
using Backsmith.Storage;

namespace Backsmith.Sandbox.Agents;

/// <summary>Runs an external agent without the repository and without a network of its own: two sockets lead out, one to the tools it is served, one to a proxy that knows the hosts it may reach.</summary>
internal sealed class AgentSandbox(SandboxOptions options, RunFolder run, ProcessStarter starter, IBlobStore logs, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Until it ends. Cancelled, it kills the agent and everything it started.</summary>
    /// <param name="command">The agent.</param>
    /// <param name="serveTools">Serves one connection to the tools; there may be several.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="IOException">The machine cannot make the sandbox, or one of the agent's files cannot be read.</exception>
    public async Task<AgentEnd> RunAsync(AgentCommand command, Func<Stream, CancellationToken, Task> serveTools, CancellationToken cancellationToken)
    {
        var relay = options.InspectorFolder ?? throw new IOException("This installation has no inspector program, which external agents need as a relay.");
        var user = Identity.ForBuilds();
        var folder = run.Fresh("agent", user);
        var dotnet = options.Limits.DotNetRoot is { } root ? $"{root}/dotnet" : "dotnet";
        try
        {
            await AgentFiles.WriteAsync(folder, command, dotnet, user, cancellationToken);
            using var tools = new LocalListener(folder, "tools.sock", user);
            using var way = new LocalListener(folder, "proxy.sock", user);
            var proxy = new AllowListProxy(command.Access.Hosts);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task[] serving = [tools.AcceptAsync(serveTools, stop.Token), way.AcceptAsync(proxy.ServeAsync, stop.Token)];
            try
            {
                var result = await RunAsync(command, folder, relay, dotnet, user, cancellationToken);
                return new AgentEnd(result.Run.ExitCode, Encoding.UTF8.GetString(result.Output), Encoding.UTF8.GetString(result.Errors), proxy.Refused);
            }
            finally
            {
                await stop.CancelAsync();
                await Task.WhenAll(serving);
            }
        }
        finally
        {
            Removal.TryRemove(folder);
        }
    }

    private async Task<CommandResult> RunAsync(AgentCommand command, string folder, string relay, string dotnet, Identity user, CancellationToken cancellationToken)
    {
        var programs = command.Access.Programs.Where(path => (File.Exists(path) || Directory.Exists(path)) && !IsSystem(path)).Distinct(StringComparer.Ordinal).ToList();
        var own = options.Limits.DotNetRoot is { } installation && !IsSystem(installation) ? [installation] : Array.Empty<string>();
        var layout = new SessionLayout(user, [], "/", [folder, relay, .. own, .. programs], options.Limits, Path.Combine(options.StateFolder, "runtime"), run.Name);
        await using var session = await CopySession.OpenAsync(layout, starter, logs, time, cancellationToken);
        var start = SandboxCommand.Of(
            "agent", CopyAccess.ReadOnly, "/tmp", "/bin/sh", $"{AgentFiles.Target}/agent.sh", dotnet, $"{AgentFiles.RelayTarget}/Backsmith.Inspector.dll", AgentFiles.ProxyPort.ToString(CultureInfo.InvariantCulture), command.Line) with
        {
            Timeout = Longest,
            Input = Encoding.UTF8.GetBytes(command.Prompt),
            Mounts = [new SandboxMount(folder, AgentFiles.Target), new SandboxMount(relay, AgentFiles.RelayTarget), .. programs.Select(path => new SandboxMount(path, path))],
        };
        return await session.RunAsync(start, cancellationToken);
    }

    /// <summary>Whether every sandbox sees it anyway.</summary>
    private static bool IsSystem(string path) => path.StartsWith("/usr/", StringComparison.Ordinal);
}
