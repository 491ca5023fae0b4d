using System.Net;
using System.Net.Sockets;
using System.Text;
using Backsmith.Sandbox.Agents;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Tests.DotNet;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Agents;

/// <summary>What an external agent can do from its sandbox: reach its tools and its provider, and nothing else.</summary>
public sealed class AgentSandboxTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-agent-");
    private readonly KernelSandbox _sandbox;

    public AgentSandboxTests()
    {
        // Deeper than the address of a socket can be long.
        var state = Path.Combine(_folder.FullName, new string('d', 60), new string('e', 60));
        Directory.CreateDirectory(state);
        _sandbox = new KernelSandbox(new SandboxOptions(state, null, DotNetRepository.Inspector(), new SandboxLimits { DotNetRoot = Path.GetDirectoryName(Environment.ProcessPath!) }), new MemoryBlobs(), TimeProvider.System);
    }

    public void Dispose()
    {
        _sandbox.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_sees_its_prompt_its_variables_and_its_files_and_nothing_of_the_host()
    {
        var credentials = Path.Combine(_folder.FullName, "auth.json");
        await File.WriteAllTextAsync(credentials, "{\"token\":\"t-1\"}");
        var access = AgentAccess.None with
        {
            Environment = new Dictionary<string, string> { ["AGENT_KEY"] = "it's $HOME" },
            HomeFiles = new Dictionary<string, string> { [".agent/auth.json"] = credentials },
        };

        var end = await RunAsync($"cat; echo; echo \"$AGENT_KEY\"; cat ~/.agent/auth.json; echo; ls {_folder.FullName} /root/.nuget /work 2>/dev/null; ls -a; touch /usr/x /backsmith/agent/x 2>/dev/null || echo refused; exit 7", access, "Do it.");

        end.ExitCode.ShouldBe(7);
        end.Output.ShouldBe("Do it.\nit's $HOME\n{\"token\":\"t-1\"}\n.\n..\n.mcp.json\nrefused\n");
        (await File.ReadAllTextAsync(credentials)).ShouldBe("{\"token\":\"t-1\"}");
    }

    [Fact]
    public async Task Its_key_stands_in_no_argument_of_a_process()
    {
        var access = AgentAccess.None with { Environment = new Dictionary<string, string> { ["AGENT_KEY"] = "k-93f1c2" } };
        var seen = new List<string>();

        var end = await RunAsync("printf x | $0 > /dev/null 2>&1; dotnet \"$BACKSMITH_RELAY\" relay connect /backsmith/agent/tools.sock < /dev/null", access, "", (_, _) =>
        {
            seen.AddRange(Directory.GetDirectories("/proc").Select(process => Path.Combine(process, "cmdline")).Where(File.Exists).Select(Read));
            return Task.CompletedTask;
        });

        end.ExitCode.ShouldBe(0, end.Errors);
        seen.ShouldContain(arguments => arguments.Contains("agent.sh", StringComparison.Ordinal));
        seen.ShouldNotContain(arguments => arguments.Contains("k-93f1c2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tools_are_reached_through_the_relay()
    {
        var end = await RunAsync("echo question | dotnet \"$BACKSMITH_RELAY\" relay connect /backsmith/agent/tools.sock", AgentAccess.None, "", async (stream, token) =>
        {
            using var reader = new StreamReader(stream, leaveOpen: true);
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"answer to {await reader.ReadLineAsync(token)}\n"), token);
        });

        end.Output.ShouldBe("answer to question\n");
    }

    [Fact]
    public async Task It_reaches_the_hosts_of_its_list_through_the_proxy_and_no_others()
    {
        using var provider = new TcpListener(IPAddress.Loopback, 0);
        provider.Start();
        var port = ((IPEndPoint)provider.LocalEndpoint).Port;
        var serving = ServeAsync(provider);
        var script = $$"""
            exchange() { exec 3<>/dev/tcp/127.0.0.1/3128; printf 'CONNECT %s HTTP/1.1\r\nHost: x\r\n\r\n' "$1" >&3; IFS= read -r line <&3; echo "${line%?}"; }
            exchange 127.0.0.1:{{port}}; IFS= read -r line <&3; printf 'hello\n' >&3; IFS= read -r line <&3; echo "$line"
            exchange other.example.org:443
            exchange 127.0.0.1:22
            (exec 4<>/dev/tcp/127.0.0.1/{{port}}) 2>/dev/null || echo no way past it
            """;

        var end = await RunAsync($"bash -c '{script.Replace("'", "'\\''", StringComparison.Ordinal)}'", AgentAccess.None with { Hosts = [$"127.0.0.1:{port}"] }, "");

        end.Output.ShouldBe("HTTP/1.1 200 Connection established\nHELLO\nHTTP/1.1 403 Forbidden\nHTTP/1.1 403 Forbidden\nno way past it\n", end.Errors);
        end.Refused.ShouldBe(["127.0.0.1:22", "other.example.org:443"]);
        await serving;
    }

    [Fact]
    public async Task Cancelled_it_is_killed_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        var running = _sandbox.RunAgentAsync(new AgentCommand("dotnet \"$BACKSMITH_RELAY\" relay connect /backsmith/agent/tools.sock < /dev/zero > /dev/null; sleep 600", "", AgentAccess.None), async (_, token) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }, stop.Token);
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        Directory.EnumerateDirectories(_folder.FullName, "agent-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private Task<AgentEnd> RunAsync(string line, AgentAccess access, string prompt, Func<Stream, CancellationToken, Task>? serve = null) =>
        _sandbox.RunAgentAsync(new AgentCommand(line, prompt, access), serve ?? ((_, _) => Task.CompletedTask), CancellationToken.None);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task ServeAsync(TcpListener provider)
    {
        using var client = await provider.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        var line = await reader.ReadLineAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line!.ToUpperInvariant() + "\n"));
    }
}
